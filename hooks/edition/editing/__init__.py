"""Editing: what commands write for an editor, what they compare, and what an editor's program completes."""
