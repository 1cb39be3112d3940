"""The MkDocs hook of the edition: adds and renders its pages, and publishes the complete site, or serves it live.

static-i18n runs at priority -100, recreates every File and then builds each further language within the first
build; hence handlers that have to run before it have priority 0, and those after it -200.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import _TocToken, get_toc

from build_messages import print_status, replace_log
from edition.build import Build
from edition.checks import mkdocs_config
from edition.checks.project import Project
from edition.design.compiled_templates import CompiledTemplates
from edition.languages import LANGUAGES, SOURCE_LANGUAGE, terminal_language
from edition.loading import handwritten_pages
from edition.loading.handwritten_pages import parse_parts
from edition.outputs import offline
from edition.outputs.content_security_policy import find_inline_scripts
from edition.outputs.head_metadata import make_page_metadata
from edition.pages.view import Heading
from edition.problems.problem import ContentError
from edition.problems.terminal import format_problems
from edition.processes import ProcessError, can_run_in_background
from edition.publishing.error import PublishingError
from edition.publishing.publication import Publication
from edition.references.urls import language_prefix
from edition.search.pagefind import PagefindError
from edition.serving.live_content import LiveContent
from edition.site import prepare_site
from edition.text.typography import typeset, typeset_html
from live_server import LiveServer, take_site_snapshot

_THEME_STYLES = "assets/stylesheets/"
_UNUSED_THEME_FILES = ("assets/javascripts/", "sitemap.xml")
"""Files of the theme that are removed: no page uses its scripts, and its sitemap dates every page by the build."""
_STANDALONE_PAGES = {"404.html": "missing", offline.FALLBACK_PAGE: "unkept"}
"""The templates of pages that are served at any address, and the templates of the edition for their content."""


_build = Build()


def on_startup(command: str, dirty: bool) -> None:
    """Begins a build, or serving; has a terminated build clean up, as a failed one does."""
    global _build  # noqa: PLW0603  # MkDocs calls functions, which share their state in a variable of the module
    _build = Build(is_served=command == "serve")
    replace_log(_build.is_served)
    if not _build.is_served:
        for number in (signal.SIGTERM, signal.SIGHUP):
            # A signal that nohup ignores stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _exit_on_signal)


def _exit_on_signal(number: int, frame: FrameType | None) -> None:
    # The exit status that shells give a command ended by a signal.
    raise SystemExit(128 + number)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads the content once for all languages; stops where it has problems, and leaves the last site in place."""
    config.extra["theme_styles"] = _theme_styles(config)
    config.site_url = mkdocs_config.ascii_url(config.site_url or "")
    config.theme.static_templates = config.theme.static_templates - {"sitemap.xml"} | set(_STANDALONE_PAGES)
    languages = config.plugins.get(mkdocs_config.LANGUAGE_PLUGIN)
    if languages and languages.building:
        return config
    root, base = Path(config.config_file_path).parent, config.site_url or ""
    try:
        if not _build.is_served:
            # The site is built in another folder, and published in on_shutdown if the build succeeds.
            _build.publication = Publication.begin(Path(config.site_dir), root)
            config.site_dir = str(_build.publication.make_folder())
        if _build.is_served:
            if problems := list(mkdocs_config.required_settings_are_set(Project(root, base))):
                raise ContentError(problems)
            _build.snapshot = take_site_snapshot(config)
            _build.live_content = LiveContent(root)
        else:
            print_status("reading")
            _build.prepared_site = prepare_site(root, base)
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None
    except ContentError as error:
        raise PluginError(f"\n{format_problems(error.problems, root, terminal_language(), sys.stderr)}\n") from None
    _build.reset(find_inline_scripts(root / mkdocs_config.TEMPLATES_FOLDER))
    return config


