"""What every page is made of: the page itself, painting, lists to pick from, the theme."""
