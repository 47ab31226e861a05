"""Where it is kept: the only place that touches files.

May import `errors`, `text`, `plan` and `dialogue`; never `visit`, sheets or a front end.
"""
