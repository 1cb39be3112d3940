"""Serving: the content while it is edited, checked in a child process."""
