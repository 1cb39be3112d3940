"""Lists every path of the site with its owner: pages, redirects, outputs, files of docs/, of overrides/ and of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..charts.chart_set import ChartSet
from ..languages import LANGUAGES
from ..loading import handwritten_pages
from ..loading.text_file import find_files
from ..model import Edition
from ..outputs.head_metadata import SOCIAL_IMAGES_FOLDER, social_image_path
from ..outputs.offline import FALLBACK_PAGE
from ..outputs.registry import OUTPUTS
from ..pages.catalogue import all_pages
from ..pages.page import Page
from ..problems.problem import Place, Problem
from ..references.references import Links, numbered_units
from ..references.urls import DATA_FORMATS, data_path, language_prefix, short_address
from ..translation.texts import SHEET_FORMATS, translation_files
from . import mkdocs_config
from .path_conflicts import Claim, find_conflicts
from .project import Project
from .registry import rule

_ASSETS = "assets/"
_SHORT_ADDRESSES = "p/"


@rule()
def every_path_has_one_owner(project: Project) -> Iterator[Problem]:
    """No two places claim the same path of the site."""
    root, links = project.root, project.links
    redirects = {redirect.at.of_field("old") for redirect in links.edition.redirects}
    for conflict in find_conflicts(path_claims(root, links), reserved_folders(links.edition)):
        place, owner = conflict.claim.place, conflict.owner
        facts = {
            "path": f"/{conflict.path.removesuffix('index.html')}",
            "owner": f"{owner.file}:{owner.line}" if owner.line else owner.file,
        }
        yield Problem(place, "redirect-path-taken" if place in redirects else "path-taken", facts)


def reserved_folders(edition: Edition) -> Mapping[str, Place]:
    """Returns the reserved folders of the site, each with its owner."""
    owners = {
        _ASSETS: _whole_file(f"{handwritten_pages.FOLDER}/assets"),
        **{f"{_ASSETS}{name}/": _whole_file("mkdocs.yml") for name in ("images", "javascripts", "stylesheets")},
    }
    for output in OUTPUTS:
        owners |= {path.removesuffix("*"): _whole_file(output.module) for path in output.patterns() if path.endswith("/*")}
    for language in LANGUAGES:
        prefix = language_prefix(language)
        if prefix:
            owners[prefix] = _whole_file(f"{handwritten_pages.FOLDER}/{language}")
        owners[f"{prefix}{_SHORT_ADDRESSES}"] = edition.head.at.of_field("principal")
    return owners


def path_claims(root: Path, links: Links) -> Iterator[Claim]:
    """Yields a claim for every file of the site, except for files in folders that one output fills alone.

    Of two conflicting claims the later one is reported, so paths that an editor can rename come last.
    """
    yield from _output_claims()
    yield from _spreadsheet_claims(links.edition)
    # Pages that exist whatever the content come before those whose address comes from the content.
    for page in sorted(all_pages(links.edition), key=lambda page: _page_place(page).line):
        yield from _page_claims(page)
    for unit in numbered_units(links.edition, links.units):
        yield from _claims_in_languages(f"{short_address(int(unit.anchor[1:]))}index.html", unit.place, _SHORT_ADDRESSES)
    for name in _copied_paths(root / mkdocs_config.TEMPLATES_FOLDER, ".html"):
        yield _copied_file_claim(name, f"{mkdocs_config.TEMPLATES_FOLDER}/{name}")
    yield from _docs_claims(root)
    yield from _redirect_claims(links)


def _output_claims() -> Iterator[Claim]:
    for template in ("404.html", FALLBACK_PAGE):
        yield Claim(template, _whole_file(f"{mkdocs_config.TEMPLATES_FOLDER}/{template}"))
    for output in OUTPUTS:
        for path in output.patterns():
            if "*" not in path:
                yield Claim(path, _whole_file(output.module), _reserved_folder(path))


def _reserved_folder(path: str) -> str:
    """Returns the reserved folder that an output lies in; empty if none."""
    prefixes = filter(None, map(language_prefix, LANGUAGES))
    return _ASSETS if path.startswith(_ASSETS) else next((prefix for prefix in prefixes if path.startswith(prefix)), "")


def _spreadsheet_claims(edition: Edition) -> Iterator[Claim]:
    documents = {document.id: document.head.at.of_field("id") for document in edition.documents}
    places_and_files = [
        (documents.get(translation_file.name, _whole_file(translation_file.record)), translation_file)
        for translation_file in translation_files(edition)
        if translation_file.texts
    ]
    for place, translation_file in sorted(places_and_files, key=lambda pair: pair[0].line):
        yield from (Claim(translation_file.sheet_path(form), place) for form in SHEET_FORMATS)


def _page_claims(page: Page) -> Iterator[Claim]:
    place = _page_place(page)
    yield from _claims_in_languages(f"{page.address}index.html", place)
    yield from _social_card_claims(page.address, place)
    for form in ChartSet.file_endings if page.chart else ():
        yield from _claims_in_languages(f"{page.address.removesuffix('/')}.{form}", place)
    for form in DATA_FORMATS if page.kind.has_data else ():
        yield from (Claim(data_path(language, page.address, form), place, language_prefix(language)) for language in LANGUAGES)


def _page_place(page: Page) -> Place:
    """Returns the field that defines the address of a page; a whole file where the code defines it."""
    if page.entry:
        return page.entry.at.of_field("slug" if page.entry.slug else "id")
    if page.register:
        return page.register.at.of_field("path")
    if page.division:
        return page.division.head.at.of_field("id")
    if page.document and page.kind.is_text:
        return page.document.head.at.of_field("id")
    return _whole_file(page.file)


def _social_card_claims(address: str, place: Place, *languages: str) -> Iterator[Claim]:
    for language in languages or LANGUAGES:
        yield Claim(social_image_path(language, address), place, f"{SOCIAL_IMAGES_FOLDER}/")


def _docs_claims(root: Path) -> Iterator[Claim]:
    """Yields the claims of the hand-written pages, then of the other files of docs/."""
    for language in LANGUAGES:
        prefix = language_prefix(language)
        for page in handwritten_pages.list_pages(root, language):
            address, place = handwritten_pages.page_address(page), Place(f"{handwritten_pages.FOLDER}/{language}/{page}", 1, 1)
            yield Claim(f"{prefix}{address}index.html", place, prefix)
            yield from _social_card_claims(address, place, language)
    for name in _copied_paths(root / handwritten_pages.FOLDER, ".md"):
        language, _, rest = name.partition("/")
        prefix = language_prefix(language) if language in LANGUAGES else ""
        yield _copied_file_claim(
            f"{prefix}{rest}" if language in LANGUAGES else name, f"{handwritten_pages.FOLDER}/{name}", prefix
        )


def _redirect_claims(links: Links) -> Iterator[Claim]:
    """Yields the claims of redirects; another rule reports those that are repeated or whose old address still exists."""
    present = {page.address for page in all_pages(links.edition)}
    present |= {short_address(int(unit.anchor[1:])) for unit in numbered_units(links.edition, links.units)}
    for old, redirect in {redirect.old: redirect for redirect in reversed(links.edition.redirects)}.items():
        if "#" not in old and old not in present:
            yield from _claims_in_languages(
                f"{old}index.html", redirect.at.of_field("old"), _SHORT_ADDRESSES if old.startswith(_SHORT_ADDRESSES) else ""
            )


def _claims_in_languages(path: str, place: Place, folder: str = "") -> Iterator[Claim]:
    for prefix in map(language_prefix, LANGUAGES):
        yield Claim(f"{prefix}{path}", place, f"{prefix}{folder}")


def _copied_file_claim(path: str, source: str, prefix: str = "") -> Claim:
    # Hosts send a compressed copy instead of the original.
    path = path.removesuffix(".gz").removesuffix(".br")
    return Claim(path, Place(source, 1, 1), prefix or (_ASSETS if path.startswith(_ASSETS) else ""))


def _copied_paths(folder: Path, page_suffix: str) -> Iterator[str]:
    """Yields the files of a folder that are copied unchanged: all except pages or templates, which end with `page_suffix`."""
    for path in find_files(folder, "**/*"):
        if path.is_file() and path.suffix != page_suffix:
            yield path.relative_to(folder).as_posix()


def _whole_file(name: str) -> Place:
    """Returns the place of a whole file, for owners that no line of the content names."""
    return Place(name, 0, 0)
