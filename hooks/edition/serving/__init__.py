"""Serving: the content while it is edited, and what is read of it in a process of its own."""
