"""The fields that answer a question, one a kind, and the parts they share."""
