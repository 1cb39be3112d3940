"""The charts of the real edition."""

CHARTS = ("programme", "levels", "actions", "flow", "instruments", "sdg", "themes")
"""Their identifiers, in the order of their index."""
