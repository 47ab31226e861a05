"""A script told in words: its conditions as sentences, its questions in order."""
