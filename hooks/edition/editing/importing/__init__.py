"""Imports texts – plain, Markdown, DOCX – as blocks, and composes a first document of them."""
