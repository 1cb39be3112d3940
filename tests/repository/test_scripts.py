"""The scripts prepare their environment once, and again after the folder, its Python or the lock has changed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from support.folders import ROOT

COMMANDS = ("build", "lock", "serve")
PIP = """
import pathlib, sys
log = pathlib.Path(sys.prefix, "installed")
log.write_text((log.read_text() if log.exists() else "") + "installed\\n")
"""
"""Replaces pip in the environments of these tests, which have no packages."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment is made without network: `python3 -m venv` is quick, and pip only counts its calls."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (root / name).write_text("mkdocs==1.6.1\n")
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(
        f"""#!/bin/sh
case "$*" in "-m venv"*) ;; *) exec {sys.executable} "$@" ;; esac
shift 2
{sys.base_prefix}/bin/python3 -m venv --without-pip "$@" || exit 1
for folder in .venv/lib/python*/site-packages; do cp {tmp_path}/pip.py "$folder/pip.py"; done
"""
    )
    python.chmod(0o755)
    (tmp_path / "pip.py").write_text(PIP)
    return root


def run(root: Path, command: str) -> subprocess.CompletedProcess[str]:
    """The output of a shell that runs a command in a checkout, with the checkout's `python3` first."""
    path = f"{root.parent / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )


def prepare(root: Path) -> str:
    """The output of the preparation of the environment."""
    done = run(root, ". scripts/environment.sh; environment requirements.txt")
    assert done.returncode == 0, done.stderr
    return done.stderr


def prefix(root: Path) -> str:
    """The environment that the Python of a checkout's environment belongs to."""
    program = "import sys; print(sys.prefix)"
    return subprocess.run([root / ".venv/bin/python", "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def installations(root: Path) -> int:
    """How often packages were installed in a checkout's environment since it was made."""
    return len((root / ".venv" / "installed").read_text().splitlines())


def test_an_environment_is_created_once(checkout: Path) -> None:
    assert prepare(checkout).count("Making the environment in .venv from requirements.txt") == 1
    assert prepare(checkout) == ""
    assert installations(checkout) == 1


def test_a_changed_lock_installs_into_the_same_environment(checkout: Path) -> None:
    prepare(checkout)
    (checkout / "requirements.txt").write_text("mkdocs==1.6.2\n")
    assert "Updating the environment" in prepare(checkout)
    assert installations(checkout) == 2
    assert prepare(checkout) == ""


@pytest.mark.parametrize(
    "move", [shutil.move, lambda old, new: shutil.copytree(old, new, symlinks=True)], ids=["moved", "copied"]
)
def test_a_moved_or_copied_checkout_creates_a_new_environment(checkout: Path, move: object) -> None:
    prepare(checkout)
    elsewhere = checkout.with_name("elsewhere")
    assert callable(move)
    move(checkout, elsewhere)
    printed = prepare(elsewhere)
    assert printed.count("Making the environment") == 1 and "(its folder or its Python has changed)" in printed
    assert prefix(elsewhere) == str(elsewhere / ".venv")
    assert installations(elsewhere) == 1
    assert prepare(elsewhere) == ""


def test_another_version_of_python_recreates_the_environment(checkout: Path) -> None:
    prepare(checkout)
    identity = checkout / ".venv" / ".identity"
    identity.write_text(identity.read_text().replace(sys.implementation.cache_tag, "cpython-310"))
    assert "Making the environment" in prepare(checkout)
    assert installations(checkout) == 1
    assert prepare(checkout) == ""


def test_a_missing_python_recreates_the_environment(checkout: Path) -> None:
    prepare(checkout)
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(checkout / "gone")
    assert "Making the environment" in prepare(checkout)
    assert prefix(checkout) == str(checkout / ".venv")


def test_a_linked_environment_is_left_unchanged(checkout: Path) -> None:
    prepare(checkout)
    other = checkout.with_name("other")
    shutil.copytree(checkout, other, ignore=shutil.ignore_patterns(".venv"))
    (other / ".venv").symlink_to(checkout / ".venv")
    assert prepare(other) == "" == prepare(checkout)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_needs_no_environment(checkout: Path, name: str) -> None:
    head = [line.removeprefix("# ") for line in (checkout / "scripts" / name).read_text().splitlines() if line.startswith("# ")]
    done = run(checkout, f"scripts/{name} --help")
    printed = done.stdout.splitlines()
    assert done.returncode == 0 and done.stderr == ""
    assert len(printed) >= 2 and [line.strip() for line in printed] == [line.strip() for line in head[: len(printed)]]
    assert f"Usage: scripts/{name}" in done.stdout
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("serve eighty", "Not an address: eighty. Usage: scripts/serve [[HOST:]PORT]"),
        ("serve 8000 8001", "Not an address: 8000 8001. Usage: scripts/serve [[HOST:]PORT]"),
        ("serve --port", "Not an address: --port. Usage: scripts/serve [[HOST:]PORT]"),
        ("build fast", "scripts/build takes no argument: fast"),
        ("lock nothing", "No locked package has this name: nothing"),
        ("lock --all", "No such option: --all. See scripts/lock --help"),
    ],
)
def test_a_wrong_argument_is_reported_in_one_line_before_anything_is_created(checkout: Path, command: str, reason: str) -> None:
    done = run(checkout, f"scripts/{command}")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{reason}\n")
    assert not (checkout / ".venv").exists()


