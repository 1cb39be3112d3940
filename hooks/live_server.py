"""`mkdocs serve`: renders each page when it is requested, from the present content, and reloads browsers after changes.

The server of MkDocs builds the whole site again at each change. This one loads the content again, reloads browsers at
once, and checks the content meanwhile.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from build_messages import print_error, print_status
from edition.languages import LANGUAGES, terminal_language
from edition.problems.exception_summary import summarize_exception
from edition.problems.terminal import format_problems
from edition.references.urls import language_prefix
from edition.serving.live_content import LiveContent
from edition.serving.snapshot import Snapshot, changed_files, git_lock_path, is_locked, take_snapshot

ServedFiles = Mapping[str, Iterator[tuple[str, bytes]]]
"""The files besides the pages, by path pattern: each path with its content, made when it is requested."""

_POLL_INTERVAL = 0.2
_CODE_FOLDER = "hooks"
_MAX_NAMED_FILES = 3
"""The number of changed files that are named in the terminal."""

_STARTUP_CHECK = """
import sys
from pathlib import Path
from edition.problems.exception_summary import summarize_exception
from mkdocs.config import load_config
config = Path(sys.argv[1])
def show(kind, error, trace):
    print(error.format_message() if hasattr(error, "format_message") else summarize_exception(error, config.parent), file=sys.stderr)
