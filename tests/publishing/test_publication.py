"""A site is published completely or not at all, whatever happens to the build and wherever its target is."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from edition.publishing.error import PublishingError
from edition.publishing.exchange import replace_in_two_steps
from edition.publishing.plan import compare_with_plan
from edition.publishing.publication import Publication
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
LOCKED = re.compile(r"site: another build has been writing here since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d.* \(process \d+ on \S+\)")


def start_build(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts a build of a project in a new process group."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", *arguments],
        cwd=root,
        env={**os.environ, **EPOCH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def digest(site: Path) -> Mapping[str, str]:
    """Every file of a site with the hash of its content."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def leftovers(root: Path) -> list[str]:
    """The files that a build has left next to the site, except its lock."""
    return sorted(path.name for path in root.glob(".site.*") if path.name != ".site.lock")


def change(project: Project) -> None:
    """Changes a word of the English, so that the next site differs."""
    path = project.path("edition.yml")
    text = path.read_text(encoding="utf-8")
    assert text.count("Small edition") == 1
    path.write_text(text.replace("Small edition", "Small edition, changed"), encoding="utf-8")


def build_in_namespace(root: Path, mount: str, *arguments: str, look: str = ":") -> subprocess.CompletedProcess[str]:
    """Builds a project where a shell command has mounted something, seen by this build alone; `look` prints what it left."""
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("mounting takes rights that this system does not give")
    command = f'{mount} || exit 9; "$@"; status=$?; {look}; exit $status'
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", *arguments]
    return subprocess.run(
        ["unshare", "--mount", "sh", "-c", command, "sh", *build],
        cwd=root,
        env={**os.environ, **EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )


def in_one_line(done: subprocess.CompletedProcess[str], message: str) -> bool:
    """Whether a build failed with a message of one line, and nothing else."""
    output = done.stderr.strip().splitlines()
    return done.returncode == 1 and len(output) == 1 and message in output[0]


def plain_file(site: Path) -> None:
    """A file is in the place of the target."""
    site.write_text("mine")


def dangling_link(site: Path) -> None:
    """A broken link is there."""
    site.symlink_to("nowhere/html")


def circular_link(site: Path) -> None:
    """A link to itself is there."""
    site.symlink_to("site")


# --- kills


@pytest.mark.thorough
def test_a_publication_killed_before_any_of_its_calls_leaves_the_last_site_or_the_new_one() -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("kill_publication.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 200


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_last_site_or_the_new_one(whole: Project) -> None:
    started = time.monotonic()
    assert run_mkdocs(whole.root, "build", "--strict", "--quiet", **EPOCH).returncode == 0
    length = time.monotonic() - started
    old = digest(whole.root / "site")
    change(whole)
    assert run_mkdocs(whole.root, "build", "--strict", "--quiet", "--site-dir", "other", **EPOCH).returncode == 0
    new = digest(whole.root / "other")
    assert old != new
    moments = random.Random(20240515)  # noqa: S311 a seed, so that a failure can be repeated
    for _ in range(5):
        build = start_build(whole.root)
        try:
            build.communicate(timeout=length * moments.uniform(0.1, 1.05))
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            build.communicate()
        assert digest(whole.root / "site") in (old, new)
    assert run_mkdocs(whole.root, "build", "--strict", "--quiet", **EPOCH).returncode == 0
    assert digest(whole.root / "site") == new
    assert leftovers(whole.root) == []


@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_terminated_build_removes_its_temporary_files(whole: Project, number: signal.Signals) -> None:
    build = start_build(whole.root)
    while not leftovers(whole.root):
        assert build.poll() is None
    build.send_signal(number)
    _, output = build.communicate()
    assert build.returncode in (128 + number, 1)
    assert "Traceback" not in output
    assert leftovers(whole.root) == []
    assert not (whole.root / "site").exists()


SIGNAL_IN_MKDIR = """
import os, signal
from mkdocs.__main__ import cli
make_folder = os.mkdir
def make_folder_and_end(path, *arguments, **options):
    make_folder(path, *arguments, **options)
    if ".site.new-" in str(path):
        os.kill(os.getpid(), signal.SIGTERM)
os.mkdir = make_folder_and_end
cli(["build", "--quiet"])
"""


def test_a_build_terminated_as_it_makes_its_folder_removes_it(whole: Project) -> None:
    build = subprocess.run(
        [sys.executable, "-c", SIGNAL_IN_MKDIR],
        cwd=whole.root,
        env={**os.environ, **EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 128 + signal.SIGTERM, build.stderr
    assert leftovers(whole.root) == []


class InterruptedPath(type(Path())):  # type: ignore[misc]  # the class of paths depends on the system
    """A path that is renamed just before a signal ends the process."""

    def rename(self, target: Path) -> Path:
        """Renames, then ends as a signal does."""
        super().rename(target)
        raise SystemExit(128 + signal.SIGTERM)


def test_a_signal_between_the_two_renames_leaves_the_last_site(tmp_path: Path) -> None:
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    with pytest.raises(SystemExit):
        replace_in_two_steps(tmp_path / "new", InterruptedPath(tmp_path / "site"), tmp_path / "aside")
    assert (tmp_path / "site" / "index.html").read_text() == "site"


@pytest.mark.parametrize("plant", [plain_file, dangling_link], ids=lambda plant: plant.__name__)
def test_a_folder_that_no_build_has_moved_is_not_restored_as_the_target(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / ".site.old")
    Publication.begin(tmp_path / "site", tmp_path / "project").discard()
    assert not os.path.lexists(tmp_path / "site") and os.path.lexists(tmp_path / ".site.old")


def test_a_build_that_loses_one_of_its_processes_fails_in_one_line(whole: Project) -> None:
    program = (
        "import os, signal; from mkdocs.__main__ import cli; from edition import build, processes\n"
        "processes.count_cores = lambda: 2\n"
        "build.Build.write_language_files = lambda *_: os.kill(os.getpid(), signal.SIGKILL) if os.getpid() != first else None\n"
        "first = os.getpid(); cli(['build', '--quiet'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=whole.root, env=environment, capture_output=True, text=True, check=False
    )
    assert in_one_line(done, "mkdocs build: a part of the build has ended: exit status -9 — free some memory")
    assert leftovers(whole.root) == []


def test_a_build_without_a_search_index_fails_in_one_line(whole: Project) -> None:
    (whole.root / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", whole.root / "hooks")
    pagefind = whole.root / "hooks" / "edition" / "search" / "pagefind.py"
    source = pagefind.read_text(encoding="utf-8")
    # A program that ends at once stands for one that is killed.
    pagefind.write_text(source.replace('[str(get_executable()), "--service"]', '["false"]'), encoding="utf-8")
    done = run_mkdocs(whole.root, "build", "--quiet", **EPOCH)
    assert in_one_line(done, "search: the search index could not be created")
    assert leftovers(whole.root) == []


def test_links_and_pipes_are_not_published(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("new")
    (tmp_path / "outside").symlink_to("/usr/share")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PublishingError) as caught:
        compare_with_plan(tmp_path, {"index.html"})
    assert "not planned: outside, pipe" in caught.value.text("en")


# --- several builds at once


def test_of_simultaneous_builds_one_publishes_and_the_others_report_it(whole: Project) -> None:
    builds = [start_build(whole.root) for _ in range(3)]
    ends = [(build.communicate()[1], build.returncode) for build in builds]
    assert {status for _, status in ends} <= {0, 1}
    refused = [output for output, status in ends if status]
    assert len(refused) < len(builds)
    assert all(LOCKED.search(output) for output in refused), refused
    assert run_mkdocs(whole.root, "build", "--strict", "--quiet", "--site-dir", "other", **EPOCH).returncode == 0
    assert digest(whole.root / "site") == digest(whole.root / "other")
    assert leftovers(whole.root) == []


def test_a_target_locked_by_another_process_is_refused_with_its_number_and_time(whole: Project) -> None:
    other = Publication.begin(whole.root / "site", whole.root / "elsewhere")
    done = run_mkdocs(whole.root, "build", "--quiet", **EPOCH)
    assert in_one_line(done, f"(process {os.getpid()} on ")
    assert LOCKED.search(done.stderr)
    other.discard()
    Publication.begin(whole.root / "site", whole.root).discard()  # The next build is not refused.


# --- where it is to go


def publish(root: Path, words: str) -> None:
    """Publishes a site of one page as a build does."""
    build = Publication.begin(root / "site", root / "project")
    (build.make_folder() / "index.html").write_text(words)
    build.publish()


def test_a_link_is_preserved_and_its_folder_is_exchanged(tmp_path: Path) -> None:
    folder = tmp_path / "public" / "html"
    folder.mkdir(parents=True)
    for name in ("index.html", "old.html"):
        (folder / name).write_text("old")
    (tmp_path / "site").symlink_to("public/html")
    for words in ("new", "newer"):
        publish(tmp_path, words)
        assert (tmp_path / "site").is_symlink()
        assert {path.name: path.read_text() for path in folder.iterdir()} == {"index.html": words}


def test_a_link_to_another_file_system_is_followed(whole: Project) -> None:
    (whole.root / "disk").mkdir()
    (whole.root / "site").symlink_to("disk/html")
    done = build_in_namespace(
        whole.root, "mount -t tmpfs none disk && mkdir disk/html", look="ls disk/html/index.html; readlink site"
    )
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["disk/html/index.html", "disk/html"], "")


def test_a_published_site_is_readable_by_all(tmp_path: Path) -> None:
    publish(tmp_path, "new")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


REFUSED = {
    plain_file: "site: this is not a folder",
    dangling_link: "site: this symbolic link leads nowhere (nowhere/html)",
    circular_link: "site: this symbolic link leads nowhere (site)",
}


@pytest.mark.parametrize("target", REFUSED, ids=lambda target: target.__name__)
def test_a_target_that_cannot_be_exchanged_is_refused_in_one_line_and_left(whole: Project, target: object) -> None:
    site = whole.root / "site"
    target(site)  # type: ignore[operator]
    before = site.readlink() if site.is_symlink() else site.read_text()
    assert in_one_line(run_mkdocs(whole.root, "build", **EPOCH), REFUSED[target])  # type: ignore[index]
    assert (site.readlink() if site.is_symlink() else site.read_text()) == before
    assert leftovers(whole.root) == []


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_the_projects_folder_is_never_replaced(project: Project, folder: str) -> None:
    with pytest.raises(PublishingError) as caught:
        Publication.begin(project.root / folder, project.root)
    assert "this folder contains the project" in caught.value.text("en") or "mount point" in caught.value.text("en")
    assert project.path("edition.yml").is_file()


@pytest.mark.parametrize("folder", ["content", "content/registers", "checkout"])
def test_a_folder_of_other_files_is_never_replaced(project: Project, folder: str) -> None:
    (project.root / "checkout" / ".git").mkdir(parents=True)
    (project.root / "checkout" / "index.html").write_text("last")
    before = digest(project.root)
    with pytest.raises(PublishingError) as caught:
        Publication.begin(project.root / folder, project.root)
    assert "this folder contains files other than a site's" in caught.value.text("en")
    assert digest(project.root) == before


def test_a_target_replaced_during_the_build_is_left(tmp_path: Path) -> None:
    build = Publication.begin(tmp_path / "site", tmp_path / "project")
    (build.make_folder() / "index.html").write_text("new")
    plain_file(tmp_path / "site")
    with pytest.raises(PublishingError) as caught:
        build.publish()
    assert "this is not a folder" in caught.value.text("en")
    assert (tmp_path / "site").read_text() == "mine"


def test_a_name_too_long_for_the_file_system_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PublishingError) as caught:
        Publication.begin(tmp_path / ("a" * 300), tmp_path / "project")
    assert "cannot write here: File name too long" in caught.value.text("en")


def test_a_lock_that_is_a_link_is_refused_and_its_target_left(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("mine")
    (tmp_path / ".site.lock").symlink_to("words")
    with pytest.raises(PublishingError) as caught:
        Publication.begin(tmp_path / "site", tmp_path / "project")
    assert ".site.lock: cannot write here" in caught.value.text("en")
    assert (tmp_path / "words").read_text() == "mine"


@pytest.mark.parametrize("mount", ["mount -t tmpfs none site", "mount --bind content site"])
def test_a_mount_point_is_refused(whole: Project, mount: str) -> None:
    (whole.root / "site").mkdir()
    assert in_one_line(build_in_namespace(whole.root, mount), "site: this is a mount point")
    assert leftovers(whole.root) == []


def test_a_read_only_folder_is_refused(whole: Project) -> None:
    (whole.root / "public").mkdir()
    mount = "mount --bind public public && mount -o remount,ro,bind public"
    done = build_in_namespace(whole.root, mount, "--site-dir", "public/site")
    assert in_one_line(done, "cannot write here: Read-only file system")


def test_a_full_disk_leaves_the_last_site(whole: Project) -> None:
    (whole.root / "disk").mkdir()
    mount = "mount -t tmpfs -o size=900k none disk && mkdir disk/site && echo last >disk/site/index.html"
    done = build_in_namespace(whole.root, mount, "--site-dir", "disk/site", look="cat disk/site/index.html; ls -A disk")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot write here: No space left on device" in done.stderr.splitlines()[-1]
    assert done.stdout.splitlines()[-3:] == ["last", ".site.lock", "site"]
