"""Sets the summary of the small project's leaflet, and formats the place of its problems."""

from __future__ import annotations

from support.small_project import Project

LEAFLET = "leaflet/document.yml"
EN = "content/leaflet/document.yml:17:7: summary.en: "


def fr(column: int) -> str:
    """The place of words of the French summary."""
    return f"content/leaflet/document.yml:16:{column}: summary.fr: "


def en(column: int) -> str:
    """The place of words of the English summary."""
    return f"content/leaflet/document.yml:18:{column}: summary.en: "


def excuse(rule: str) -> str:
    """The end of the message of a rule that allows exceptions."""
    return f", or declare an exception “{rule}” for content/leaflet/document.yml in content/translation.yml"


def set_summary(project: Project, fr: str, en: str) -> None:
    """Sets the summary of the leaflet."""
    project.replace(LEAFLET, "    Un dépliant.\n  en: >-\n    A leaflet.\n", f"    {fr}\n  en: >-\n    {en}\n")
