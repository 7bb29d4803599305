#!/usr/bin/env python3
"""Make tests/rules/rule_table.md: for each rule how many faults it finds, and how often it reports sound text.

The material of the repository is always read: the cases of the rules, ``planted_faults.yaml`` and
``sound_sentences.yaml`` beside them, and the examples. Two variables add what may not be published:
``RECTIFY_GEN_NOTICES``, a folder of real notices, and ``RECTIFY_GEN_RULE_MATERIAL``, a folder with further faults,
sound sentences, sound notices (``rules/``) and bodies of real notices (``import/notices/``). Without them, their columns
stay as they are.

Each report on a real notice has been read; ``rule_verdicts.tsv`` says whether a careful reader shares it. It has
places and codes only, no words of the notices.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[1]
sys.path.insert(0, str(REPOSITORY))

from rectify_gen.diagnostics import Diagnostic  # noqa: E402 - the script runs without an installed test room
from rectify_gen.importer import import_text  # noqa: E402
from rectify_gen.rules import RULES, judge  # noqa: E402
from rectify_gen.source import decode, locate  # noqa: E402
from rectify_gen.source.yaml_writing import to_yaml  # noqa: E402
from rectify_gen.source_check import check_source  # noqa: E402
from rectify_gen.validation import validate  # noqa: E402
from tests.rules.cases_of_notices import (  # noqa: E402
    CASES,
    notice_of_case,
    notice_of_entry,
)

TABLE = FOLDER / "rule_table.md"
VERDICTS = FOLDER / "rule_verdicts.tsv"
NOT_FOUND = "none"
"""What ``found`` says of a planted fault that no rule finds yet."""
COLUMNS = (
    "rule",
    "its cases, wrong / right",
    "planted faults",
    "sound text",
    "further faults",
    "further sound text",
    "real notices",
    "not shared",
)
OF_REPOSITORY = 4
"""How many columns need nothing but the repository."""
NOT_COUNTED = "–"
"""A cell of a new rule, of which further material has not been read."""


def codes_of(reports: Iterable[Diagnostic]) -> set[str]:
    return {report.code for report in reports}


def load(path: Path) -> list[Any]:
    loaded: list[Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
    )
    return loaded


# ---------------------------------------------------------------- the material of the repository


def planted_faults() -> list[dict[str, Any]]:
    """Return the faults of all groups, each as an entry of a case with ``group`` and ``found``."""
    return load(CASES / "planted_faults.yaml")


def sound_sentences() -> list[str]:
    return load(CASES / "sound_sentences.yaml")


@functools.cache
def codes_of_planted_faults() -> tuple[set[str], ...]:
    """Return the rules that report the notice with each fault."""
    notices = [notice_of_entry(fault) for fault in planted_faults()]
    return tuple(codes_of(judge(notice).standing) for notice in notices)


@functools.cache
def codes_of_sound_sentences() -> tuple[set[str], ...]:
    """Return the rules that report the notice with each sentence."""
    notices = [notice_of_case(sentence) for sentence in sound_sentences()]
    return tuple(codes_of(judge(notice).standing) for notice in notices)


def codes_of_file(path: Path) -> list[str]:
    """Return the codes of the rules' reports on a YAML file, one for each report."""
    checked = check_source(decode(path.read_bytes(), path.name))
    return [report.code for report in checked.judgement.standing]


def repository_columns() -> dict[str, tuple[str, int, int]]:
    """Return the columns of the repository for each rule: cases, planted faults found, reports on sound text."""
    found: Counter[str] = Counter()
    for codes in codes_of_planted_faults():
        found.update(codes)
    disturbed: Counter[str] = Counter()
    for codes in codes_of_sound_sentences():
        disturbed.update(codes)
    for example in sorted((REPOSITORY / "examples").glob("*.yaml")):
        disturbed.update(codes_of_file(example))
    columns = {}
    for rule in RULES:
        wrong = len(load(CASES / rule.code / "wrong.yaml"))
        right = len(load(CASES / rule.code / "right.yaml"))
        cases = f"{wrong} / {right}"
        columns[rule.code] = (cases, found[rule.code], disturbed[rule.code])
    return columns


# ---------------------------------------------------------------- further material


_PARAGRAPH = re.compile(
    r"^(\s+- |\s+content: )(?!heading|problem|role)([^'\"|>].{30,}。)$"
)
_PLACES = 3
"""Notices in which each further fault is planted."""


