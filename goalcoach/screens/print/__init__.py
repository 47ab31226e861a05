"""Printing from the app: which sheets, how, and what came of it."""
