"""Time grows with the size of a file, not with its square, whatever is wrong in it.

Four times the input may take at most eight times as long (a quadratic step takes sixteen), in time of this
process, so that a busy machine changes nothing. What is too short to be measured is let pass.
"""

from __future__ import annotations

import contextlib
import gc
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from made import ROOT

from rectify_gen.diagnostics import InputError
from rectify_gen.fixing import fix
from rectify_gen.importer import import_source, import_text
from rectify_gen.importer.readers import read_source
from rectify_gen.report import imports
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.source import SourceFile
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.source_check import check_source

MOST = 8
FLOOR = 0.5
"""Seconds under which a measurement says nothing."""
HEAD = "sections:\n- role: overview\n  content:\n"
RECTIFIED = "sections:\n- role: rectification\n  content:\n"


def check(text: str) -> None:
    with contextlib.suppress(InputError):
        check_source(SourceFile("a.yaml", text))


def fix_text(text: str) -> None:
    fix(SourceFile("a.yaml", text))


def bring_in(text: str) -> None:
    import_text(text)


def look_in_clauses(text: str) -> None:
    LedInClause("甲.乙", ("甲",), ends="，。", near=(("乙",),)).may_match(text)


def normalize(text: str) -> None:
    import_text(text, normalize=True)


def bring_in_as_yaml(text: str) -> None:
    imported = import_text(text)
    comments = imports.comments(imported)
    to_yaml(imported.data, comments, imports.spaced_routes(imported))


def notice_of(unit: str) -> Callable[[int], str]:
    """A notice whose second section is ``unit``, again and again; ``{}`` is its number."""
    head = "某局关于巡察整改进展情况的通报\n现予公布。\n一、整改落实情况\n"
    return lambda count: head + "".join(unit.format(at) for at in range(1, count + 1))


def in_one_text(unit: str) -> Callable[[int], str]:
    return lambda count: f"{HEAD}  - {unit * count}\n"


def in_lines(unit: str, head: str = HEAD) -> Callable[[int], str]:
    return lambda count: head + unit * count


def numbered(unit: str, head: str = "") -> Callable[[int], str]:
    return lambda count: head + "".join(unit.format(at) for at in range(count))


