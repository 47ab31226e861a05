"""A visit under way on the screen: the question page and the pages opened beside it."""
