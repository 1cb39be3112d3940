"""Editing: new and imported content, comparison of revisions, and schemas for the editor's program."""
