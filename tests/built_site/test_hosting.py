"""The site on a host: the policy of each page, compressed copies, and nginx with the shipped configuration."""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

from edition.cli.compress import compressed_copies
from edition.outputs.content_security_policy import FORBIDDEN_ATTRIBUTE, add_policy, find_inline_scripts, make_policy
from support.folders import ROOT
from support.programs import BROTLI

HOSTING = ROOT / "scripts" / "hosting"
FOREVER = "public, max-age=31536000, immutable"


def test_the_policy_allows_only_the_scripts_of_the_templates_by_their_hashes() -> None:
    page = '<meta charset="utf-8"><script>one()</script><script>two()</script>'
    assert re.findall("'sha256-[^']+'", add_policy(page, ["one()"])) == ["'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='"]
    assert "sha256" not in add_policy(page)
    assert "unsafe-inline" not in add_policy(page)


def test_the_policy_precedes_all_that_it_governs_and_a_page_without_encoding_is_refused() -> None:
    page = '<head><meta charset="utf-8"><script>one()</script></head>'
    assert add_policy(page).index("Content-Security-Policy") < add_policy(page).index("<script")
    with pytest.raises(AssertionError):
        add_policy("<p>")


def test_an_injected_script_does_not_run(browser: Browser) -> None:
    (known,) = find_inline_scripts(ROOT / "overrides")
    html = f"""<!doctype html><html><head><meta charset="utf-8"></head><body><script>{known}</script>
        <script>window.ran = 1</script><img src="data:," onerror="window.ran = 2">
        <a href="javascript:void(window.ran = 3)">link</a></body></html>"""
    page = browser.new_page()
    headers = {"Content-Type": "text/html", "Content-Security-Policy": _shared()["Content-Security-Policy"]}
    page.route("**/*", lambda route: route.fulfill(body=add_policy(html, [known]), headers=headers))
    with page.expect_console_message(lambda message: "JavaScript URL" in message.text):
        page.goto("http://example.org/")
        page.click("a")
    assert page.evaluate("document.documentElement.className") == "js"
    assert page.evaluate("window.ran") is None
    page.close()


def test_every_page_has_a_policy_and_complies_with_it(built: Path) -> None:
    pages = [*built.rglob("*.html")]
    assert len(pages) > 1_400
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert not FORBIDDEN_ATTRIBUTE.search(page), path
        assert "<style" not in page, path
        if "<script" in page:
            assert page.count('<meta http-equiv="Content-Security-Policy"') == 1, path
        (stated,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        for attributes, script in re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL):
            if "src=" not in attributes and "json" not in attributes:  # data is not run
                assert f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'" in stated, path


def test_only_texts_have_compressed_copies_with_the_same_bytes(tmp_path: Path) -> None:
    for name in ("long.html", "long.png", "short.html"):
        (tmp_path / name).write_bytes(b"x" * (2000 if "long" in name else 20))
    found = dict(copy for path in sorted(tmp_path.iterdir()) for copy in compressed_copies(path))
    assert [path.name for path in found] == ["long.html.gz", "long.html.br"]
    packed, denser = found.values()
    assert gzip.decompress(packed) == brotli.decompress(denser) == b"x" * 2000


