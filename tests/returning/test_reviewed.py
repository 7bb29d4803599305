"""Documents that a reviewer edited in LibreOffice, with tracked changes and without, come back into their YAML."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from made import EXAMPLES
from needs import uno_python
from test_returning import NOTICE, RECIPE, lines_of, source_of, without_numbers

from rectify_gen.building.making import make_document
from rectify_gen.building.returning import bring_back
from rectify_gen.source import read_file

HERE = Path(__file__).resolve().parent


class Review(NamedTuple):
    """What a reviewer did, and the edits of the YAML that it comes to."""

    name: str
    gestures: list[list[str]]
    edits: list[tuple[str, str]]


REVIEWS = [
    Review("nothing", [], []),
    Review(
        "words",
        [
            ["replace", "逐条研究", "专题研究"],
            ["insert", "坚持'三会一课'", "制度"],
            ["delete", "制度更加"],
        ],
        [
            ("逐条研究", "专题研究"),
            ("''三会一课''", "''三会一课''制度"),
            ("制度更加健全", "健全"),
        ],
    ),
    Review(
        "facts",
        [
            ["replace", "3月5日至5月17日", "3月6日至5月18日"],
            ["replace", "0598-5550176", "0598-5550100"],
        ],
        [
            ("2024-03-05", "2024-03-06"),
            ("2024年5月17日", "2024年5月18日"),
            ("5550176", "5550100"),
        ],
    ),
    Review(
        "a measure more",
        [["add_paragraph", "一是制定", "二是新的措施。"]],
        [
            (
                '              - "组织',
                '              - 新的措施。\n              - "组织',
            )
        ],
    ),
    Review(
        "a measure less",
        [["delete_paragraph", "一是制定"]],
        [("              - '制定学习计划，坚持''三会一课''。'\n", "")],
    ),
    Review(
        "an item",
        [
            ["add_paragraph", "三是通报典型问题。", "（三）关于“带头不够”问题的整改。"],
            ["add_paragraph", "带头不够", "班子成员带头整改。"],
        ],
        [
            (
                "      - heading: 作风",
                "      - problem: 带头不够\n        content:\n"
                "          - 班子成员带头整改。\n      - heading: 作风",
            )
        ],
    ),
    Review(
        "a paragraph split",
        [["split", "召开会议，"]],
        [
            (
                "    content: 局党组召开会议，逐条研究整改措施。   # 导语\n",
                "    content:\n      - 局党组召开会议，   # 导语\n      - 逐条研究整改措施。\n",
            )
        ],
    ),
    Review(
        "two paragraphs joined",
        [["join", "形成报告"]],
        [
            ('成报告。"\n', '成报告。整改成效明显，制度更加健全。"\n'),
            ("          - 整改成效明显，\n            制度更加健全。\n", ""),
        ],
    ),
]
CASES = [(review, tracked) for review in REVIEWS for tracked in (False, True)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of all cases, edited by one LibreOffice."""
    if not (python := uno_python()):
        pytest.skip("no Python with uno (Debian: python3-uno) beside LibreOffice")
    folder = tmp_path_factory.mktemp("reviewed")
    source = folder / "source.docx"
    document, _, _ = make_document(source_of(), RECIPE)
    source.write_bytes(document)
    jobs = []
    for review, tracked in CASES:
        job = {
            "source": str(source),
            "target": str(target(folder, review, tracked)),
            "tracked": tracked,
            "gestures": review.gestures,
        }
        jobs.append(job)
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    subprocess.run(
        [python, HERE / "review.py", folder / "jobs.json"], check=True, timeout=300
    )
    return folder


def target(folder: Path, review: Review, tracked: bool) -> Path:
    return folder / f"{review.name}-{tracked}.docx"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("review", "tracked"),
    CASES,
    ids=[
        f"{review.name}-{'tracked' if tracked else 'plain'}"
        for review, tracked in CASES
    ],
)
def test_a_reviewed_document_comes_back(
    folder: Path, review: Review, tracked: bool
) -> None:
    reviewed = target(folder, review, tracked).read_bytes()
    result = bring_back(source_of(), reviewed, RECIPE)
    assert not result.unplaced, [dict(fault.facts) for fault in result.unplaced]
    if not review.edits:
        assert result.edited is None
        return
    wanted = NOTICE
    for old, new in review.edits:
        assert old in wanted
        wanted = wanted.replace(old, new)
    assert result.edited is not None
    assert result.edited.data.source.text == wanted
    text = RECIPE.output.read_text(reviewed)
    count = len([line for line in text.splitlines() if line.strip()])
    assert len(lines_of(source_of(wanted))) == count


SEEDS = range(4)
TYPED = ("加强督办", "（试行）", "，压实责任", "2025年", "“回头看”")


def random_gestures(lines: list[str], chance: random.Random) -> list[list[str]]:
    """A few gestures at words that stand once in ``lines``, within paragraphs of the sections."""
    whole = "\n".join(lines)
    gestures = []
    while len(gestures) < 3:
        line = chance.choice(lines[5:-3])
        start = chance.randrange(max(len(line) - 8, 1))
        words = line[start : start + 8]
        # Gestures must not take away the words of others.
        if start < 6 or whole.count(words) != 1 or words in str(gestures):
            continue
        name = chance.choice(("replace", "insert", "delete", "add_paragraph"))
        gesture = [name, words]
        if name in ("replace", "insert"):
            gesture.append(chance.choice(TYPED))
        elif name == "add_paragraph":
            gesture.append("新增一段，" + chance.choice(TYPED) + "。")
        gestures.append(gesture)
        whole = whole.replace(line, "")
    return gestures


@pytest.mark.slow
def test_documents_reviewed_at_random_come_back(tmp_path: Path) -> None:
    if not (python := uno_python()):
        pytest.skip("no Python with uno (Debian: python3-uno) beside LibreOffice")
    jobs = []
    for example in EXAMPLES:
        source = read_file(example)
        document, _, _ = make_document(source, RECIPE)
        (tmp_path / f"{example.stem}.docx").write_bytes(document)
        lines = lines_of(source)
        for seed in SEEDS:
            chance = random.Random(f"{example.stem} {seed}")
            job = {
                "source": str(tmp_path / f"{example.stem}.docx"),
                "target": str(tmp_path / f"{example.stem}-{seed}.docx"),
                "tracked": seed % 2 == 0,
                "gestures": random_gestures(lines, chance),
            }
            jobs.append(job)
    (tmp_path / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    subprocess.run(
        [python, HERE / "review.py", tmp_path / "jobs.json"], check=True, timeout=300
    )
    came_back = 0
    for example in EXAMPLES:
        source = read_file(example)
        for seed in SEEDS:
            reviewed = (tmp_path / f"{example.stem}-{seed}.docx").read_bytes()
            result = bring_back(source, reviewed, RECIPE)
            if result.edited is None:
                assert result.unplaced
                continue
            came_back += 1
            text = RECIPE.output.read_text(reviewed)
            edited = [line for line in text.splitlines() if line.strip()]
            printed = lines_of(result.edited.data.source)
            assert [without_numbers(line) for line in printed] == [
                without_numbers(line) for line in edited
            ]
    assert came_back >= 0.8 * len(jobs)
