"""Loading: from files to the typed edition, and back to the form in which files are written."""
