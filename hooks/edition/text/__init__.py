"""Text: inline markup, typography, comparison and normalization of strings, independent of the content model."""
