"""Two versions of the product on the same mutated notices: every report, its position and fix, and every document.

    python tests/benchmarks/versions.py record old.gz --checkout ../old    another checkout
    python tests/benchmarks/versions.py record new.gz                      this one
    python tests/benchmarks/versions.py compare old.gz new.gz              exit status 1 where something differs
    python tests/benchmarks/versions.py show 17                            the 17th notice, to look at

``--count`` (4,000) and ``--seed`` choose the notices. They are made from this checkout, whichever
version judges them, so record both from the same one. After a change for speed nothing may differ.
``compare --ignore-wording`` leaves out sentences and hints, where these were changed on purpose.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mutated_notices import mutated_notices
from stopwatch import ROOT

if TYPE_CHECKING:
    from rectify_gen.diagnostics import Diagnostic
    from rectify_gen.templating.compile import Template

Result = dict[str, Any]
"""What a version made of one notice: its reports, and the digest of its document or nothing."""

Report = dict[str, str]
"""What a user sees of one report, by the name of its part."""

_WORDING = ("zh", "en", "zh hint", "en hint")
"""The parts of a report that are sentences."""

_MOST_SHOWN = 5
"""Notices of which the differences are printed."""


def record(results: Path, checkout: Path, count: int, seed: int) -> None:
    """Let the version in ``checkout`` judge and build the notices; write what it made of them to ``results``."""
    texts = mutated_notices(count, seed)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "notices.json"
        corpus.write_text(json.dumps(texts), encoding="utf-8")
        subprocess.run(
            [sys.executable, __file__, "judge", str(corpus), str(results)],
            check=True,
            env={**os.environ, "PYTHONPATH": str(checkout)},
        )


def judge_corpus(corpus: Path, results: Path) -> None:
    """Judge and build each notice of ``corpus`` with the version that Python finds; the first line names the corpus."""
    from rectify_gen import load_template

    data = corpus.read_bytes()
    templates = {name: load_template(name) for name in ("notice", "report")}
    lines = [hashlib.sha256(data).hexdigest()]
    for text in json.loads(data):
        result = _result(text, templates)
        lines.append(json.dumps(result, ensure_ascii=False))
    with gzip.open(results, "wt", encoding="utf-8") as written:
        written.write("\n".join(lines))


def _result(text: str, templates: dict[str, Template]) -> Result:
    """Return what becomes of one notice; a bug is a result too, so that the other notices are still compared."""
    from rectify_gen import InputError, check_source, compose, decode, render
    from rectify_gen.diagnostics import TemplateError

    reports: list[Report] = []
    document = ""
    source = decode(text.encode("utf-8"), "notice.yaml")
    try:
        checked = check_source(source)
        judgement = checked.judgement
        reports += [_report(diagnostic) for diagnostic in judgement.standing]
        for diagnostic in judgement.waived:
            reports.append({**_report(diagnostic), "waived": "yes"})
        is_report = checked.notice.kind == "report"
        template = templates["report" if is_report else "notice"]
        written = render(template, compose(checked.notice), source.digest())
        document = hashlib.sha256(written).hexdigest()
    except (InputError, TemplateError) as error:
        reports += [_report(diagnostic) for diagnostic in error.diagnostics]
    except Exception as error:
        reports.append({"code": "bug", "zh": f"{type(error).__name__}: {error}"})
    return {"reports": reports, "document": document}


def _report(diagnostic: Diagnostic) -> Report:
    """Return all that a user can see of a report."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "position": str(diagnostic.position),
        "route": str(diagnostic.route),
        "span": f"{span.start}-{span.end}" if span else "",
        "fixes": str(diagnostic.fixes),
        "zh": diagnostic.message("zh"),
        "en": diagnostic.message("en"),
        "zh hint": diagnostic.hint("zh"),
        "en hint": diagnostic.hint("en"),
    }


def compare(old: Path, new: Path, *, ignore_wording: bool = False) -> bool:
    """Print what differs between two records; return whether nothing does.

    ``ignore_wording`` leaves out the sentences and hints of the reports.

    Raises:
        SystemExit: they are of different notices.
    """
    (old_corpus, *old_lines), (new_corpus, *new_lines) = _lines(old), _lines(new)
    if old_corpus != new_corpus:
        raise SystemExit(f"{old} and {new} are of different notices: record both again")
    differing = 0
    reports = 0
    documents = 0
    for number, lines in enumerate(zip(old_lines, new_lines, strict=True), start=1):
        old_result, new_result = (json.loads(line) for line in lines)
        if ignore_wording:
            _drop_wording(old_result)
            _drop_wording(new_result)
        reports += len(new_result["reports"])
        documents += bool(new_result["document"])
        if old_result == new_result:
            continue
        differing += 1
        if differing <= _MOST_SHOWN:
            print(f"notice {number}")
            print(*_differences(old_result, new_result), sep="\n")
    print(f"{len(new_lines)} notices, {reports} reports, {documents} documents")
    print(f"{differing} notices differ")
    return differing == 0


def _drop_wording(result: Result) -> None:
    for report in result["reports"]:
        for part in _WORDING:
            report.pop(part, None)


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as results:
        return results.read().splitlines()


def _differences(old: Result, new: Result) -> Iterator[str]:
    """Yield lines that say what differs: of two reports on the same value only the parts that do."""
    gone = [report for report in old["reports"] if report not in new["reports"]]
    added = [report for report in new["reports"] if report not in old["reports"]]
    if not gone and not added and old["reports"] != new["reports"]:
        yield "  the reports stand in another order"
    for report in gone:
        successor = _successor(report, added)
        if successor is None:
            yield f"  gone: {_described(report)}"
            continue
        added.remove(successor)
        yield f"  other: {_described(report)}"
        for part, value in successor.items():
            if value != report.get(part):
                yield f"    {part}: {report.get(part)} → {value}"
    for report in added:
        yield f"  new: {_described(report)}"
    if old["document"] != new["document"]:
        yield "  the document has other bytes"


def _successor(report: Report, added: list[Report]) -> Report | None:
    """Return the first of ``added`` with the code and the value of ``report``."""
    for candidate in added:
        if all(candidate.get(part) == report.get(part) for part in ("code", "route")):
            return candidate
    return None


def _described(report: Report) -> str:
    return f"{report['code']} {report.get('position', '')} {report.get('zh', '')}"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("results", type=Path)
    recording.add_argument("--checkout", type=Path, default=ROOT)
    showing = commands.add_parser("show")
    showing.add_argument("number", type=int)
    for command in (recording, showing):
        command.add_argument("--count", type=int, default=4000)
        command.add_argument("--seed", type=int, default=9704)
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--ignore-wording", action="store_true")
    judging = commands.add_parser("judge")
    judging.add_argument("corpus", type=Path)
    judging.add_argument("results", type=Path)
    asked = parser.parse_args()
    if asked.command == "record":
        record(asked.results, asked.checkout.resolve(), asked.count, asked.seed)
    elif asked.command == "show":
        print(mutated_notices(asked.count, asked.seed)[asked.number - 1])
    elif asked.command == "judge":
        judge_corpus(asked.corpus, asked.results)
    elif not compare(asked.old, asked.new, ignore_wording=asked.ignore_wording):
        sys.exit(1)


if __name__ == "__main__":
    main()
