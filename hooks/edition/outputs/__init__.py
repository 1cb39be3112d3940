"""Outputs: what the site has beside its pages, one module each."""
