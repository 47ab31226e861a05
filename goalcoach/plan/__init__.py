"""What was agreed: the typed plan, its TOML form, how a visit closes, and open arithmetic.

Nothing here reads a clock, a file, the environment, a terminal or randomness: they arrive as
parameters. It is the only room that reads, checks and writes with msgspec (others take its
`Struct` for their records), and one of three that import tomli.
"""
