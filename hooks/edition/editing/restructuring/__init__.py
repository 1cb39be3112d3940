"""Moves, merges, splits and retires documents, divisions and units: what the files then contain, and what follows."""
