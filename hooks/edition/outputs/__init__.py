"""Outputs: the files of the site other than its pages, one module each."""
