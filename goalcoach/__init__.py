"""goalcoach: a guided goal-setting visit in the terminal."""

__version__ = "0.1.0"
