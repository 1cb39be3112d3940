"""The edition in MkDocs: announces its pages, fills them, and publishes the site whole or not at all, or serves it live.

static-i18n runs at priority -100, recreates every File and then builds each further language within the first
build; hence what has to come before it stands at 0, and what has to come after it at -200.
"""

from __future__ import annotations

import json
import os
import signal
import sys
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

from edition.build import Build
from edition.checks import mkdocs_config
from edition.checks.project import Project
from edition.languages import LANGUAGES, SOURCE_LANGUAGE, terminal_language
from edition.loading import handwritten_pages
from edition.loading.handwritten_pages import parse_parts
from edition.outputs import offline
from edition.outputs.content_security_policy import inline_scripts
from edition.outputs.head_metadata import head
from edition.pages.view import Heading
from edition.problems.problem import ContentError
from edition.problems.terminal import format_problems
from edition.publishing.error import PublishingError
from edition.publishing.publication import Publication
from edition.references.urls import language_prefix
from edition.search.pagefind import PagefindError
from edition.serving.live_content import LiveContent
from edition.site import prepare
from edition.text.typography import typeset, typeset_html
from live_server import LiveServer, files_of
from status import replace_log, say

_THEME_STYLES = "assets/stylesheets/"
_UNUSED_OF_THEME = ("assets/javascripts/", "sitemap.xml")
"""Its scripts are on no page; its site map dates each page by its build, ours is written at the end."""
_STRAY = {"404.html": "missing", offline.INSTEAD: "unkept"}
"""The templates of pages that are shown at any address, and the edition's own that they hold."""


_build = Build()


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether a site is built or served; a build that is asked to end clears up, as one that fails does."""
    global _build  # noqa: PLW0603  # MkDocs calls functions, so that a variable of their module has to hold what they share
    _build = Build(served=command == "serve")
    replace_log(_build.served)
    if not _build.served:
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
    config.site_url = mkdocs_config.ascii_url(config.site_url or "")
    config.theme.static_templates = config.theme.static_templates - {"sitemap.xml"} | set(_STRAY)
    languages = config.plugins.get(mkdocs_config.LANGUAGE_PLUGIN)
    if languages and languages.building:
        return config
    root, base = Path(config.config_file_path).parent, config.site_url or ""
    try:
        if not _build.served:
            # The site is built aside and takes its place in on_shutdown, when all has gone well.
            _build.publication = Publication.begin(Path(config.site_dir), root)
            config.site_dir = str(_build.publication.folder)
        if _build.served:
            if wrong := list(mkdocs_config.required_settings_are_set(Project(root, base))):
                raise ContentError(wrong)
            _build.snapshot = files_of(config)
            _build.live_content = LiveContent(root)
        else:
            say("reading")
            _build.prepared = prepare(root, base)
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None
    except ContentError as error:
        raise PluginError(f"\n{format_problems(error.problems, root, terminal_language(), sys.stderr)}\n") from None
    _build.begin(inline_scripts(root / mkdocs_config.TEMPLATES_FOLDER))
    return config


def _theme_styles(config: MkDocsConfig) -> list[str]:
    """The theme's own style sheets, which are named after their content."""
    found = (path for folder in config.theme.dirs for path in Path(folder).glob(f"{_THEME_STYLES}*.css"))
    return sorted(_THEME_STYLES + path.name for path in found)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for each page in each language, still empty, and leaves out of the theme what no page has."""
    # What is served is rendered when it is asked for: of its pages, the first build makes home alone.
    home_alone = _build.served and not _build.live
    for file in [*files]:
        unused = file.src_dir != config.docs_dir and file.src_uri.startswith(_UNUSED_OF_THEME)
        if unused or (home_alone and file.is_documentation_page()):
            files.remove(file)
    for language in LANGUAGES:
        for address in [""] if home_alone else _build.site.pages:
            uri = f"{language}/{address}index.md"
            files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Plans what MkDocs is to write, and says which pages are rendered next."""
    if not _build.served:
        _plan(config, files)
        say("rendering", pages=len(files.documentation_pages()), language=_language(config))
    return env


