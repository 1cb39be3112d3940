"""Measures builds: of this edition, and of the same pages by other generators, in one run."""
