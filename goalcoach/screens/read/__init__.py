"""Pages that show versions of a plan, and the changes between two of them."""
