"""Measuring tools, each a program; run as scripts/measure."""
