"""Where it is kept: the only place that touches files."""
