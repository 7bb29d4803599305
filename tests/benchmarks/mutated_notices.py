"""Notices for comparing two versions: examples and cases, mutated with a fixed seed.

The same seed gives the same notices wherever the examples and cases are the same. Real
notices, where ``RECTIFY_GEN_NOTICES`` names them, are mutated as well.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from stopwatch import ROOT
from varied_notices import SEEDS

CASES = ROOT / "tests" / "cases"
_PARTS_OF_CASES = {"wrong.yaml", "right.yaml", "frame.yaml"}
"""Files that hold entries or the notice that these change."""

_CHINESE = re.compile("[一-龥]")
_CHINESE_TEXT = re.compile("[一-龥]{6}")
_PLACE = re.compile("[一-龥，。、；0-9]")
_NUMBER = re.compile(r"[0-9]+")
_MARKS = (
    "，。、；：？！“”‘’《》（）〔〕—-～0123456789%.,;:"
    "年月日个项件人已未的和 　一二三四五六七八九十万元共率全部"
)
_EDITS = (1, 3, 8, 20, 40)
"""How many edits a notice gets; one of these."""
_LONGEST_PHRASE = 160


def mutated_notices(count: int, seed: int) -> list[str]:
    """Return ``count`` texts of YAML files; most can be read, some are refused."""
    chance = random.Random(seed)
    examples = _examples()
    cases = _whole_cases()
    phrases = _phrases()
    texts = []
    for number in range(count):
        text = chance.choice(examples if number % 2 else cases)
        for _ in range(chance.choice(_EDITS)):
            text = _edited(text, phrases, chance)
        texts.append(text)
    return texts


def _examples() -> list[str]:
    """Return the examples, and the imports of real notices."""
    from rectify_gen import import_text, to_yaml

    texts = [_read(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    folder = os.environ.get(SEEDS)
    for path in sorted(Path(folder).glob("*.txt")) if folder else []:
        texts.append(to_yaml(import_text(_read(path)).data))
    return texts


def _whole_cases() -> list[str]:
    """Return the cases that are files of their own, and those that change the frame."""
    frame = _loaded(CASES / "rules" / "frame.yaml")
    texts = []
    for path in sorted(CASES.rglob("*.yaml")):
        if path.name not in _PARTS_OF_CASES:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
    for entry in _entries():
        notice = _notice_of(entry, frame)
        texts.append(_written(notice))
    return [text for text in texts if _CHINESE_TEXT.search(text)]


def _notice_of(entry: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """Return the notice of an entry of ``wrong.yaml`` or ``right.yaml``; see the README of the cases."""
    if "whole" in entry:
        whole: dict[str, Any] = entry["whole"]
        return whole
    first, second, *others = frame["sections"]
    if "paragraph" in entry:
        first = {**first, "content": [*first["content"], entry["paragraph"]]}
    if "items" in entry:
        second = {**second, "content": entry["items"]}
    notice = {**frame, "sections": [first, second, *others]}
    for key, value in entry.get("notice", {}).items():
        notice[key] = value
        if value is None:
            del notice[key]
    return notice


def _entries() -> Iterator[dict[str, Any]]:
    for name in ("right.yaml", "wrong.yaml"):
        for path in sorted((CASES / "rules").glob(f"*/{name}")):
            yield from _loaded(path) or []


def _phrases() -> list[str]:
    """Return the short texts of all cases: what rules report, and what they must not."""
    phrases = set()
    for entry in _entries():
        for text in _texts(entry):
            is_short = len(text) <= _LONGEST_PHRASE and "\n" not in text
            if is_short and _CHINESE.search(text):
                phrases.add(text)
    return sorted(phrases)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)


def _edited(text: str, phrases: list[str], chance: random.Random) -> str:
    """Return ``text`` with one edit: a phrase, a mark or another number put in, or a character taken out."""
    if chance.random() < 0.15:
        return _with_other_number(text, chance)
    lines = text.split("\n")
    candidates = []
    for index, line in enumerate(lines):
        if _CHINESE_TEXT.search(line):
            candidates.append(index)
    if not candidates:
        return text
    index = chance.choice(candidates)
    line = lines[index]
    place = chance.choice([match.start() for match in _PLACE.finditer(line)])
    before, after = line[:place], line[place:]
    kind = chance.random()
    if kind < 0.5:
        joint = chance.choice(["", "。", "，"])
        phrase = _plain_scalar(chance.choice(phrases))
        lines[index] = before + joint + phrase + after
    elif kind < 0.7:
        lines[index] = before + chance.choice(_MARKS) + after
    elif kind < 0.88:
        lines[index] = before + chance.choice(_MARKS) + after[1:]
    else:
        lines[index] = before + after[1:]
    return "\n".join(lines)


def _with_other_number(text: str, chance: random.Random) -> str:
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return text
    match = chance.choice(numbers)
    # More digits than a count has would only be refused.
    next_number = int(match[0][:9]) + 1
    number = chance.choice([next_number, chance.randint(1, 130), 2024, 2025])
    return f"{text[: match.start()]}{number}{text[match.end() :]}"


def _plain_scalar(phrase: str) -> str:
    """Return ``phrase`` without what would end a plain text in YAML."""
    for mark, harmless in {'"': "", "'": "", ": ": "：", " #": "＃"}.items():
        phrase = phrase.replace(mark, harmless)
    return phrase


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _loaded(path: Path) -> Any:
    return yaml.load(_read(path), Loader=yaml.CSafeLoader)


def _written(data: dict[str, Any]) -> str:
    return yaml.dump(
        data,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
    )
