"""Gives the small project's leaflet another summary, and says where a problem of it is reported."""

from __future__ import annotations

from support.small_project import Project

LEAFLET = "leaflet/document.yml"
EN = "content/leaflet/document.yml:17:7: summary.en: "


def fr(column: int) -> str:
    """Where words of the French summary stand."""
    return f"content/leaflet/document.yml:16:{column}: summary.fr: "


def en(column: int) -> str:
    """Where words of the English summary stand."""
    return f"content/leaflet/document.yml:18:{column}: summary.en: "


def excuse(rule: str) -> str:
    """How a message ends whose rule admits of exceptions."""
    return f", or declare an exception “{rule}” for content/leaflet/document.yml in content/translation.yml"


def say(project: Project, fr: str, en: str) -> None:
    """Gives the leaflet another summary."""
    project.replace(LEAFLET, "    Un dépliant.\n  en: >-\n    A leaflet.\n", f"    {fr}\n  en: >-\n    {en}\n")
