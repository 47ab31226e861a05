"""Ratings and counts over the visits, as plots and sentences, and as data for other programs."""
