"""The plan, field by field: a module for each side of it, put together in `plan`."""