def _theme_styles(config: MkDocsConfig) -> list[str]:
    """Returns the style sheets of the theme, whose names contain a hash of their content."""
    style_sheets = (path for folder in config.theme.dirs for path in Path(folder).glob(f"{_THEME_STYLES}*.css"))
    return sorted(_THEME_STYLES + path.name for path in style_sheets)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds an empty file for each page in each language, and removes files of the theme that no page uses."""
    # Served pages are rendered when they are requested: the first build renders only the home page.
    only_home = _build.is_served and not _build.is_live
    for file in [*files]:
        unused = file.src_dir != config.docs_dir and file.src_uri.startswith(_UNUSED_THEME_FILES)
        if unused or (only_home and file.is_documentation_page()):
            files.remove(file)
    for language in LANGUAGES:
        for address in [""] if only_home else _build.site.pages:
            uri = f"{language}/{address}index.md"
            files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Starts building the other languages beside the first, before a page is rendered; where it cannot, they follow it."""
    i18n: Any = config.plugins["i18n"]
    if not _build.is_served and not i18n.building and can_run_in_background():
        _build.start_other_languages(lambda: i18n.on_post_build(config=config))
        # static-i18n, which builds them once the first is built, takes it that it is building them.
        i18n.building = True
    return nav


@event_priority(-200)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Caches the theme's templates, plans the files that MkDocs writes, and prints how many pages are rendered next."""
    env.bytecode_cache = CompiledTemplates()
    if not _build.is_served:
        _plan_paths(config, files)
        print_status("rendering", pages=len(files.documentation_pages()), language=_language(config))
    return env


def _plan_paths(config: MkDocsConfig, files: Files) -> None:
    """Plans the pages of the content, the hand-written pages, and the files that MkDocs copies."""
    root = Path(config.config_file_path).parent
    for language in LANGUAGES:
        addresses = {*_build.site.pages, *map(handwritten_pages.page_address, handwritten_pages.list_pages(root, language))}
        _build.planned_paths.update(f"{language_prefix(language)}{address}index.html" for address in addresses)
    for file in files:
        if not file.is_documentation_page():
            if file.dest_uri.endswith(".html") and file.dest_uri in _build.planned_paths:
                raise PluginError(PublishingError(file.dest_uri, "path-written-twice").text(terminal_language()))
            _build.planned_paths.add(file.dest_uri)
    _build.planned_paths.update(config.theme.static_templates)


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Returns the title and description of a generated page as its source; it has no Markdown."""
    if (generated_page := _build.site.pages.get(_address(page.file))) is None:
        return None
    rendered = _build.site.renderers[_language(config)].render_page(generated_page)
    return "---\n{}\n---\n".format(json.dumps({"title": rendered.title, "description": rendered.description}))


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Returns the HTML of a generated page; sets the typography of a hand-written one."""
    address = _address(page.file)
    if (generated_page := _build.site.pages.get(address)) is None:
        _build.handwritten_parts[_language(config)][address] = parse_parts(address, str(page.title), html)
        return typeset_html(html, _language(config))
    rendered = _build.site.renderers[_language(config)].render_page(generated_page)
    page.toc = get_toc([{"level": 1, "id": "", "name": rendered.title, "children": _toc_tokens(rendered.headings, 2)}])
    return rendered.html + _build.site.moved_passages_notice(generated_page.address, _language(config))


def _toc_tokens(headings: tuple[Heading, ...], level: int) -> list[_TocToken]:
    return [
        {
            "level": level,
            "id": heading.anchor,
            "name": str(escape(heading.title)),
            "children": _toc_tokens(heading.children, level + 1),
        }
        for heading in headings
    ]


def on_page_context(context: dict[str, object], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, object]:
    """Adds to the context of the theme what surrounds a page: its head, outline, tools and footer."""
    address, renderer = _address(page.file), _build.site.renderers[_language(config)]
    generated_page = _build.site.pages.get(address)
    context["toc_title"] = renderer.fragment_view(address).phrase("on-this-page")
    context["outline"] = renderer.render_outline(generated_page) if generated_page else renderer.render_outline_at(address)
    title_and_description = (
        str(page.title),
        typeset(str(page.meta.get("description") or config.site_description), renderer.language),
    )
    # A served site needs no dates and no social cards, and drawing these would take time.
    changed = "" if _build.is_served else _build.site.dates.get(language_prefix(renderer.language) + address, "")
    page_info = renderer.page_at(address, _build.site.pages)
    head_metadata = make_page_metadata(
        renderer,
        _site_address(config),
        page_info,
        *title_and_description,
        with_social_image=not _build.is_served,
        changed=changed,
    )
    if not _build.is_served:
        _build.page_metadata.append(head_metadata)
    context["head"] = head_metadata
    context["offline"] = not _build.is_served
    context["header_tools"] = renderer.render_header_tools(address)
    file = generated_page.file if generated_page else f"docs/{page.file.src_uri}"
    context["footer"] = renderer.render_footer(address, file, changed)
    if generated_page:
        context["printed_addresses"] = renderer.render_printed_addresses(
            generated_page, _build.site.pages, _site_address(config) + language_prefix(renderer.language)
        )
    if live_content := _build.live_content:
        context["problem_overlay"] = renderer.render_problem_overlay(
            _build.site.root, live_content.problems, live_content.warnings
        )
    return context