@dataclass(frozen=True)
class Host:
    """nginx, serving the built site at the top and under /edition/."""

    port: int
    folder: Path

    def get(self, path: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
        """The status, headers and unprocessed body of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def host(built: Path, nginx: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The shipped configuration in nginx, of which only what it marks «here», its port and its folder of snippets differ."""
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(built, folder / "site", copy_function=os.link)
    (folder / "site" / "edition").symlink_to("../site", target_is_directory=True)
    for path, content in compressed_copies(folder / "site" / "index.html"):
        path.write_bytes(content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "snippets").mkdir()
    shutil.copy(HOSTING / "nginx-brotli.conf", folder / "snippets" / "edition-brotli.conf")
    (folder / "server.conf").write_text(_set_up(folder, port), encoding="utf-8")
    (folder / "nginx.conf").write_text(_around(folder), encoding="utf-8")
    command = [str(nginx), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            with socket.socket() as attempt:
                if not attempt.connect_ex(("127.0.0.1", port)):
                    break
        assert process.poll() is None, (folder / "error.log").read_text()
        yield Host(port, folder / "site")
        process.terminate()


def _set_up(folder: Path, port: int) -> str:
    shipped = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "listen [::]:80;": "",
        "root /srv/edition;": f"root {folder / 'site'};",
        "/etc/nginx/snippets/": f"{folder / 'snippets'}/",
    }.items():
        assert shipped.count(old) == 1, old
        shipped = shipped.replace(old, new)
    return shipped


def _around(folder: Path) -> str:
    """The parts of Debian's nginx.conf around a server, in a folder of the test."""
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        ("user root;" if os.geteuid() == 0 else "")
        + f"load_module {BROTLI}; daemon off; pid {folder}/pid; events {{}} "
        + f"http {{ access_log off; {temporary} include {folder}/server.conf; }}"
    )


def test_an_address_without_its_slash_redirects_relatively(host: Host) -> None:
    assert host.get("/en/m-power/")[0] == 200
    assert host.get("/edition/en/m-power/")[0] == 200
    status, headers, _ = host.get("/edition/m-power")
    assert (status, headers["Location"]) == (301, "/edition/m-power/")


def test_an_unknown_address_gets_the_not_found_page_uncached(host: Host) -> None:
    for path in ("/nowhere/", "/.git/config", "/search/index/fr/fragment/fr_0000000.pf_fragment"):
        status, headers, body = host.get(path)
        assert (status, headers["Cache-Control"]) == (404, "no-cache"), path
        assert "Cette page n’existe pas" in body.decode("utf-8")


def test_pages_are_revalidated_and_files_named_by_content_are_cached_for_good(host: Host) -> None:
    status, headers, _ = host.get("/m-power/")
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert host.get("/m-power/", If_None_Match=headers["ETag"])[0] == 304
    named = [
        path
        for pattern in ("main.*.min.css", "*.pf_fragment", "*.pf_index", "*.pf_meta")
        for path in list(host.folder.rglob(pattern))[:1]
    ]
    assert len(named) == 4
    for path in named:
        assert host.get(f"/{path.relative_to(host.folder)}")[1]["Cache-Control"] == FOREVER, path
    for address in ("/assets/css/base.css", "/search/index/fr/pagefind-entry.json", "/search/facets.fr.json"):
        assert host.get(address)[1]["Cache-Control"] == "no-cache", address
    assert host.get("/assets/fonts/serif.woff2")[1]["Cache-Control"].startswith("public, max-age=604800, stale")


def test_texts_are_sent_compressed_from_copies_or_on_the_fly(host: Host) -> None:
    for path in ("/", "/m-power/", "/assets/css/base.css", "/search/facets.fr.json"):
        status, headers, body = host.get(path, Accept_Encoding="gzip")
        assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "gzip", "Accept-Encoding"), path
        assert gzip.decompress(body) == host.get(path)[2]
    assert host.get("/", Accept_Encoding="gzip")[2] == (host.folder / "index.html.gz").read_bytes()


