"""The edition in MkDocs: announces its pages, fills them, and publishes the site whole or not at all, or serves it live.

static-i18n runs at priority -100, recreates every File and then builds each further language within the first
build; hence what has to come before it stands at 0, and what has to come after it at -200.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import _TocToken, get_toc

from edition.checks import mkdocs_config
from edition.languages import LANGUAGES, SOURCE_LANGUAGE, terminal_language
from edition.loading import handwritten_pages
from edition.loading.handwritten_pages import Written, parts
from edition.outputs import icons, not_found_index, offline, sitemap
from edition.outputs.content_security_policy import inline_scripts, with_policy
from edition.outputs.head_metadata import Head, head
from edition.outputs.social_cards import CACHE, pictures
from edition.pages.view import Heading
from edition.problems.problem import ContentError
from edition.problems.terminal import blocks
from edition.publishing.error import PublishingError
from edition.publishing.plan import compare_with_plan, write_new
from edition.publishing.publication import Publication
from edition.references.urls import language_prefix
from edition.search import files, pagefind, records
from edition.serving.live_content import Proof
from edition.serving.snapshot import Snapshot
from edition.site import Site, prepare
from edition.text.typography import typeset, typeset_html
from live_server import Beside, LiveServer, files_of
from status import replace_log, say

_THEME_STYLES = "assets/stylesheets/"
_UNUSED_OF_THEME = ("assets/javascripts/", "sitemap.xml")
"""Its scripts are on no page; its site map dates each page by its build, ours is written at the end."""
_STRAY = {"404.html": "missing", offline.INSTEAD: "unkept"}
"""The templates of pages that are shown at any address, and the edition's own that they hold."""


class _Build:
    """What one run of MkDocs keeps between its events; a site that is served is the one that its `proof` shows."""

    served = False
    live = False
    failed = False
    complete = False
    site: Site | None = None
    proof: Proof | None = None
    files: Snapshot = {}
    publication: Publication | None = None
    written: dict[str, dict[str, list[Written]]] = {}
    heads: list[Head] = []
    planned: set[str] = set()
    scripts: tuple[str, ...] = ()
    indexes: dict[str, tuple[str, pagefind.Index]] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether a site is built or served; a build that is asked to end clears up, as one that fails does."""
    _Build.served = command == "serve"
    replace_log(_Build.served)
    if not _Build.served:
        for number in (signal.SIGTERM, signal.SIGHUP):
            # What nohup has it ignore stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    # As a shell has it: the status of a command that a signal ended.
    raise SystemExit(128 + number)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads the content once a build; stops where it has problems, and leaves the last good site in place."""
    config.extra["theme_styles"] = _theme_styles(config)
    config.site_url = mkdocs_config.encoded(config.site_url or "")
    config.theme.static_templates = config.theme.static_templates - {"sitemap.xml"} | set(_STRAY)
    languages = config.plugins.get(mkdocs_config.PLUGIN)
    if languages and languages.building:
        return config
    root, base = Path(config.config_file_path).parent, config.site_url or ""
    try:
        if not _Build.served:
            # The site is built aside and takes its place in on_shutdown, when all has gone well.
            _Build.publication = Publication.begin(Path(config.site_dir), root)
            config.site_dir = str(_Build.publication.folder)
        if _Build.served:
            if wrong := list(mkdocs_config.problems(root, base)):
                raise ContentError(wrong)
            _Build.files = files_of(config)
            _Build.proof = Proof(root)
        else:
            say("reading")
            _Build.site = prepare(root, base)
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None
    except ContentError as error:
        raise PluginError(f"\n{blocks(error.problems, root, terminal_language(), sys.stderr)}\n") from None
    _Build.written = {language: {} for language in LANGUAGES}
    _Build.heads = []
    _Build.planned = set()
    _Build.scripts = inline_scripts(root / mkdocs_config.TEMPLATES)
    _Build.complete = False
    return config


