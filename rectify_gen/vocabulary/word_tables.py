"""Tables of words that people keep: fixed formulas, names of organs, words often written wrong, labels of contacts.

They are plain text in ``data/``, one row a line, columns parted by tabulators, ``#`` before a remark, so that
somebody who writes no Python can add a row in a text editor or a spreadsheet::

    # 旧称或口语简称	现行名称
    卫计局	卫生健康局

Each is read when it is first asked for.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def read_rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table ``name``.

    Raises:
        ValueError: a row has not as many ``columns``, or an empty one; the message says where.
    """
    path = _FOLDER / f"{name}.tsv"
    rows = []
    # A table may come back from a spreadsheet with a byte order mark and other line ends.
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns or "" in row:
            raise ValueError(f"{path.name}:{number}: {columns} columns are needed")
        rows.append(row)
    return tuple(rows)


@functools.cache
def wrong_formulas() -> Mapping[str, str]:
    """Return the fixed formula that is meant by each wrong wording: 两个维护 by 二个维护."""
    return {wrong: meant for wrong, meant in read_rows("wrong_formulas", 2)}


@functools.cache
def formula_members() -> Mapping[str, tuple[str, ...]]:
    """Return the members of each formula that counts them, all and in their order: 四个意识."""
    members = {}
    for formula, listed in read_rows("formula_members", 2):
        members[formula] = tuple(listed.split("、"))
    return members


@functools.cache
def organ_names() -> Mapping[str, str]:
    """Return the name in use for each name of an organ that is out of date or too short."""
    return {outdated: current for outdated, current in read_rows("organ_names", 2)}


@functools.cache
def wrong_words() -> Mapping[str, tuple[str, str]]:
    """Return what is meant by each word that is often written wrong, and why."""
    return {wrong: (right, note) for wrong, right, note in read_rows("wrong_words", 3)}


@functools.cache
def right_words() -> tuple[str, ...]:
    """Return the words that hold a wrong one by chance and are right."""
    return tuple(row[0] for row in read_rows("right_words", 1))


@functools.cache
def contact_labels() -> Mapping[str, tuple[str, ...]]:
    """Return the labels that notices print before a contact, by the code of its kind."""
    labels: dict[str, list[str]] = {}
    for kind, label in read_rows("contact_labels", 2):
        labels.setdefault(kind, []).append(label)
    return {kind: tuple(of_kind) for kind, of_kind in labels.items()}
