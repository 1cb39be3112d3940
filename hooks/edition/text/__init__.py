"""Text: its inline markup, typography, comparison and normalization, without knowing where it stands."""
