"""Builds the site, serves it, and has the Nu HTML checker and Lighthouse judge it; run as scripts/audit."""

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

from hosting.static_host import hosted

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "",
    "an outcome": "programme-budget-2024-25/outcome-1/",
    "an output": "programme-budget-2024-25/output-1-1/",
    "the explorer": "commitments/",
}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync --disable-quic"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Run:
    """One judgement of Lighthouse: its scores of 100, the layout shift, and what cost points."""

    scores: Mapping[str, int]
    shift: float
    times: Mapping[str, str]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The median of several runs on one page, and all that cost points in any of them."""

    scores: Mapping[str, int]
    shift: float
    times: Mapping[str, str]
    faults: tuple[str, ...]

    @property
    def short(self) -> list[str]:
        """What does not reach its mark."""
        return [name for name, least in LEAST.items() if self.scores[name] < least] + ["shift"] * (self.shift > 0)


def main() -> int:
    """Audits, prints the figures, and says by the exit status whether they all hold."""
    arguments = _arguments()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = arguments.tools.resolve() / "site"
    _tell("Building the site")
    build(site, f"http://localhost:{port}/")
    _tell("Nu HTML checker, on every page")
    errors = list(nu(arguments.tools, site))
    print("\n".join(errors[:_SHOWN]))
    print(f"{len(errors)} errors on {sum(1 for _ in site.rglob('*.html'))} pages")
    failed = bool(errors)
    _tell(f"Lighthouse, mobile, median of {arguments.runs}")
    print(f"{'':14}" + "".join(f"{name:>16}" for name in (*LEAST, "layout shift")))
    with hosted(site, port) as base:
        for name, address in PAGES.items():
            verdict = median([lighthouse(arguments.tools, base + address) for _ in range(arguments.runs)])
            scores = "".join(f"{verdict.scores[category]:16}" for category in LEAST)
            print(f"{name:14}{scores}{verdict.shift:16.3f}{'   short: ' + ', '.join(verdict.short) if verdict.short else ''}")
            print("  " + ", ".join(f"{measure} {shown}" for measure, shown in verdict.times.items()))
            print("".join(f"  {fault}\n" for fault in verdict.faults), end="", flush=True)
            failed = failed or bool(verdict.short)
    print("least         " + "".join(f"{least:16}" for least in LEAST.values()) + f"{0:16.3f}")
    return 1 if failed else 0


def build(site: Path, address: str) -> None:
    """Builds the site into a folder, for an address."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "SITE_URL": address})


def nu(tools: Path, site: Path) -> Iterator[str]:
    """The errors of all HTML of a site."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for message in json.loads(done.stderr)["messages"]:
        place = message.get("url", "").partition(f"{site.name}/")[2]
        yield f"{place}:{message.get('lastLine', 0)}: {message['message']}: {message.get('extract', '').strip()}"


def lighthouse(tools: Path, address: str) -> Run:
    """One run on a page, as on a phone of middling strength on a slow line."""
    command = [
        str(tools / "node_modules/.bin/lighthouse"),
        address,
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
        f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(LEAST)}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    report = json.loads(done.stdout)
    audits = report["audits"]
    faults = tuple(
        f"{name}: {audits[entry['id']]['title']} {audits[entry['id']].get('displayValue', '')}".rstrip()
        for name, category in report["categories"].items()
        for entry in category["auditRefs"]
        if entry["weight"] > 0 and audits[entry["id"]]["score"] is not None and audits[entry["id"]]["score"] < _full(name)
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
    return Run(scores, audits["cumulative-layout-shift"]["numericValue"], times, faults)


def _full(category: str) -> float:
    """The least score of one audit that is not worth a mention; the times of a slow phone are never quite full."""
    return 0.9 if category == "performance" else 1.0


def median(runs: Sequence[Run]) -> Verdict:
    """The middle of each figure."""
    scores = {name: round(statistics.median(run.scores[name] for run in runs)) for name in LEAST}
    faults = tuple(dict.fromkeys(fault for run in runs for fault in run.faults))
    middle = sorted(runs, key=lambda run: run.scores["performance"])[len(runs) // 2]
    return Verdict(scores, statistics.median(run.shift for run in runs), middle.times, faults)


def _tell(words: str) -> None:
    print(f"\033[1m== {words}\033[0m", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/audit", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how many runs of Lighthouse a page (3)")
    parser.add_argument(
        "--tools", type=Path, default=ROOT / ".cache/audit", help="where Lighthouse and the Nu checker are installed"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
