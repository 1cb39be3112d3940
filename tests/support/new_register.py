"""Adds a register to a project as an editor does: with one YAML file."""

from __future__ import annotations

from edition.loading.loader import load_edition
from edition.loading.translation_record import format_record
from edition.translation.status import accept_translations
from support.small_project import Project

VERBS = """\
id: verbs
path: verbs
cited_by: words
facet:
  id: what-is-done
  title:
    fr: >-
      Verbe
    en: >-
      Verb
prefixes:
  fr: ["verbe"]
  en: ["verb"]
title:
  fr: >-
    Verbes
  en: >-
    Verbs
introduction:
  fr: >-
    Ce que les textes demandent.
  en: >-
    What the texts ask for.
chart:
  form: FORM
  featured: true
  title:
    fr: >-
      Les verbes du rapport
    en: >-
      The verbs of the report
  counts:
    fr: >-
      Un trait pour chaque verbe.
    en: >-
      A stroke for each verb.
  finding:
    fr: >-
      En tête: {FACT}.
    en: >-
      First: {FACT}.
entries:
  - id: ratify
    number: "1"
    name:
      fr: >-
        Ratifier
      en: >-
        Ratify
    description:
      fr: >-
        Accepter une convention.
      en: >-
        To accept a Convention.
    mentions:
      fr: ["ratifier"]
      en: ["ratify"]
  - id: act
    number: "2"
    name:
      fr: >-
        Agir
      en: >-
        Act
    description:
      fr: >-
        Faire.
      en: >-
        To do.
    mentions:
      fr: ["agir"]
      en: ["act"]
"""
"""A register whose entries the two items of the small project's output name: one `ratify`, the other `act`."""


def add_verbs(project: Project, form: str = "strips") -> None:
    """Adds the register, its chart in a form, and accepts its English."""
    fact = {"strips": "widest", "grid": "most"}[form]
    project.path("registers/verbs.yml").write_text(VERBS.replace("FORM", form).replace("FACT", fact), encoding="utf-8")
    for record, rows in accept_translations(load_edition(project.root)).items():
        (project.root / record).write_text(format_record(rows), encoding="utf-8")
