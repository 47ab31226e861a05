"""A sheet as tagged PDF; only the module `pdf` knows the typesetter."""
