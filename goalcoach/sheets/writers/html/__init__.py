"""A sheet as one web page that needs nothing from anywhere."""
