"""Pages on how it goes between visits: trends of ratings, and writing a diary entry."""
