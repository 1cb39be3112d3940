"""Translation: the texts and their records, what has become of each, and their exchange by spreadsheets."""
