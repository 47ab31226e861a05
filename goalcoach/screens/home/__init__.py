"""The home page: the list of patients, and what can be done with each."""
