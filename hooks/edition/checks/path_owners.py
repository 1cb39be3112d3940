"""Every path of the site with its owner: pages, redirects, generated files, files of docs/, of overrides/ and of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..charts.gallery import Gallery
from ..languages import LANGUAGES
from ..loading import handwritten_pages
from ..loading.text_file import find_files
from ..model import Edition
from ..outputs.head_metadata import PICTURES, picture_path
from ..outputs.offline import INSTEAD
from ..outputs.registry import OUTPUTS
from ..pages.catalogue import pages
from ..pages.page import Page
from ..problems.problem import Place, Problem
from ..references.references import Links, numbered_units
from ..references.urls import language_prefix, short_address
from ..translation.texts import SHEET_FORMATS, translation_files
from . import mkdocs_config
from .path_conflicts import Claim, conflicts
from .project import Project
from .registry import rule

_ASSETS = "assets/"
_SHORT = "p/"


@rule()
def every_path_has_one_owner(project: Project) -> Iterator[Problem]:
    """No two places claim the same path of the site."""
    root, links = project.root, project.links
    redirects = {redirect.at.of_field("old") for redirect in links.edition.redirects}
    for conflict in conflicts(claims(root, links), folders(links.edition)):
        place, owner = conflict.claim.place, conflict.owner
        facts = {
            "path": f"/{conflict.path.removesuffix('index.html')}",
            "owner": f"{owner.file}:{owner.line}" if owner.line else owner.file,
        }
        yield Problem(place, "redirect-path-taken" if place in redirects else "path-taken", facts)


def folders(edition: Edition) -> Mapping[str, Place]:
    """The reserved folders of the site, each with its owner."""
    found = {
        _ASSETS: _file(f"{handwritten_pages.FOLDER}/assets"),
        **{f"{_ASSETS}{name}/": _file("mkdocs.yml") for name in ("images", "javascripts", "stylesheets")},
    }
    for output in OUTPUTS:
        found |= {path.removesuffix("*"): _file(output.module) for path in output.patterns() if path.endswith("/*")}
    for language in LANGUAGES:
        prefix = language_prefix(language)
        if prefix:
            found[prefix] = _file(f"{handwritten_pages.FOLDER}/{language}")
        found[f"{prefix}{_SHORT}"] = edition.head.at.of_field("principal")
    return found


def claims(root: Path, links: Links) -> Iterator[Claim]:
    """Every file of the site, but for those in folders that a module of the program fills alone.

    Of two claims the later one is reported, so what an editor can rename comes last.
    """
    yield from _generated()
    yield from _sheets(links.edition)
    # Pages that the site has whatever its texts are come before those that are named by the texts.
    for page in sorted(pages(links.edition), key=lambda page: _page_place(page).line):
        yield from _page(page)
    for unit in numbered_units(links.edition, links.units):
        yield from _in_languages(f"{short_address(int(unit.anchor[1:]))}index.html", unit.place, _SHORT)
    for name in _copies(root / mkdocs_config.TEMPLATES, ".html"):
        yield _copied(name, f"{mkdocs_config.TEMPLATES}/{name}")
    yield from _docs(root)
    yield from _redirects(links)


def _generated() -> Iterator[Claim]:
    for template in ("404.html", INSTEAD):
        yield Claim(template, _file(f"{mkdocs_config.TEMPLATES}/{template}"))
    for output in OUTPUTS:
        for path in output.patterns():
            if "*" not in path:
                yield Claim(path, _file(output.module), _folder(path))


def _folder(path: str) -> str:
    """The reserved folder that a file of the program lies in, if any."""
    prefixes = filter(None, map(language_prefix, LANGUAGES))
    return _ASSETS if path.startswith(_ASSETS) else next((prefix for prefix in prefixes if path.startswith(prefix)), "")


def _sheets(edition: Edition) -> Iterator[Claim]:
    documents = {document.id: document.head.at.of_field("id") for document in edition.documents}
    found = [
        (documents.get(translation_file.name, _file(translation_file.record)), translation_file)
        for translation_file in translation_files(edition)
        if translation_file.texts
    ]
    for place, translation_file in sorted(found, key=lambda pair: pair[0].line):
        yield from (Claim(translation_file.sheet_path(form), place) for form in SHEET_FORMATS)


def _page(page: Page) -> Iterator[Claim]:
    place = _page_place(page)
    yield from _in_languages(f"{page.address}index.html", place)
    yield from _cards(page.address, place)
    for form in Gallery.forms if page.picture else ():
        yield from _in_languages(f"{page.address.removesuffix('/')}.{form}", place)


def _page_place(page: Page) -> Place:
    """The field that gives a page its address; a whole file where the program does."""
    if page.entry:
        return page.entry.at.of_field("slug" if page.entry.slug else "id")
    if page.register:
        return page.register.at.of_field("path")
    if page.division:
        return page.division.head.at.of_field("id")
    if page.document and page.kind.is_text:
        return page.document.head.at.of_field("id")
    return _file(page.file)


def _cards(address: str, place: Place, *languages: str) -> Iterator[Claim]:
    for language in languages or LANGUAGES:
        yield Claim(picture_path(language, address), place, f"{PICTURES}/")


def _docs(root: Path) -> Iterator[Claim]:
    """The pages that are written by hand, then the other files of docs/."""
    for language in LANGUAGES:
        prefix = language_prefix(language)
        for page in handwritten_pages.list_pages(root, language):
            address, place = handwritten_pages.page_address(page), Place(f"{handwritten_pages.FOLDER}/{language}/{page}", 1, 1)
            yield Claim(f"{prefix}{address}index.html", place, prefix)
            yield from _cards(address, place, language)
    for name in _copies(root / handwritten_pages.FOLDER, ".md"):
        language, _, rest = name.partition("/")
        prefix = language_prefix(language) if language in LANGUAGES else ""
        yield _copied(f"{prefix}{rest}" if language in LANGUAGES else name, f"{handwritten_pages.FOLDER}/{name}", prefix)


def _redirects(links: Links) -> Iterator[Claim]:
    """The addresses that have moved; those that are still there, or declared twice, have a rule of their own."""
    present = {page.address for page in pages(links.edition)}
    present |= {short_address(int(unit.anchor[1:])) for unit in numbered_units(links.edition, links.units)}
    for old, redirect in {redirect.old: redirect for redirect in reversed(links.edition.redirects)}.items():
        if "#" not in old and old not in present:
            yield from _in_languages(f"{old}index.html", redirect.at.of_field("old"), _SHORT if old.startswith(_SHORT) else "")


def _in_languages(path: str, place: Place, folder: str = "") -> Iterator[Claim]:
    for prefix in map(language_prefix, LANGUAGES):
        yield Claim(f"{prefix}{path}", place, f"{prefix}{folder}")


def _copied(path: str, source: str, prefix: str = "") -> Claim:
    # Hosts send a compressed copy in the place of its original.
    path = path.removesuffix(".gz").removesuffix(".br")
    return Claim(path, Place(source, 1, 1), prefix or (_ASSETS if path.startswith(_ASSETS) else ""))


def _copies(folder: Path, source: str) -> Iterator[str]:
    """The files within a folder that are copied as they are: all but its pages or templates, which end with `source`."""
    for path in find_files(folder, "**/*"):
        if path.is_file() and path.suffix != source:
            yield path.relative_to(folder).as_posix()


def _file(name: str) -> Place:
    """A whole file: an owner that no line of the content names."""
    return Place(name, 0, 0)
