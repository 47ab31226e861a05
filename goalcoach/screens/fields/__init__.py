"""The fields that answer a question, one for each kind of question, and the parts they share."""
