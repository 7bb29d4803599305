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
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "data"


def read_rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table ``name``.

    Raises:
        ValueError: a row has not as many ``columns``, or an empty one; the message says where.
    """
    path = _FOLDER / f"{name}.tsv"
    rows: list[tuple[str, ...]] = []
    # A table may come back from a spreadsheet with a byte order mark and other line ends.
    text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    for number, line in enumerate(text.splitlines(), start=1):
        is_blank = not line.strip()
        is_remark = line.startswith("#")
        if is_blank or is_remark:
            continue
        # A blank typed beside a tabulator cannot be seen, so it is no part of a word.
        cells = tuple(map(str.strip, line.split("\t")))
        has_empty_cell = "" in cells
        if len(cells) != columns or has_empty_cell:
            raise ValueError(f"{path.name}:{number}: {columns} columns are needed")
        rows.append(cells)
    return tuple(rows)


@functools.cache
def wrong_formulas() -> Mapping[str, str]:
    """Return the fixed formula that is meant by each wrong wording: 两个维护 by 二个维护."""
    meant_by_wrong = {}
    for wrong, meant in read_rows("wrong_formulas", 2):
        meant_by_wrong[wrong] = meant
    return meant_by_wrong


@functools.cache
def impossible_posts() -> Mapping[str, str]:
    """Return what is meant by each post that its organ does not have: 党支部书记 by 党支部主任."""
    meant_by_post = {}
    for organ, posts, meant in read_rows("organ_posts", 3):
        for post in posts.split("、"):
            meant_by_post[organ + post] = meant
    return meant_by_post


@functools.cache
def long_formulas() -> tuple[str, ...]:
    """Return the long formulas of which no character may be another."""
    formulas = []
    for (formula,) in read_rows("long_formulas", 1):
        formulas.append(formula)
    return tuple(formulas)


@functools.cache
def doubtful_formulas() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return what is meant by each wording that may stand for something else, and the words that it follows if it does not."""
    meant_by_doubtful = {}
    for doubtful, meant, before in read_rows("doubtful_formulas", 3):
        meant_by_doubtful[doubtful] = (meant, tuple(before.split("、")))
    return meant_by_doubtful


@functools.cache
def formula_members() -> Mapping[str, tuple[str, ...]]:
    """Return the members of each formula that counts them, all and in their order: 四个意识."""
    members = {}
    for formula, listed in read_rows("formula_members", 2):
        members[formula] = tuple(listed.split("、"))
    return members


class CurrentName(NamedTuple):
    """The name in use for an outdated one, and the last year in which the outdated one was in use."""

    name: str
    until: int | None
    """None where the other name was never an official one: 发改委."""


_NEVER_OFFICIAL = "—"


@functools.cache
def organ_names() -> Mapping[str, CurrentName]:
    """Return the name in use for each name of an organ that is out of date or too short.

    Raises:
        ValueError: the year of a row is neither a number nor the dash.
    """
    current_by_outdated = {}
    for outdated, current, year in read_rows("organ_names", 3):
        until = None if year == _NEVER_OFFICIAL else int(year)
        current_by_outdated[outdated] = CurrentName(current, until)
    return current_by_outdated


@functools.cache
def wrong_words() -> Mapping[str, tuple[str, str]]:
    """Return what is meant by each word that is often written wrong, and why."""
    meant_by_wrong = {}
    for wrong, right, note in read_rows("wrong_words", 3):
        meant_by_wrong[wrong] = (right, note)
    return meant_by_wrong


@functools.cache
def confusable_signs() -> Mapping[str, str]:
    """Return, for each character that is often written for another of like look or sound, all of its group."""
    group_by_sign = {}
    for (group,) in read_rows("confusable_signs", 1):
        for sign in group:
            group_by_sign[sign] = group
    return group_by_sign


BETWEEN_CHARACTERS = "/"
"""What stands between the mistakes for one character of a word and those for the next."""


@functools.cache
def confused_characters() -> Mapping[str, str]:
    """Return, for each word of official texts, what is written by mistake for each of its characters.

    Each mistake is two characters: the wrong one with the right one before it, or, for the first character of the
    word, with the right one behind it. ``//身做身座/`` of 以身作则 says that 以身做则 and 以身座则 are wrong. So a text can
    be searched for them before any is spelt out: there are tens of thousands.

    Raises:
        ValueError: a row has not mistakes for as many characters as its word has.
    """
    mistakes_by_word = {}
    for word, mistakes in read_rows("confused_characters", 2):
        if mistakes.count(BETWEEN_CHARACTERS) != len(word) - 1:
            raise ValueError(f"confused_characters.tsv: {word}: {len(word)} groups")
        mistakes_by_word[word] = mistakes
    return mistakes_by_word


@functools.cache
def idioms() -> Mapping[str, tuple[str, ...]]:
    """Return the halves by which each idiom is known; most have one, some have both: 举一 and 反三 of 举一反三."""
    halves_by_idiom = {}
    for idiom, halves in read_rows("idioms", 2):
        halves_by_idiom[idiom] = tuple(halves.split("、"))
    return halves_by_idiom


@functools.cache
def right_words() -> tuple[str, ...]:
    """Return the words that hold a wrong one by chance and are right."""
    words = []
    for (word,) in read_rows("right_words", 1):
        words.append(word)
    return tuple(words)


@functools.cache
def contact_labels() -> Mapping[str, tuple[str, ...]]:
    """Return the labels that notices print before a contact, by the code of its kind."""
    labels: dict[str, list[str]] = {}
    for kind, label in read_rows("contact_labels", 2):
        labels_of_kind = labels.setdefault(kind, [])
        labels_of_kind.append(label)
    # The result is cached and shared, so nobody may append to it.
    return {kind: tuple(of_kind) for kind, of_kind in labels.items()}


@functools.cache
def page_words() -> Mapping[str, tuple[str, ...]]:
    """Return what web pages print beside a notice: labels (``index``, ``origin``) and entries of a ``menu``."""
    words: dict[str, list[str]] = {}
    for kind, word in read_rows("page_words", 2):
        words_of_kind = words.setdefault(kind, [])
        words_of_kind.append(word)
    return {kind: tuple(of_kind) for kind, of_kind in words.items()}
