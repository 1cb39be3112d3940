"""Colours and typefaces of the site."""