def test_a_taken_port_is_reported_with_the_next_free_one(checkout: Path) -> None:
    prepare(checkout)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for argument, prefix in ((f"{port}", ""), (f"127.0.0.1:{port}", "127.0.0.1:")):
            done = run(checkout, f"scripts/serve {argument}")
            expected = f"Port {port} is in use. Try the next free one: scripts/serve {prefix}"
            assert done.returncode == 1 and done.stderr.startswith(expected) and done.stderr.count("\n") == 1
            proposed = int(done.stderr.removeprefix(expected))
            assert port < proposed
            socket.create_server(("127.0.0.1", proposed)).close()


@pytest.mark.parametrize(
    ("argument", "address"), [("", "127.0.0.1:8123"), ("{}", "127.0.0.1:{}"), ("localhost:{}", "localhost:{}")]
)
def test_the_site_is_served_at_the_requested_address(checkout: Path, argument: str, address: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = checkout / "scripts" / "serve"
    script.write_text(script.read_text().replace("8000}", "8123}"))
    (checkout / "scripts" / "serve.py").write_text("import sys; print(*sys.argv[1:])")
    prepare(checkout)
    done = run(checkout, f"scripts/serve {argument.format(port)}")
    assert (done.stdout, done.stderr) == (f"--dev-addr {address.format(port)}\n", "")


UV = """#!/bin/sh
echo "$@" >>calls
"""


ENDLESS = """
import os, signal, sys
def end(*_):
    print("ended", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("building", flush=True)
while True:
    signal.pause()
"""
"""Replaces MkDocs: builds until it is terminated."""


@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_the_build_command_ends_the_build(checkout: Path, number: signal.Signals) -> None:
    prepare(checkout)
    (checkout / "mkdocs").mkdir()
    (checkout / "mkdocs" / "__main__.py").write_text(ENDLESS)
    build = subprocess.Popen(
        ["scripts/build"], cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        assert build.stdout and build.stdout.readline() == "building\n"
        build.send_signal(number)
        rest, _ = build.communicate(timeout=30)  # Both processes have to end: each of them holds the pipe open.
    finally:
        with suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
    assert (rest, build.returncode) == ("ended\n", 128 + number)


@pytest.mark.parametrize(
    ("arguments", "upgrades"),
    [("", ""), ("mkdocs", "--upgrade-package mkdocs"), ("--upgrade", "--upgrade")],
    ids=["locked versions stay", "one package", "all packages"],
)
def test_the_lock_upgrades_the_requested_packages(checkout: Path, arguments: str, upgrades: str) -> None:
    prepare(checkout)
    version = next(line for line in (checkout / "scripts" / "lock").read_text().splitlines() if line.startswith("UV="))
    uv = checkout / ".cache" / "uv" / version.removeprefix("UV=") / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV)
    uv.chmod(0o755)
    done = run(checkout, f"scripts/lock {arguments}")
    assert done.returncode == 0, done.stderr
    calls = (checkout / "calls").read_text().splitlines()
    assert [call.split()[-1] for call in calls] == ["requirements.txt", "requirements-dev.txt"]
    for call in calls:
        assert call.count("--upgrade") == (1 if upgrades else 0) and f"--quiet {upgrades} -o".replace("  ", " ") in call
    assert installations(checkout) == 1, "uv must stay out of the environment"


def test_checkouts_have_the_same_line_endings_whatever_the_settings_of_git(tmp_path: Path) -> None:
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    files = {
        "scripts/build": b"#!/bin/sh\n",
        "docs/fr/about.md": b"# A\n",
        "content/sources/a.txt": b"a\r\nb\n",
        "x.png": b"\x89\n\0",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "m"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True, capture_output=True)
    for name in files:
        (tmp_path / name).unlink()
    subprocess.run([*git, "checkout", "--quiet", "."], cwd=tmp_path, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


def test_remains_of_a_stopped_build_are_ignored_by_git(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    names = ["site/index.html", "site.new/index.html", "site.old/index.html"]
    ignored = subprocess.run(["git", "check-ignore", *names], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ignored.stdout.splitlines() == names
