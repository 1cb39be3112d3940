"""Publishes a finished site: locks the target, compares the site with its plan, and replaces the last site in one step."""
