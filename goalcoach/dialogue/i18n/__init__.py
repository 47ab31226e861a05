"""What a translator of a pack works with: what is there, missing, and has changed. Pure."""
