"""The first page: who is here, and what can be done with one person."""