def on_template_context(context: dict[str, object], template_name: str, config: MkDocsConfig) -> dict[str, object]:
    """Adds to the context of the theme the content of a page that is served at any address."""
    if name := _STANDALONE_PAGES.get(template_name):
        root = urlsplit(_site_address(config)).path
        context["standalone_title"], context["standalone_html"] = _build.site.standalone_page(name, root)
        context["offline"] = not _build.is_served
        context["standalone_frames"] = frames = _build.site.standalone_frames(root)
        context["standalone_languages"] = json.dumps([(frame.language, frame.home) for frame in frames])
    return context


@event_priority(-200)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Adds the security policy to a finished page."""
    return _build.add_security_policy(output)


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Adds the security policy to a page that is served at any address; it is in all languages, hence built only once."""
    if template_name in _STANDALONE_PAGES and _language(config) != SOURCE_LANGUAGE:
        return ""
    return _build.add_security_policy(output_content) if template_name.endswith(".html") else output_content


def _write_language_files(config: MkDocsConfig) -> None:
    """Writes the files of a language besides its pages, before static-i18n goes on to the next."""
    if not _build.is_served:
        with _publishing_errors_reported():
            _build.write_language_files(Path(config.site_dir), _site_address(config), _language(config))


@event_priority(-200)
def _write_shared_files(config: MkDocsConfig) -> None:
    """Writes the files that the languages share, once all are built."""
    i18n: Any = config.plugins["i18n"]
    if _build.is_served or (i18n.building and not _build.other_languages):
        return
    if _build.other_languages:
        _build.wait_for_other_languages()
        i18n.building = False
    print_status("writing")
    with _publishing_errors_reported():
        _build.write_shared_files(Path(config.site_dir), _site_address(config), is_public="SITE_URL" in os.environ)


on_post_build = CombinedEvent(_write_language_files, _write_shared_files)


@contextmanager
def _publishing_errors_reported() -> Iterator[None]:
    try:
        yield
    except PublishingError as error:
        raise PluginError(error.text(terminal_language())) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Serves the edition while it is edited."""
    assert _build.live_content
    _build.is_live = True
    return LiveServer(
        config, server, _build.live_content, _build.snapshot, lambda config: _build.served_files(_site_address(config))
    )


def on_build_error(error: Exception) -> None:
    """Marks this build as failed; reports in one line what the content lacks, or why a file could not be written."""
    _build.has_failed = True
    if isinstance(error, PagefindError):
        raise PluginError(PublishingError("search", "index-not-made", reason=error).text(terminal_language())) from None
    if isinstance(error, ProcessError):
        raise PluginError(PublishingError("mkdocs build", "process-ended", reason=error).text(terminal_language())) from None
    if isinstance(error, ContentError):
        raise PluginError(format_problems(error.problems, _build.site.root, terminal_language(), sys.stderr)) from None
    if isinstance(error, OSError):
        facts = {"reason": error.strerror or error}
        where = error.filename or (_build.publication.folder if _build.publication else "")
        raise PluginError(PublishingError(where, "target-no-access", **facts).text(terminal_language())) from None


def on_shutdown() -> None:
    """Publishes the finished site; one that failed or was interrupted is discarded."""
    with _publishing_errors_reported():
        _build.finish()


def _site_address(config: MkDocsConfig) -> str:
    """Returns the full address of the site."""
    return config.site_url or "/"


def _language(config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language)


def _address(file: File) -> str:
    """Returns the address of a page within its language: `m-power/` for `fr/m-power/index.md` and `fr/m-power.md`."""
    language, _, path = file.src_uri.partition("/")
    if language not in LANGUAGES:
        return file.src_uri
    return handwritten_pages.page_address(path)
