"""How it is asked: script model and loader, conditions, and the pure engine.

Nothing here reads a clock, a file, the environment, a terminal or randomness: they arrive as
parameters.
"""
