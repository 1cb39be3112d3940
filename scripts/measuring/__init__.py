"""Measuring tools, each run by itself."""