def planted(fault: dict[str, Any], text: str, place: int) -> str | None:
    """Return the notice ``text`` with ``fault`` at one of its places; None where it has none."""
    lines = text.split("\n")
    if fault["op"] == "append":
        paragraphs = [
            number for number, line in enumerate(lines) if _PARAGRAPH.match(line)
        ]
        chosen = (1, len(paragraphs) // 2, len(paragraphs) - 2)[place]
        lines[paragraphs[chosen]] += fault["text"]
        return "\n".join(lines)
    if fault["op"] == "sub":
        changed = {}
        for number, line in enumerate(lines):
            other = re.sub(fault["pattern"], fault["replace"], line, count=1)
            if other != line and not line.startswith("#"):
                changed[number] = other
        if not changed:
            return None
        chosen = list(changed)[len(changed) // 2]
        lines[chosen] = changed[chosen]
        return "\n".join(lines)
    match = re.search(fault["pattern"], text)
    if match is None:
        return None
    return text[: match.start()] + match.expand(fault["replace"]) + text[match.end() :]


def codes_of_text(text: str) -> Counter[str]:
    """Return how often each rule reports the YAML ``text``."""
    checked = check_source(decode(text.encode("utf-8"), "notice.yaml"))
    return Counter(report.code for report in checked.judgement.standing)


def further_columns(folder: Path) -> dict[str, tuple[int, int]]:
    """Return for each rule how many further faults it finds, and how often it reports further sound text."""
    bases = []
    for path in sorted((folder / "rules" / "clean").glob("*.yaml")):
        bases.append(path.read_text(encoding="utf-8"))
    reports_of_bases = [codes_of_text(base) for base in bases]
    found: Counter[str] = Counter()
    faults = json.loads((folder / "rules" / "faults.json").read_text(encoding="utf-8"))
    sentences = json.loads(
        (folder / "rules" / "traps.json").read_text(encoding="utf-8")
    )
    disturbed: Counter[str] = Counter()
    for reports in reports_of_bases:
        disturbed.update(reports)
    for number, fault in enumerate(faults):
        found.update(_codes_of_planted(number, fault, bases, reports_of_bases))
    for number, sentence in enumerate(sentences):
        fault = {"op": "append", "text": sentence["text"]}
        disturbed.update(_codes_of_planted(number, fault, bases, reports_of_bases))
    columns = {}
    for rule in RULES:
        columns[rule.code] = (found[rule.code], disturbed[rule.code])
    return columns


def _codes_of_planted(
    number: int,
    fault: dict[str, Any],
    bases: list[str],
    reports_of_bases: list[Counter[str]],
) -> set[str]:
    """Return which rules report ``fault`` in any notice that it is planted in, and did not report the notice before."""
    codes: set[str] = set()
    place = 0
    for step in range(len(bases)):
        chosen = (number + 3 * step) % len(bases)
        if place == _PLACES:
            break
        text = planted(fault, bases[chosen], place)
        if text is None:
            continue
        place += 1
        codes.update(codes_of_text(text) - reports_of_bases[chosen])
    return codes


class RealReport(NamedTuple):
    """A report on a real notice: the beginning of its file's name, the rule, and where."""

    notice: str
    code: str
    route: str


_LENGTH_OF_PREFIX = 6


def reports_on_real_notices(folders: Iterable[Path]) -> Iterator[RealReport]:
    """Yield what the rules report of the notices in ``folders``, as they are read by an import."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            # What was noted about an excerpt is no part of it.
            own_lines = [line for line in text.split("\n") if not line.startswith("#")]
            data = import_text("\n".join(own_lines)).data
            source = decode(to_yaml(data).encode("utf-8"), "notice.yaml")
            judgement = judge(validate(locate(source)))
            for report in (*judgement.standing, *judgement.waived):
                route = ".".join(map(str, report.route))
                yield RealReport(path.name[:_LENGTH_OF_PREFIX], report.code, route)


NOT_SHARED = "not shared"
OF_EXCERPT = "excerpt"
SHARED = "shared"


def verdicts() -> dict[RealReport, str]:
    """Return the verdict on each report that was read.

    Raises:
        ValueError: a line has another number of columns, or a verdict that is none.
    """
    known = {}
    for line in VERDICTS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        notice, code, route, verdict, _ = line.split("\t")
        if verdict not in (SHARED, NOT_SHARED, OF_EXCERPT):
            raise ValueError(f"{VERDICTS.name}: no verdict: {verdict}")
        known[RealReport(notice, code, route)] = verdict
    return known


def real_columns(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """Return for each rule how often it reports real notices, and how many of these reports nobody shares.

    Reports that are due to a notice being an excerpt are left out. Those without a verdict are printed.
    """
    known = verdicts()
    reported: Counter[str] = Counter()
    not_shared: Counter[str] = Counter()
    for report in reports_on_real_notices(folders):
        verdict = known.get(report)
        if verdict is None:
            print("no verdict:", *report, sep="\t", file=sys.stderr)
        if verdict == OF_EXCERPT:
            continue
        reported[report.code] += 1
        not_shared[report.code] += verdict != SHARED
    columns = {}
    for rule in RULES:
        columns[rule.code] = (reported[rule.code], not_shared[rule.code])
    return columns


# ---------------------------------------------------------------- the table


def rows_of_table() -> dict[str, list[str]]:
    """Return the cells behind each rule of the table as it is committed."""
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(COLUMNS) and cells[0].startswith("`"):
            rows[cells[0].strip("`")] = cells[1:]
    return rows


HEAD = """\
# What each rule finds

Made by `python tests/rules/rule_table.py`; `tests/rules/test_rule_table.py` compares *planted faults* and *sound text*.

- *its cases*: entries of its `wrong.yaml`, each reported at its place, and of its `right.yaml`, none reported.
- *planted faults*: how many of the {faults} faults of `tests/cases/rules/planted_faults.yaml` it reports; {missed} of them no
  rule reports. They were written in five sets, without a look at the rules, which then found 68, 70, 69, 52 and 46 % of them;
  what they missed was added by its kind.
- *sound text*: its reports on the {sentences} sentences of `tests/cases/rules/sound_sentences.yaml`, chosen to be hard, and on the
  examples.
- *further faults*, *further sound text*: the same on material that is not published: 130 faults in up to three sound
  notices each; 95 sentences and four notices.
- *real notices*: its reports on 15 real notices or parts of them, each read. *Not shared*: what a careful reader would not
  report; the reasons are in `tests/rules/rule_verdicts.tsv`.

"""


def counts_of_further_material() -> dict[str, list[str]]:
    """Return the last columns for each rule, of the material that two variables name.

    Without them, the columns stay as the table has them.
    """
    folder_of_material = os.environ.get("RECTIFY_GEN_RULE_MATERIAL")
    folder_of_notices = os.environ.get("RECTIFY_GEN_NOTICES")
    if not folder_of_material or not folder_of_notices:
        kept = {}
        for code, cells in rows_of_table().items():
            kept[code] = cells[OF_REPOSITORY - 1 :]
        return kept
    folder = Path(folder_of_material)
    further = further_columns(folder)
    real = real_columns([Path(folder_of_notices), folder / "import" / "notices"])
    counted = {}
    for rule in RULES:
        counts = (*further[rule.code], *real[rule.code])
        counted[rule.code] = [str(count) for count in counts]
    return counted


def table() -> str:
    """Return the table, with the columns of further material as they are where that is not at hand."""
    of_repository = repository_columns()
    of_further_material = counts_of_further_material()
    faults = planted_faults()
    missed = [fault for fault in faults if fault["found"] == NOT_FOUND]
    head = HEAD.format(
        faults=len(faults), missed=len(missed), sentences=len(sound_sentences())
    )
    lines = [" | ".join(COLUMNS), " | ".join(["---"] * len(COLUMNS))]
    not_counted = [NOT_COUNTED] * (len(COLUMNS) - OF_REPOSITORY)
    sums: Counter[int] = Counter()
    for rule in RULES:
        cases, *counts = of_repository[rule.code]
        cells = [*map(str, counts), *of_further_material.get(rule.code, not_counted)]
        for index, cell in enumerate(cells):
            sums[index] += 0 if cell == NOT_COUNTED else int(cell)
        lines.append(" | ".join((f"`{rule.code}`", cases, *cells)))
    totals = [str(sums[index]) for index in range(len(COLUMNS) - 2)]
    lines.append(" | ".join(("all", "", *totals)))
    return head + "".join(f"| {line} |\n" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    TABLE.write_text(table(), encoding="utf-8")
    print(TABLE)


if __name__ == "__main__":
    main()
