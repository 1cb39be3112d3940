"""Builds and serves the site, and audits it with the Nu HTML checker and Lighthouse; run as scripts/audit."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hosting.static_host import host_folder

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "",
    "a document": "programme-budget-2024-25/",
    "an outcome": "programme-budget-2024-25/outcome-1/",
    "an output": "programme-budget-2024-25/output-1-1/",
    "a whole text": "programme-budget-2024-25/full/",
    "the explorer": "commitments/",
}
MINIMUM_SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
CHROMIUM_FLAGS = (
    "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync --disable-quic"
)
_MAX_SHOWN = 20


@dataclass(frozen=True, slots=True)
class LighthouseRun:
    """The result of a run of Lighthouse: its scores of 100, the layout shift, times, and the audits that lost points."""

    scores: Mapping[str, int]
    shift: float
    times: Mapping[str, str]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LighthouseMedian:
    """The median of several runs on one page, and all audits that lost points in any of them."""

    scores: Mapping[str, int]
    shift: float
    times: Mapping[str, str]
    failures: tuple[str, ...]

    @property
    def below_minimum(self) -> list[str]:
        """The measures that do not reach their minimum."""
        return [name for name, minimum in MINIMUM_SCORES.items() if self.scores[name] < minimum] + ["shift"] * (self.shift > 0)


def main() -> int:
    """Audits the site and prints the figures; returns 1 where one does not reach its minimum."""
    arguments = _parse_arguments()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = arguments.tools.resolve() / "site"
    _print_heading("Building the site")
    build_site(site, f"http://localhost:{port}/")
    _print_heading("Nu HTML checker, on every page")
    errors = list(find_html_errors(arguments.tools, site))
    print("\n".join(errors[:_MAX_SHOWN]))
    print(f"{len(errors)} errors on {sum(1 for _ in site.rglob('*.html'))} pages")
    failed = bool(errors)
    _print_heading(f"Lighthouse, mobile, median of {arguments.runs}")
    print(f"{'':14}" + "".join(f"{name:>16}" for name in (*MINIMUM_SCORES, "layout shift")))
    with host_folder(site, port) as base:
        for name, address in PAGES.items():
            result = median_of_runs([run_lighthouse(arguments.tools, base + address) for _ in range(arguments.runs)])
            scores = "".join(f"{result.scores[category]:16}" for category in MINIMUM_SCORES)
            print(
                f"{name:14}{scores}{result.shift:16.3f}{'   short: ' + ', '.join(result.below_minimum) if result.below_minimum else ''}"
            )
            print("  " + ", ".join(f"{measure} {shown}" for measure, shown in result.times.items()))
            print("".join(f"  {failure}\n" for failure in result.failures), end="", flush=True)
            failed = failed or bool(result.below_minimum)
    print("least         " + "".join(f"{minimum:16}" for minimum in MINIMUM_SCORES.values()) + f"{0:16.3f}")
    return 1 if failed else 0


def build_site(site: Path, address: str) -> None:
    """Builds the site for an address in a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "SITE_URL": address})


def find_html_errors(tools: Path, site: Path) -> Iterator[str]:
    """Yields the HTML errors of a site."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    for message in json.loads(process.stderr)["messages"]:
        place = message.get("url", "").partition(f"{site.name}/")[2]
        yield f"{place}:{message.get('lastLine', 0)}: {message['message']}: {message.get('extract', '').strip()}"


def run_lighthouse(tools: Path, address: str) -> LighthouseRun:
    """Runs Lighthouse on a page, with its simulation of a mid-range phone on a slow network."""
    command = [
        str(tools / "node_modules/.bin/lighthouse"),
        address,
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
        f"--chrome-flags={CHROMIUM_FLAGS}",
        f"--only-categories={','.join(MINIMUM_SCORES)}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    process = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    report = json.loads(process.stdout)
    audits = report["audits"]
    failures = tuple(
        f"{name}: {audits[entry['id']]['title']} {audits[entry['id']].get('displayValue', '')}".rstrip()
        for name, category in report["categories"].items()
        for entry in category["auditRefs"]
        if entry["weight"] > 0
        and audits[entry["id"]]["score"] is not None
        and audits[entry["id"]]["score"] < _passing_score(name)
    )
    times = {
        short: audits[long]["displayValue"].replace("\xa0", " ")
        for short, long in (
            ("FCP", "first-contentful-paint"),
            ("LCP", "largest-contentful-paint"),
            ("TBT", "total-blocking-time"),
        )
    }
    scores = {name: round(category["score"] * 100) for name, category in report["categories"].items()}
    return LighthouseRun(scores, audits["cumulative-layout-shift"]["numericValue"], times, failures)


def _passing_score(category: str) -> float:
    """Returns the score from which an audit is not listed; the times of a slow phone never get the full score."""
    return 0.9 if category == "performance" else 1.0


def median_of_runs(runs: Sequence[LighthouseRun]) -> LighthouseMedian:
    """Returns the median of each figure."""
    scores = {name: round(statistics.median(run.scores[name] for run in runs)) for name in MINIMUM_SCORES}
    failures = tuple(dict.fromkeys(failure for run in runs for failure in run.failures))
    median_run = sorted(runs, key=lambda run: run.scores["performance"])[len(runs) // 2]
    return LighthouseMedian(scores, statistics.median(run.shift for run in runs), median_run.times, failures)


def _print_heading(words: str) -> None:
    print(f"\033[1m== {words}\033[0m", file=sys.stderr, flush=True)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/audit", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how many runs of Lighthouse a page (3)")
    parser.add_argument(
        "--tools", type=Path, default=ROOT / ".cache/audit", help="where Lighthouse and the Nu checker are installed"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
