"""Trends over the visits, and a diary entry."""
