"""Texts as they are received – plain, Markdown, DOCX – read as blocks, and made into a first document."""
