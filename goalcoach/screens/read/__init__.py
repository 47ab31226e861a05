"""Versions of a plan to read, and two of them side by side."""
