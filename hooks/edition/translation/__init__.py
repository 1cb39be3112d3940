"""Translation: the translatable texts, the state of each translation, and their exchange by spreadsheet."""
