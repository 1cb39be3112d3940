"""The command: draws a sample of mutants, tries each, and reports which of them no test noticed."""

from __future__ import annotations

import argparse
import json
import os
import queue
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import yaml

from edition.cli.arguments import Command
from edition.cli.messages import phrase, print_phrase

from .checkout import Checkout, Failure
from .mutant import Mutant
from .sample import KINDS, sample
from .trial import Result, Trial

_ENDED = 143
_EQUIVALENT = "equivalent: "
NOTICED, UNNOTICED, JUDGED = "noticed", "unnoticed", "equivalent"
Row = dict[str, Any]


def main(root: Path, words: Sequence[str]) -> int:
    """Runs the command; 1 where a mutant stays unnoticed."""
    arguments = _parser().parse_args(words)
    # A terminated command leaves no process and no file behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED))
    started = time.monotonic()
    chosen = sample(root, arguments.seed, arguments.number, arguments.kinds)
    if arguments.only:
        chosen = [one for place, one in enumerate(chosen, 1) if one.id in arguments.only or str(place) in arguments.only]
    if arguments.list:
        for place, one in enumerate(chosen, 1):
            print(f"{place}. {one.id}\n{one.diff()}")
        return 0
    judged = _judged(arguments.judged) if arguments.judged else {}
    rows = _read(arguments.report)
    noticed = {name for name, row in rows.items() if row["outcome"] == NOTICED}
    _try([one for one in chosen if one.id not in judged.keys() | noticed], root, arguments, rows)
    for one in chosen:
        if one.id in judged:
            rows[one.id] = {**_row(one), "outcome": JUDGED, "reason": judged[one.id]}
    _write(arguments.report, rows)
    found = [rows[one.id] for one in chosen]
    _summarize(found)
    print_phrase("mutants-time", minutes=f"{(time.monotonic() - started) / 60:.0f}")
    return int(any(row["outcome"] == UNNOTICED for row in found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/measure mutants", description=phrase("mutants"))
    command = Command(parser, "mutants")
    command.add_argument("--seed", type=int, default=0, metavar="N").add_argument("--number", type=int, default=60, metavar="N")
    command.add_argument("--kinds", type=_kinds, default=list(KINDS), metavar=",".join(KINDS))
    command.add_argument("--only", nargs="+", default=[], metavar="ID").add_argument("--list", action="store_true")
    command.add_argument("--report", type=Path, metavar="FILE.json").add_argument("--judged", type=Path, metavar="FILE.yml")
    command.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N").add_argument(
        "--quick", action="store_true"
    )
    return parser


def _kinds(words: str) -> list[str]:
    names = words.split(",")
    if unknown := set(names) - KINDS.keys():
        raise argparse.ArgumentTypeError(", ".join(sorted(unknown)))
    return names


def _judged(file: Path) -> Mapping[str, str]:
    """The mutants that change nothing that anyone could notice, each with the reason."""
    judged = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    if wrong := [one for one, words in judged.items() if not str(words).startswith(_EQUIVALENT)]:
        sys.exit(phrase("mutants-judged", ids=", ".join(map(str, wrong)), form=_EQUIVALENT))
    return {str(one): str(words).removeprefix(_EQUIVALENT) for one, words in judged.items()}


def _read(report: Path | None) -> dict[str, Row]:
    if report is None or not report.exists():
        return {}
    return {str(row["id"]): row for row in json.loads(report.read_text(encoding="utf-8"))}


def _write(report: Path | None, rows: Mapping[str, Row]) -> None:
    if report:
        report.write_text(json.dumps(list(rows.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _try(chosen: Sequence[Mutant], root: Path, arguments: argparse.Namespace, rows: dict[str, Row]) -> None:
    """Tries mutants, each worker in a copy of its own, and reports each as soon as it is known."""
    idle: queue.SimpleQueue[Trial] = queue.SimpleQueue()

    def run(mutant: Mutant) -> Result:
        trial = idle.get()
        try:
            return trial.run(mutant)
        finally:
            idle.put(trial)

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(arguments.workers) as pool:
        copies = [Checkout(root, Path(folder) / str(number)) for number in range(min(arguments.workers, len(chosen)))]
        try:
            trials = list(pool.map(lambda copy: Trial(copy, quick=arguments.quick), copies))
            for trial in trials:
                idle.put(trial)
            running = {pool.submit(run, one): one for one in chosen}
            for place, done in enumerate(as_completed(running), 1):
                mutant, result = running[done], done.result()
                rows[mutant.id] = row = {**_row(mutant), **_outcome(result)}
                _write(arguments.report, rows)
                print_phrase(
                    "mutants-tried", place=place, all=len(chosen), **{**row, "seconds": f"{sum(result.seconds.values()):.0f}"}
                )
            for test in sorted(set().union(*(trial.broken for trial in trials))):
                print_phrase("mutants-broken", test=test)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for copy in copies:
                copy.stop()


def _row(mutant: Mutant) -> Row:
    shown = {"kind": mutant.kind, "path": mutant.path, "line": mutant.line, "mutator": mutant.edit.mutator}
    return {"id": mutant.id, **shown, "diff": mutant.diff()}


def _outcome(result: Result) -> Row:
    failure = result.failure or Failure("", "")
    return {
        "outcome": NOTICED if result.failure else UNNOTICED,
        "test": failure.test,
        "message": failure.message,
        "changes": result.changes,
        "seconds": {stage: round(taken, 1) for stage, taken in result.seconds.items()},
    }


def _summarize(rows: Sequence[Row]) -> None:
    for row in rows:
        if row["outcome"] == UNNOTICED:
            print_phrase("mutants-unnoticed", **row)
            if row["changes"] is not None:
                print(*(row["changes"] or [phrase("mutants-same")]), sep="\n")
    for kind in (*dict.fromkeys(str(row["kind"]) for row in rows), ""):
        count = Counter(row["outcome"] for row in rows if not kind or row["kind"] == kind)
        counted = count[NOTICED] + count[UNNOTICED]
        share = f"{count[NOTICED] / counted:.0%}" if counted else "–"
        name = kind or phrase("mutants-all")
        print_phrase("mutants-count", kind=name, noticed=count[NOTICED], counted=counted, share=share, equivalent=count[JUDGED])
