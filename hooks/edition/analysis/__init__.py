"""Analysis: figures, commitments and nearness, derived from the texts and what they refer to."""