def _plan(config: MkDocsConfig, files: Files) -> None:
    """Plans the pages of the content, those written by hand, and the files that MkDocs copies."""
    root = Path(config.config_file_path).parent
    for language in LANGUAGES:
        addresses = {*_build.site.pages, *map(handwritten_pages.page_address, handwritten_pages.list_pages(root, language))}
        _build.planned.update(f"{language_prefix(language)}{address}index.html" for address in addresses)
    for file in files:
        if not file.is_documentation_page():
            if file.dest_uri.endswith(".html") and file.dest_uri in _build.planned:
                raise PluginError(PublishingError(file.dest_uri, "path-written-twice").text(terminal_language()))
            _build.planned.add(file.dest_uri)
    _build.planned.update(config.theme.static_templates)


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Gives a generated page its title and description; it has no Markdown."""
    if (ours := _build.site.pages.get(_address(page.file))) is None:
        return None
    rendered = _build.site.renderers[_language(config)].render(ours)
    return "---\n{}\n---\n".format(json.dumps({"title": rendered.title, "description": rendered.description}))


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Sets a generated page's own HTML in place of the Markdown that it does not have."""
    address = _address(page.file)
    if (ours := _build.site.pages.get(address)) is None:
        _build.handwritten[_language(config)][address] = parse_parts(address, str(page.title), html)
        return typeset_html(html, _language(config))
    rendered = _build.site.renderers[_language(config)].render(ours)
    page.toc = get_toc([{"level": 1, "id": "", "name": rendered.title, "children": _tokens(rendered.headings, 2)}])
    return rendered.html + _build.site.moved(ours.address, _language(config))


def _tokens(headings: tuple[Heading, ...], level: int) -> list[_TocToken]:
    return [
        {"level": level, "id": heading.anchor, "name": str(escape(heading.title)), "children": _tokens(heading.within, level + 1)}
        for heading in headings
    ]


def on_page_context(context: dict[str, object], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, object]:
    """Hands the theme what surrounds a page: the outline around it, and what its head says."""
    address, renderer = _address(page.file), _build.site.renderers[_language(config)]
    ours = _build.site.pages.get(address)
    context["outline"] = renderer.surroundings(ours) if ours else renderer.outline(address)
    said = str(page.title), typeset(str(page.meta.get("description") or config.site_description), renderer.language)
    # While the site is served nobody shares it, and drawing would keep its editor waiting.
    changed = "" if _build.served else _build.site.dates.get(language_prefix(renderer.language) + address, "")
    theirs = renderer.page_of(address, _build.site.pages)
    own = head(renderer, _base(config), theirs, *said, pictured=not _build.served, changed=changed)
    if not _build.served:
        _build.heads.append(own)
    context["head"] = own
    context["offline"] = not _build.served
    context["tools"] = renderer.tools(address)
    context["foot"] = renderer.foot(address, ours.file if ours else f"docs/{page.file.src_uri}")
    if ours:
        context["printed"] = renderer.printed(ours, _build.site.pages, _base(config) + language_prefix(renderer.language))
    context["problems"] = (
        renderer.overlay(_build.site.root, _build.live_content.problems)
        if _build.live_content and _build.live_content.problems
        else ""
    )
    return context


def on_template_context(context: dict[str, object], template_name: str, config: MkDocsConfig) -> dict[str, object]:
    """Hands the theme what stands on a page that is shown at any address."""
    if name := _STRAY.get(template_name):
        renderer, root = _build.site.renderers[SOURCE_LANGUAGE], urlsplit(_base(config)).path
        context["stray_title"], context["stray"] = _build.site.stray(name, root)
        context["offline"] = not _build.served
        context["tools"], context["foot"] = renderer.around("tools", root), renderer.around("foot", root)
    return context


@event_priority(-200)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Gives a page its security policy, once everything stands in it."""
    return _build.guard(output)


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Gives a page that is shown at any address its security policy; it is in all languages, so it is built but once."""
    if template_name in _STRAY and _language(config) != SOURCE_LANGUAGE:
        return ""
    return _build.guard(output_content) if template_name.endswith(".html") else output_content


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Writes the pages that only send their readers on, and the files beside them, once all languages are built."""
    i18n: Any = config.plugins["i18n"]
    if i18n.building or _build.served:
        return
    say("writing")
    try:
        _build.finish(Path(config.site_dir), _base(config), is_public="SITE_URL" in os.environ)
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Serves the edition while it is worked on."""
    assert _build.live_content
    _build.live = True
    return LiveServer(config, server, _build.live_content, _build.snapshot, lambda config: _build.served_files(_base(config)))


def on_build_error(error: Exception) -> None:
    """Notes that this build is not to be published; says in a line what kept a file from being written."""
    _build.failed = True
    if isinstance(error, PagefindError):
        raise PluginError(PublishingError("search", "index-not-made", reason=error).text(terminal_language())) from None
    if isinstance(error, OSError):
        facts = {"reason": error.strerror or error}
        where = error.filename or (_build.publication.folder if _build.publication else "")
        raise PluginError(PublishingError(where, "target-no-access", **facts).text(terminal_language())) from None


def on_shutdown() -> None:
    """Puts the finished site in the place of the last one; one that failed or was interrupted is discarded."""
    try:
        _build.end()
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None


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
