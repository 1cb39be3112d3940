"""Analysis: statistics, commitments and related pages, derived from the texts and their references."""