def _theme_styles(config: MkDocsConfig) -> list[str]:
    """The theme's own style sheets, which are named after their content."""
    found = (path for folder in config.theme.dirs for path in Path(folder).glob(f"{_THEME_STYLES}*.css"))
    return sorted(_THEME_STYLES + path.name for path in found)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for each page in each language, still empty, and leaves out of the theme what no page has."""
    # What is served is rendered when it is asked for: of its pages, the first build makes home alone.
    home_alone = _Build.served and not _Build.live
    for file in [*files]:
        unused = file.src_dir != config.docs_dir and file.src_uri.startswith(_UNUSED_OF_THEME)
        if unused or (home_alone and file.is_documentation_page()):
            files.remove(file)
    for language in LANGUAGES:
        for address in [""] if home_alone else _site().pages:
            uri = f"{language}/{address}index.md"
            files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Plans what MkDocs is to write, and says which pages are rendered next."""
    if not _Build.served:
        _plan(config, files)
        say("rendering", pages=len(files.documentation_pages()), language=_language(config))
    return env


def _plan(config: MkDocsConfig, files: Files) -> None:
    """Plans the pages of the content, those written by hand, and the files that MkDocs copies."""
    root = Path(config.config_file_path).parent
    for language in LANGUAGES:
        addresses = {*_site().pages, *map(handwritten_pages.page_address, handwritten_pages.pages(root, language))}
        _Build.planned.update(f"{language_prefix(language)}{address}index.html" for address in addresses)
    for file in files:
        if not file.is_documentation_page():
            if file.dest_uri.endswith(".html") and file.dest_uri in _Build.planned:
                raise PluginError(PublishingError(file.dest_uri, "path-written-twice").text(terminal_language()))
            _Build.planned.add(file.dest_uri)
    _Build.planned.update(config.theme.static_templates)


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Gives a generated page its title and description; it has no Markdown."""
    if (ours := _site().pages.get(_address(page.file))) is None:
        return None
    rendered = _site().renderers[_language(config)].render(ours)
    return "---\n{}\n---\n".format(json.dumps({"title": rendered.title, "description": rendered.description}))


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Sets a generated page's own HTML in place of the Markdown that it does not have."""
    address = _address(page.file)
    if (ours := _site().pages.get(address)) is None:
        _Build.written[_language(config)][address] = parts(address, str(page.title), html)
        return typeset_html(html, _language(config))
    rendered = _site().renderers[_language(config)].render(ours)
    page.toc = get_toc([{"level": 1, "id": "", "name": rendered.title, "children": _tokens(rendered.headings, 2)}])
    return rendered.html + _site().moved(ours.address, _language(config))


def _tokens(headings: tuple[Heading, ...], level: int) -> list[_TocToken]:
    return [
        {"level": level, "id": heading.anchor, "name": str(escape(heading.title)), "children": _tokens(heading.within, level + 1)}
        for heading in headings
    ]


def on_page_context(context: dict[str, object], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, object]:
    """Hands the theme what surrounds a page: the outline around it, and what its head says."""
    address, renderer = _address(page.file), _site().renderers[_language(config)]
    ours = _site().pages.get(address)
    context["outline"] = renderer.surroundings(ours) if ours else renderer.outline(address)
    said = str(page.title), typeset(str(page.meta.get("description") or config.site_description), renderer.language)
    # While the site is served nobody shares it, and drawing would keep its editor waiting.
    changed = "" if _Build.served else _site().dates.get(language_prefix(renderer.language) + address, "")
    theirs = renderer.page_of(address, _site().pages)
    own = head(renderer, _base(config), theirs, *said, pictured=not _Build.served, changed=changed)
    if not _Build.served:
        _Build.heads.append(own)
    context["head"] = own
    context["offline"] = not _Build.served
    context["tools"] = renderer.tools(address)
    context["foot"] = renderer.foot(address, ours.file if ours else f"docs/{page.file.src_uri}")
    if ours:
        context["printed"] = renderer.printed(ours, _site().pages, _base(config) + language_prefix(renderer.language))
    context["problems"] = renderer.overlay(_site().root, _Build.proof.problems) if _Build.proof and _Build.proof.problems else ""
    return context


def on_template_context(context: dict[str, object], template_name: str, config: MkDocsConfig) -> dict[str, object]:
    """Hands the theme what stands on a page that is shown at any address."""
    if name := _STRAY.get(template_name):
        renderer, root = _site().renderers[SOURCE_LANGUAGE], urlsplit(_base(config)).path
        context["stray_title"], context["stray"] = _site().stray(name, root)
        context["offline"] = not _Build.served
        context["tools"], context["foot"] = renderer.around("tools", root), renderer.around("foot", root)
    return context


