"""Makes the records of Pagefind, by whose words the search finds."""

from __future__ import annotations

from urllib.parse import urlencode

from ..text.search_normalization import searchable_text
from .pagefind import PagefindRecord
from .records import SearchRecord


def pagefind_record(record: SearchRecord, language: str) -> PagefindRecord:
    """Returns a record for Pagefind. What is shown of it is in its address, which is not searched."""
    address, _, anchor = record.href.partition("#")
    title = record.title if record.is_name else ""
    shown = {"u": record.unit, "t": title, "w": " · ".join(record.trail), "s": record.short_name}
    meta = {"title": searchable_text(record.title, language)} if record.is_name else {}
    if further := [form for form in record.forms if form != record.title]:
        meta["forms"] = searchable_text(" · ".join(further), language)
    if record.indirect_forms:
        meta["signs"] = searchable_text(" · ".join(record.indirect_forms), language)
    url = f"{address}?{urlencode({name: value for name, value in shown.items() if value})}" + (f"#{anchor}" if anchor else "")
    return PagefindRecord(url, searchable_text(record.words, language), meta)
