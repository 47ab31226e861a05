"""The commands of `goalcoach script`: one a file, as in the folder above."""
