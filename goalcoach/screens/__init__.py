"""What is seen: the Textual screens and prompt fields.

Only this package and `goalcoach.app` may import Textual.
"""