def test_brotli_copies_are_sent_on_request(host: Host) -> None:
    _, headers, body = host.get("/", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "br" and brotli.decompress(body) == host.get("/")[2]


def test_files_have_their_content_type(host: Host) -> None:
    sheet = next(host.folder.rglob("*.csv")).relative_to(host.folder)
    for path, kind in {
        "/": "text/html",
        f"/{sheet}": "text/csv",
        "/assets/favicon.svg": "image/svg+xml",
        "/assets/js/pages/main.js": "application/javascript",
        "/search/facets.fr.json": "application/json",
    }.items():
        assert host.get(path)[1]["Content-Type"] == f"{kind}; charset=utf-8"


def _shared() -> dict[str, str]:
    """The headers that hosts with a `_headers` file send with every file."""
    block = (HOSTING / "_headers").read_text(encoding="utf-8").removeprefix("/*\n").partition("\n/")[0]
    return dict(line.strip().split(": ", 1) for line in block.splitlines())


def _whole(*scripts: str) -> str:
    """The policy of a file that contains none; a drawing may contain styles."""
    return make_policy(scripts).replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; frame-ancestors 'self'"


def test_the_headers_file_has_the_security_headers() -> None:
    assert _shared() == {
        "Content-Security-Policy": _whole(*find_inline_scripts(ROOT / "overrides")),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Access-Control-Allow-Origin": "*",
    }


@pytest.mark.parametrize("path", ["/", "/en/m-power/", "/edition/p/1/", "/nowhere/", "/503.html", "/.git/config"])
def test_a_page_is_sent_with_all_security_headers_but_the_policy_of_scripts(host: Host, path: str) -> None:
    headers = host.get(path)[1]
    expected = _shared() | {"Content-Security-Policy": "frame-ancestors 'self'"}
    assert {name: headers.get_all(name) for name in expected} == {name: [value] for name, value in expected.items()}
    assert headers["Server"] == "nginx"


TYPES = "css csv ico js json map pagefind pf_fragment pf_index pf_meta png svg txt webmanifest woff2 xlsx xml".split()


def test_every_type_of_file_is_sent_with_the_security_headers(host: Host) -> None:
    expected = _shared() | {"Content-Security-Policy": _whole()}
    found = {path.suffix[1:]: f"/{path.relative_to(host.folder)}" for path in host.folder.rglob("*") if path.is_file()}
    assert sorted(found.keys() - {"html", "br", "gz"}) == TYPES
    etag = host.get(found["svg"])[1]["ETag"]
    answers = {kind: host.get(found[kind]) for kind in TYPES}
    answers |= {"redirect": host.get("/en/m-power"), "unchanged": host.get(found["svg"], If_None_Match=etag)}
    assert {kind: answer[0] for kind, answer in answers.items()} == dict.fromkeys(TYPES, 200) | {
        "redirect": 301,
        "unchanged": 304,
    }
    for kind, (_, headers, _) in answers.items():
        assert {name: headers.get_all(name) for name in expected} == {name: [value] for name, value in expected.items()}, kind


def test_a_drawing_opened_directly_has_its_styles_and_runs_nothing(host: Host, browser: Browser) -> None:
    drawing = "<style>svg{color:rgb(1,2,3)}</style><script>document.documentElement.id = 'ran'</script>"
    (host.folder / "drawing.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>', encoding="utf-8")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{host.port}/drawing.svg")
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(1, 2, 3)"
    assert page.evaluate("document.documentElement.id") == ""
    page.close()


def test_other_hosts_cache_only_files_named_by_content(built: Path) -> None:
    rules = re.findall(r"^/(\S+)\*\n  Cache-Control: (.+)$", (HOSTING / "_headers").read_text(encoding="utf-8"), re.MULTILINE)
    cached = [path for folder, value in rules if value == FOREVER for path in (built / folder).iterdir() if path.is_file()]
    assert cached and all(re.search(r"[._][0-9a-f]{7,}\.", path.name) for path in cached)


@pytest.mark.parametrize("under", ["", "edition/"])
def test_reading_and_searching_do_not_violate_the_policy(host: Host, browser: Browser, under: str) -> None:
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(f"http://127.0.0.1:{host.port}/{under}en/programme-budget-2024-25/output-1-1/", wait_until="networkidle")
    page.keyboard.press("/")
    page.locator(".search-dialog[open] input").type("apprenticeship")
    page.wait_for_selector("#search-found [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/output-1-1/" not in address)
    page.goto(f"http://127.0.0.1:{host.port}/{under}commitments/", wait_until="networkidle")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.broken = 1'}))")
    assert page.evaluate("window.broken") is None
    # The browser also remarks on the outline's first stop where an address names a passage.
    refused = [line for line in messages if not line.startswith("Autofocus")]
    assert [line for line in refused if "Content Security Policy" not in line] == [] and len(refused) == 1
    page.close()
