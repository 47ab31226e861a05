"""Parts of every page: the page itself, painted widgets, lists to pick from, the theme."""
