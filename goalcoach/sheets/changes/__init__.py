"""What changed between two plans, told as a story, and the writers that set it."""
