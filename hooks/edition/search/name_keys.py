"""The keys by which the search finds a record that is asked for by one of its names or numbers as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES
from ..text.search_normalization import form_key
from .records import SearchRecord

_MAX_KEY_LENGTH = 80
"""Nobody types a longer form in full; its words are searched nevertheless."""
SAME_LANGUAGE, OTHER_LANGUAGE, OTHER_LANGUAGE_INDIRECT, LEADING = "X", "Y", "W", "V"
"""The marks of keys: of names in the language of the search, of names and of indirect forms in another language, and of the
leading forms of entries."""


def name_keys(record: SearchRecord, language: str) -> str:
    """Returns the keys of a record, each once after all its marks: `VXc29q`."""
    marks: dict[str, set[str]] = defaultdict(set)
    for mark, form_language, forms in _forms(record, language):
        for form in forms:
            if (key := form_key(form, form_language, "")) and len(key) < _MAX_KEY_LENGTH:
                marks[key].add(mark)
    return " ".join(f"{''.join(sorted(marks[key]))}{key}" for key in sorted(marks))


def _forms(record: SearchRecord, language: str) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yields the forms of a record, with the mark of their keys and their language."""
    yield SAME_LANGUAGE, language, (*record.forms, *record.numbers)
    for other in LANGUAGES:
        if other != language:
            yield OTHER_LANGUAGE, other, record.foreign_forms
            yield OTHER_LANGUAGE_INDIRECT, other, record.foreign_indirect_forms
    for each, forms in record.leading_forms.items():
        yield LEADING, each, (*forms, *record.numbers)
