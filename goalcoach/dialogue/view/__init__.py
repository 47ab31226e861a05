"""What a front end shows of a visit, as plain values: one question, or the list of all."""
