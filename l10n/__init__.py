"""Takes a French article to its readers in other languages, offline."""