@event_priority(-200)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Gives a page its security policy, once everything stands in it."""
    return _guarded(output)


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Gives a page that is shown at any address its security policy; it is in all languages, so it is built but once."""
    if template_name in _STRAY and _language(config) != SOURCE_LANGUAGE:
        return ""
    return _guarded(output_content) if template_name.endswith(".html") else output_content


def _guarded(html: str) -> str:
    # The server that follows one's changes puts a script of its own into each page.
    return html if _Build.served else with_policy(html, _Build.scripts)


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes the pages that only send their readers on, and the files beside them, once all languages are built."""
    i18n: Any = config.plugins["i18n"]
    if i18n.building or _Build.served:
        return
    say("writing")
    told = sitemap.files(_Build.heads, _base(config), _site().dates, public="SITE_URL" in os.environ)
    listed = [not_found_index.addresses(_Build.heads, _site().sent_on())]
    folder = Path(config.site_dir)
    try:
        for path, content in chain(*_beside(config).values(), _pictures(config), told, listed):
            _write(folder, path, content)
        # At the very end: these name every file of the site as it is published.
        for path, content in list(offline.files(folder)):
            _write(folder, path, content)
        compare_with_plan(folder, _Build.planned)
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None
    _Build.complete = True


def _write(folder: Path, path: str, content: bytes) -> None:
    write_new(folder, path, content)
    _Build.planned.add(path)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Serves the edition while it is worked on."""
    assert _Build.proof
    _Build.live = True
    return LiveServer(config, server, _Build.proof, _Build.files, _beside)


def _beside(config: MkDocsConfig) -> Beside:
    """What stands beside the pages, by the pattern of its paths in the site: each path, and its content."""
    site = _site()
    forwards = ((path, with_policy(html).encode("utf-8")) for path, html in site.forwards(_base(config)))
    ended = [offline.ended()] if _Build.served else []
    others = chain(icons.files(site.root, site.links), site.files(), ended)
    return {f"{records.FOLDER}*": _search(), "*.html": forwards, "*": others}


def _search() -> Iterator[tuple[str, bytes]]:
    """The search's files; while the site is served, an index is made again only where its records have changed."""
    for language, renderer in _site().renderers.items():
        found = records.records(_site().links, renderer, chain.from_iterable(_Build.written[language].values()))
        mark = files.fingerprint(found)
        if _Build.indexes.get(language, ("",))[0] != mark:
            entries = (records.entry_of(record, language) for record in found)
            _Build.indexes[language] = mark, pagefind.index(entries, language)
        yield from files.files(found, _Build.indexes[language][1], _site().links, renderer)


def _pictures(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    cards = {own.picture.path: own.picture.card for own in _Build.heads if own.picture}
    return pictures(cards, Path(config.config_file_path).parent / CACHE) if cards else iter(())


def on_build_error(error: Exception) -> None:
    """Notes that this build is not to be published; says in a line what kept a file from being written."""
    _Build.failed = True
    if isinstance(error, OSError):
        facts = {"reason": error.strerror or error}
        where = error.filename or (_Build.publication.folder if _Build.publication else "")
        raise PluginError(PublishingError(where, "target-no-access", **facts).text(terminal_language())) from None


def on_shutdown() -> None:
    """Puts the finished site in the place of the last one; one that failed or was interrupted is thrown away."""
    if _Build.publication is None:
        return
    if not _Build.complete or _Build.failed:
        _Build.publication.discard()
        return
    try:
        _Build.publication.publish()
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None


def _site() -> Site:
    site = _Build.proof.shown if _Build.proof else _Build.site
    assert site
    return site


def _base(config: MkDocsConfig) -> str:
    """The site's own full address."""
    return config.site_url or "/"


def _language(config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language)


def _address(file: File) -> str:
    """A page's address within its language: `fr/m-power/index.md` and `fr/m-power.md` stand at `m-power/`."""
    language, _, path = file.src_uri.partition("/")
    if language not in LANGUAGES:
        return file.src_uri
    return handwritten_pages.page_address(path)