CASES: dict[str, tuple[Callable[[str], None], Callable[[int], str], int]] = {
    "marks of one text": (fix_text, in_one_text("健全制度,明确要求并按月通报;"), 250),
    "open quotes": (check, in_one_text("“"), 1600),
    "open brackets": (check, in_one_text("（"), 2000),
    "open quotes in words": (check, in_one_text("关于“"), 1200),
    "straight quotes": (check, in_one_text('甲"甲"'), 1200),
    "straight quotes fixed": (fix_text, in_one_text('甲"甲"'), 500),
    "lone measures": (check, in_one_text("一是加强督办。"), 800),
    "lone measures imported": (bring_in, lambda n: "一是加强督办。" * n + "\n", 800),
    "problems imported": (
        bring_in_as_yaml,
        notice_of("（{}）关于巡查不到位的问题。\n整改情况：一是加密巡查；二是通报。\n"),
        120,
    ),
    "wrong numbers imported": (
        bring_in_as_yaml,
        notice_of("（9{}）巡查不到位。\n"),
        250,
    ),
    "levels imported": (bring_in, notice_of("（一）甲\n1.乙\n（1）丙\n①丁\n"), 100),
    "paragraphs imported": (bring_in, notice_of("局党组召开会议。\n"), 1000),
    "labels imported": (bring_in, notice_of("整改情况：\n"), 500),
    "faults normalized": (normalize, notice_of('({})甲 乙,丙"丁"。。戊．\n'), 400),
    "faults of one line normalized": (
        normalize,
        notice_of("甲 乙,丙(丁)&nbsp;２０２４ 年 1 月{}"),
        400,
    ),
    "measures in paragraphs": (check, in_lines("  - 二是加强督办工作。\n"), 800),
    "invisible characters": (fix_text, in_one_text("甲\u200b"), 500),
    "doubled marks": (fix_text, in_one_text("甲，，"), 500),
    "wrong words": (fix_text, in_one_text("截止目前其它"), 300),
    "persons": (check, in_one_text("给予张某某党内警告处分，"), 500),
    "a folded text": (check, in_lines("    乙，,丙\n", HEAD + "  - 甲\n"), 600),
    "escapes": (
        fix_text,
        lambda n: HEAD + '  - "' + "\\u4e00,\\u4e01" * n + '"\n',
        300,
    ),
    "paragraphs": (fix_text, in_lines("  - 健全制度,明确要求。\n"), 600),
    "fixes that read otherwise": (fix_text, in_lines("  - '甲。\n    。'\n"), 150),
    "fixes that harm a waiver": (
        fix_text,
        lambda n: (
            HEAD
            + "".join(f"  - 甲{at}，，截止目前，乙\n" for at in range(n))
            + "waivers:\n"
            + "".join(
                f"- {{code: doubled-punctuation, where: 甲{at}，，截止目前, reason: 原文}}\n"
                for at in range(n)
            )
        ),
        150,
    ),
    "duplicate keys": (check, in_lines("kind: notice\n", ""), 6000),
    "anchors": (check, numbered("  - &a{} 甲\n", HEAD), 3000),
    "words far from what they need": (
        look_in_clauses,
        in_lines("甲丙", "乙。"),
        20000,
    ),
    "unknown keys": (check, numbered("k{}: x\n"), 3000),
    "hidden keys": (check, in_lines("    heading：甲\n", HEAD + "  - 甲\n"), 4000),
    "hidden keys of many texts": (
        check,
        in_lines("  - 甲\n    heading：甲\n"),
        2000,
    ),
    "open brackets of YAML": (check, in_lines("[甲, ", "a: "), 8000),
    "dashes in a row": (check, in_lines("·", "a: [\n  "), 20000),
    "comments": (check, in_lines("    #甲\n", HEAD + "  - 乙\n"), 3000),
    "text in comments": (check, in_lines("  - 健全制度 #甲\n"), 2000),
    "missing values": (check, in_lines("  - #甲\n"), 3000),
    "conflicts": (check, in_lines("<<<<<<< a\n=======\n>>>>>>> b\n", ""), 3000),
    "problems": (
        check,
        in_lines("  - {problem: 甲, deadline: 长, content: 乙}\n", RECTIFIED),
        500,
    ),
    "repeated paragraphs": (
        check,
        in_lines(f"  - {{problem: 甲, content: {'健全制度' * 15}。}}\n", RECTIFIED),
        1500,
    ),
    "measures": (check, in_lines("    - 健全制度。\n", HEAD + "  - measures:\n"), 2000),
    "waivers": (
        check,
        lambda n: (
            HEAD
            + "  - 健全制度，，明确。\n" * n
            + "waivers:\n"
            + "".join(
                f"- {{code: doubled-punctuation, where: 甲{at}，，, reason: 原文}}\n"
                for at in range(n)
            )
        ),
        300,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_four_times_the_input_takes_about_four_times_as_long(name: str) -> None:
    run, text_of, count = CASES[name]
    run(text_of(8))  # what is made once, is made now
    once, fourfold = (
        min(seconds(run, text_of(size)) for _ in range(2))
        for size in (count, 4 * count)
    )
    assert fourfold < max(MOST * once, FLOOR)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["problems imported", "faults normalized"])
def test_eight_times_the_notice_takes_about_eight_times_as_long(name: str) -> None:
    run, text_of, count = CASES[name]
    run(text_of(8))
    once, eightfold = (
        min(seconds(run, text_of(size)) for _ in range(2))
        for size in (4 * count, 32 * count)
    )
    assert eightfold < 12 * once


def seconds(run: Callable[[str], None], text: str) -> float:
    """Return the processor time of ``run``, without the search for garbage among what other tests left in memory."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()


def test_a_word_file_of_ten_pages_is_imported_faster_than_docx_is_loaded() -> None:
    resource = pytest.importorskip("resource")
    data = (ROOT / "examples" / "housing-bureau.docx").read_bytes()

    def bring_in_word() -> None:
        imported = import_source(read_source(data, "旧.docx"))
        to_yaml(imported.data, imports.comments(imported))

    bring_in_word()  # its own imports
    taken = min(seconds(lambda _: bring_in_word(), "") for _ in range(3))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.executable, "-c", "import docx"], check=True)
    loading = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert taken < loading
