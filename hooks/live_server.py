"""`mkdocs serve`: each page is rendered when it is asked for, from the content as it stands; the browser is told of changes.

MkDocs' own server makes the whole site anew at each change. This one reads what has changed, tells the browser at once,
and holds the content against its rules meanwhile.
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

from edition.languages import LANGUAGES, terminal_language
from edition.problems.exception_summary import summarize_exception
from edition.problems.terminal import format_problems
from edition.references.urls import language_prefix
from edition.serving.live_content import LiveContent
from edition.serving.snapshot import Snapshot, changes, git_lock, locked, snapshot
from status import say, warn

Beside = Mapping[str, Iterator[tuple[str, bytes]]]
"""What stands beside the pages, by the pattern of its paths in the site: each path and its content, made as it is asked for."""

_POLLING = 0.2
_CODE = "hooks"
_NAMED = 3
"""How many of the changed files are named."""

_TRIAL = """
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
"""Imports the code and reads the configuration; where either cannot be done, prints why."""

_BARE = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark">'
)


class Stage:
    """MkDocs in one language, ready to render any page by itself."""

    def __init__(self, config: MkDocsConfig, language: str) -> None:
        self.config = load_config(config.config_file_path, site_dir=config.site_dir)
        self.config.site_url = config.site_url
        # So it is when static-i18n builds a further language within the first build.
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
        self._by_path = {file.dest_uri: file for file in self._files}

    def file(self, path: str) -> bytes | None:
        """A page, a template or a file of the theme or of docs/, at its path in the site."""
        file = self._by_path.get(path)
        if file is None:
            return self._template(path) if path in self.config.theme.static_templates else None
        if file not in self._pages:
            return file.content_bytes
        self._populate(file)
        assert file.page
        _build_page(file.page, self.config, self._pages, self._nav, self._env)
        return Path(file.abs_dest_path).read_bytes()

    def read_written(self) -> None:
        """Reads the pages that are written by hand."""
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
    """Serves what the live content shows, read from `files`; `beside` gives what stands beside its pages."""

    def __init__(
        self,
        config: MkDocsConfig,
        server: LiveReloadServer,
        live_content: LiveContent,
        files: Snapshot,
        beside: Callable[[MkDocsConfig], Beside],
    ) -> None:
        host, port = config.dev_addr
        super().__init__(self._renew, host, port, server.root, server.mount_path, _POLLING)
        self.error_handler = lambda code: self._content("404.html") if code == 404 else None
        self._config, self._live_content, self._all_beside = config, live_content, beside
        self._stages: dict[str, Stage] = {}
        self._beside: Beside | None = None
        self._made: dict[str, bytes] = {}
        self._lock = git_lock(live_content.root)
        self._files = files
        self._names = self._names_now()
        self._told: object = ()
        self._failure = ""
        self._unjudged = threading.Event()
        self._unjudged.set()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Does nothing: changes are found here by comparing snapshots."""

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serves until interrupted."""
        for work in (self._judge, self._watch):
            threading.Thread(target=work, daemon=True).start()
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped

    def server_activate(self) -> None:
        """Begins to take requests."""
        super().server_activate()
        say("serving", address=self.url)

    # --- What is asked for

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
        """What stands at a path in the site; where the newest content cannot be rendered, that of the last without problems."""
        with self._live_content.lock:
            try:
                return self._rendered(path)
            except Exception as error:  # noqa: BLE001  # whatever the code may raise while somebody works on it
                if isinstance(error, FileNotFoundError) and Path(error.filename or "").is_relative_to(self._config.docs_dir):
                    return None  # A page that was deleted a moment ago: what there is will be listed again at once.
                retreated = self._live_content.retreat()
                if not self._live_content.problems:
                    return self._failed(path, summarize_exception(error, self._live_content.root))
                self._tell()
                self._forget()
                return self._rendered(path) if retreated else self._problems_alone(path)

    def _problems_alone(self, path: str) -> bytes | None:
        """What is wrong, where there is no page that it could be laid over."""
        overlay = self._live_content.shown.renderers[_language(path)].overlay(
            self._live_content.root, self._live_content.problems
        )
        return (_BARE + overlay).encode() if path.endswith(".html") else None

    def _failed(self, path: str, reason: str) -> bytes | None:
        """Why the code cannot render a page, in its place."""
        self._warn(reason)
        return f"{_BARE}<pre>{escape(reason)}</pre>".encode() if path.endswith(".html") else None

    def _rendered(self, path: str) -> bytes | None:
        content = self._stage(_language(path)).file(path)
        return self._standing_beside(path) if content is None else content

    def _stage(self, language: str) -> Stage:
        if language not in self._stages:
            self._stages[language] = Stage(self._config, language)
        return self._stages[language]

    def _standing_beside(self, path: str) -> bytes | None:
        if self._beside is None:
            for language in LANGUAGES:
                self._stage(language).read_written()
            self._beside, self._made = self._all_beside(self._config), {}
        rest = next((rest for pattern, rest in self._beside.items() if fnmatchcase(path, pattern)), iter(()))
        while path not in self._made and (made := next(rest, None)):
            self._made[made[0]] = made[1]
        return self._made.get(path)

    # --- What has changed

    def _watch(self) -> None:
        """Asks for a renewal whenever files have changed."""
        while not self._shutdown:
            time.sleep(_POLLING)
            # What git is still changing is half of one state and half of another.
            if self._outdated() and not locked(self._lock):
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

    def _outdated(self) -> bool:
        return files_of(self._config) != self._files

    def _renew(self) -> None:
        """Reads the content again, and forgets what was made of it."""
        files = files_of(self._config)
        changed, self._files, self._failure = changes(self._files, files), files, ""
        self._name(changed)
        if any(self._is_code(file) for file in changed):
            self._restart()
        with self._live_content.lock:
            try:
                self._live_content.read()
            except Exception as error:  # noqa: BLE001  # whatever the code may raise while somebody works on it
                # The browser would wait for ever.
                self._warn(summarize_exception(error, self._live_content.root))
            self._forget()
        self._tell()
        self._unjudged.set()

    def _name(self, changed: list[Path]) -> None:
        names = [file.relative_to(self._live_content.root).as_posix() for file in changed]
        others = len(names) - _NAMED
        if names:
            say("changed-many" if others > 0 else "changed", files=", ".join(names[:_NAMED]), others=others)

    def _forget(self) -> None:
        """Lets go of what was made of the content; the stages too, where there are other files or pages than before."""
        self._beside = None
        names = self._names_now()
        if names != self._names:
            self._names, self._stages = names, {}

    def _judge(self) -> None:
        """Holds the content against its rules whenever it has changed; tells browsers of another verdict."""
        while self._unjudged.wait():
            self._unjudged.clear()
            try:
                news = self._live_content.judge()
            except Exception as error:  # noqa: BLE001  # whatever the code may raise while somebody works on it
                if self._shutdown:
                    return
                self._warn(summarize_exception(error, self._live_content.root))
                continue
            if news:
                self._tell()
                self._reload()

    def _reload(self) -> None:
        """Has browsers load their page again; at the end of a renewal under way they do so anyway."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:
                self._visible_epoch = self._wanted_epoch = _timestamp()
                self._epoch_cond.notify_all()

    def _tell(self) -> None:
        """Says in the terminal which problems the content has, once."""
        problems = self._live_content.problems
        if problems == self._told or self._changing():
            return
        if problems:
            warn(f"\n{format_problems(problems, self._live_content.root, terminal_language(), sys.stderr)}\n")
        else:
            say("solved")
        self._told = problems

    def _warn(self, failure: str) -> None:
        """Says in the terminal what the code fails at, once for each state of the files."""
        if failure != self._failure and not self._changing():
            warn(failure)
            self._failure = failure

    def _changing(self) -> bool:
        """Whether the files are about to be read again, so that what is wrong with them may be over."""
        return locked(self._lock) or self._outdated()

    # --- What cannot be taken in while running

    def _names_now(self) -> object:
        return set(self._live_content.shown.pages), set(self._files)

    def _is_code(self, path: Path) -> bool:
        if path == Path(self._config.config_file_path):
            return True
        return path.suffix in (".py", ".yml") and path.is_relative_to(self._live_content.root / _CODE)

    def _restart(self) -> None:
        """Starts MkDocs again with its code or its configuration as they are now, if they can be read at all."""
        trial = subprocess.run(
            [sys.executable, "-c", _TRIAL, self._config.config_file_path],
            env={**os.environ, "PYTHONPATH": str(self._live_content.root / _CODE)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if trial.returncode:
            self._warn(trial.stderr.strip())
            say("not-restarted")
            return
        say("restarting")
        atexit.register(os.execv, sys.executable, [sys.executable, *sys.orig_argv[1:]])
        raise KeyboardInterrupt


def files_of(config: MkDocsConfig) -> Snapshot:
    """The files that the site is made of."""
    return snapshot(map(Path, (config.docs_dir, config.config_file_path, *config.watch)))


def _language(path: str) -> str:
    """The language of what stands at a path in the site."""
    return next(language for language in reversed(LANGUAGES) if path.startswith(language_prefix(language)))