sys.excepthook = show
load_config(str(config))
"""
"""A program that imports the code and loads the configuration, and prints why one of these fails."""

_MINIMAL_HEAD = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark">'
)


class LanguageRenderer:
    """MkDocs in one language, ready to render any single page."""

    def __init__(self, config: MkDocsConfig, language: str) -> None:
        self.config = load_config(config.config_file_path, site_dir=config.site_dir)
        self.config.site_url = config.site_url
        # The state of static-i18n while it builds a further language within the first build.
        i18n: Any = self.config.plugins["i18n"]
        i18n.current_language, i18n.building = language, True
        self.config = self.config.plugins.on_config(self.config)
        files = get_files(self.config)
        self._env = self.config.theme.get_env()
        files.add_files_from_theme(self._env, self.config)
        self._files = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(self._files, self.config)
        self._nav = self.config.plugins.on_nav(get_navigation(self._files, self.config), config=self.config, files=self._files)
        self._env = self.config.plugins.on_env(self._env, config=self.config, files=self._files)
        self._env.auto_reload = True
        self._pages = self._files.documentation_pages()
        self._files_by_path = {file.dest_uri: file for file in self._files}

    def render(self, path: str) -> bytes | None:
        """Returns a page, a template or a file of the theme or of docs/, by its path in the site."""
        file = self._files_by_path.get(path)
        if file is None:
            return self._template(path) if path in self.config.theme.static_templates else None
        if file not in self._pages:
            return file.content_bytes
        self._populate(file)
        assert file.page
        _build_page(file.page, self.config, self._pages, self._nav, self._env)
        return Path(file.abs_dest_path).read_bytes()

    def read_handwritten_pages(self) -> None:
        """Reads the hand-written pages."""
        for file in self._pages:
            if file.abs_src_path and Path(file.abs_src_path).exists():
                self._populate(file)

    def _populate(self, file: File) -> None:
        assert file.page
        _populate_page(file.page, self.config, self._files)

    def _template(self, name: str) -> bytes:
        _build_theme_template(name, self._env, self._files, self.config, self._nav)
        return Path(self.config.site_dir, name).read_bytes()


class LiveServer(LiveReloadServer):
    """Serves the live content, loaded from `files`; `make_served_files` returns the files besides the pages."""

    def __init__(
        self,
        config: MkDocsConfig,
        server: LiveReloadServer,
        live_content: LiveContent,
        files: Snapshot,
        make_served_files: Callable[[MkDocsConfig], ServedFiles],
    ) -> None:
        host, port = config.dev_addr
        super().__init__(self._reload_content, host, port, server.root, server.mount_path, _POLL_INTERVAL)
        self.error_handler = lambda code: self._content("404.html") if code == 404 else None
        self._config, self._live_content, self._make_served_files = config, live_content, make_served_files
        self._renderers: dict[str, LanguageRenderer] = {}
        self._served_files: ServedFiles | None = None
        self._generated: dict[str, bytes] = {}
        self._lock = git_lock_path(live_content.root)
        self._files = files
        self._names = self._current_names()
        self._reported: object = ()
        self._reported_failure = ""
        self._unchecked = threading.Event()
        self._unchecked.set()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Does nothing: changes are found here by comparing snapshots."""

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serves until interrupted."""
        for target in (self._check_content, self._watch_files):
            threading.Thread(target=target, daemon=True).start()
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped

    def server_activate(self) -> None:
        """Begins to accept requests."""
        super().server_activate()
        print_status("serving", address=self.url)

    # --- Requests

    def _serve_request(self, environ: Mapping[str, str], start_response: StartResponse) -> Iterable[bytes] | None:
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if address.startswith("/livereload/") or not address.startswith(self.mount_path):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        path = address.removeprefix(self.mount_path) + ("index.html" if address.endswith("/") else "")
        if not PurePosixPath(path).suffix and self._content(f"{path}/index.html") is not None:
            start_response("302 Found", [("Location", f"{quote(address)}/")])
            return []
        content = self._content(path)
        if content is None:
            return None
        if path.endswith(".html"):
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
        kind = self._guess_type(path)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _content(self, path: str) -> bytes | None:
        """Returns the file at a path in the site; where the newest content cannot be rendered, from the last valid content."""
        with self._live_content.lock:
            try:
                return self._render(path)
            except Exception as error:  # noqa: BLE001  # the code may raise anything while it is edited
                if isinstance(error, FileNotFoundError) and Path(error.filename or "").is_relative_to(self._config.docs_dir):
                    return None  # A page that has just been deleted: the files are about to be listed again.
                restored = self._live_content.restore_last_valid()
                if not self._live_content.problems:
                    return self._failure_page(path, summarize_exception(error, self._live_content.root))
                self._report_problems()
                self._clear_cache()
                return self._render(path) if restored else self._problems_page(path)

    def _problems_page(self, path: str) -> bytes | None:
        """Returns the problems, where no page can be rendered below them."""
        overlay = self._live_content.displayed_site.renderers[_language(path)].render_problem_overlay(
            self._live_content.root, self._live_content.problems, self._live_content.warnings
        )
        return (_MINIMAL_HEAD + overlay).encode() if path.endswith(".html") else None

    def _failure_page(self, path: str, reason: str) -> bytes | None:
        """Returns why the code cannot render a page, in place of it."""
        self._report_failure(reason)
        return f"{_MINIMAL_HEAD}<pre>{escape(reason)}</pre>".encode() if path.endswith(".html") else None

    def _render(self, path: str) -> bytes | None:
        content = self._renderer(_language(path)).render(path)
        return self._served_file(path) if content is None else content

    def _renderer(self, language: str) -> LanguageRenderer:
        if language not in self._renderers:
            self._renderers[language] = LanguageRenderer(self._config, language)
        return self._renderers[language]

    def _served_file(self, path: str) -> bytes | None:
        if self._served_files is None:
            for language in LANGUAGES:
                self._renderer(language).read_handwritten_pages()
            self._served_files, self._generated = self._make_served_files(self._config), {}
        rest = next((rest for pattern, rest in self._served_files.items() if fnmatchcase(path, pattern)), iter(()))
        while path not in self._generated and (file := next(rest, None)):
            self._generated[file[0]] = file[1]
        return self._generated.get(path)

    # --- Changes of files

    def _watch_files(self) -> None:
        """Requests a reload whenever files have changed."""
        while not self._shutdown:
            time.sleep(_POLL_INTERVAL)
            # While git is changing files, they are in an inconsistent state.
            if self._is_outdated() and not is_locked(self._lock):
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

    def _is_outdated(self) -> bool:
        return take_site_snapshot(self._config) != self._files

    def _reload_content(self) -> None:
        """Loads the content again, and clears what was made from the previous one."""
        files = take_site_snapshot(self._config)
        changed, self._files, self._reported_failure = changed_files(self._files, files), files, ""
        self._report_changes(changed)
        if any(self._is_code(file) for file in changed):
            self._restart()
        with self._live_content.lock:
            try:
                self._live_content.reload()
            except Exception as error:  # noqa: BLE001  # the code may raise anything while it is edited
                # Otherwise the browser would wait for ever.
                self._report_failure(summarize_exception(error, self._live_content.root))
            self._clear_cache()
        self._report_problems()
        self._unchecked.set()

    def _report_changes(self, changed: list[Path]) -> None:
        names = [file.relative_to(self._live_content.root).as_posix() for file in changed]
        others = len(names) - _MAX_NAMED_FILES
        if names:
            print_status("changed-many" if others > 0 else "changed", files=", ".join(names[:_MAX_NAMED_FILES]), others=others)

    def _clear_cache(self) -> None:
        """Clears what was made from the content; the renderers too, where files or pages were added or removed."""
        self._served_files = None
        names = self._current_names()
        if names != self._names:
            self._names, self._renderers = names, {}

    def _check_content(self) -> None:
        """Checks the content whenever it has changed; reloads browsers where its problems have changed."""
        while self._unchecked.wait():
            self._unchecked.clear()
            try:
                has_changed = self._live_content.check()
            except Exception as error:  # noqa: BLE001  # the code may raise anything while it is edited
                if self._shutdown:
                    return
                self._report_failure(summarize_exception(error, self._live_content.root))
                continue
            if has_changed:
                self._report_problems()
                self._reload_browsers()

    def _reload_browsers(self) -> None:
        """Reloads the pages of browsers, unless a running reload of the content does so."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:
                self._visible_epoch = self._wanted_epoch = _timestamp()
                self._epoch_cond.notify_all()

    def _report_problems(self) -> None:
        """Prints the problems and warnings of the content in the terminal, once."""
        problems = (*self._live_content.problems, *self._live_content.warnings)
        if problems == self._reported or self._is_changing():
            return
        if problems:
            print_error(f"\n{format_problems(problems, self._live_content.root, terminal_language(), sys.stderr)}\n")
        else:
            print_status("solved")
        self._reported = problems

    def _report_failure(self, failure: str) -> None:
        """Prints a failure of the code in the terminal, once for each state of the files."""
        if failure != self._reported_failure and not self._is_changing():
            print_error(failure)
            self._reported_failure = failure

    def _is_changing(self) -> bool:
        """Whether the files are about to be loaded again, so that their problems may be obsolete."""
        return is_locked(self._lock) or self._is_outdated()

    # --- Changes that need new renderers or a restart

    def _current_names(self) -> object:
        return set(self._live_content.displayed_site.pages), set(self._files)

    def _is_code(self, path: Path) -> bool:
        if path == Path(self._config.config_file_path):
            return True
        return path.suffix in (".py", ".yml") and path.is_relative_to(self._live_content.root / _CODE_FOLDER)

    def _restart(self) -> None:
        """Starts MkDocs again with its present code and configuration, if these can be loaded."""
        trial = subprocess.run(
            [sys.executable, "-c", _STARTUP_CHECK, self._config.config_file_path],
            env={**os.environ, "PYTHONPATH": str(self._live_content.root / _CODE_FOLDER)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if trial.returncode:
            self._report_failure(trial.stderr.strip())
            print_status("not-restarted")
            return
        print_status("restarting")
        atexit.register(os.execv, sys.executable, [sys.executable, *sys.orig_argv[1:]])
        raise KeyboardInterrupt


def take_site_snapshot(config: MkDocsConfig) -> Snapshot:
    """Returns a snapshot of the files from which the site is made."""
    return take_snapshot(map(Path, (config.docs_dir, config.config_file_path, *config.watch)))


def _language(path: str) -> str:
    """Returns the language of a path in the site."""
    return next(language for language in reversed(LANGUAGES) if path.startswith(language_prefix(language)))
