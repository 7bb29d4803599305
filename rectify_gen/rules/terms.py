"""Rules of fixed political formulas and of names of organs that are out of date or shortened."""

import functools
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.near_formulas import near_formulas
from rectify_gen.rules.phrases import all_spans_of, first_of_overlapping, spans_of
from rectify_gen.rules.quotations import is_mentioned
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import (
    CLAUSE_ENDS,
    is_ideograph,
    sign_at,
    stretch_before,
)
from rectify_gen.rules.sparse import Sparse, any_of
from rectify_gen.rules.wrong_wordings import members_of_formulas, wrong_wordings
from rectify_gen.vocabulary.word_tables import (
    doubtful_formulas,
    formula_members,
    impossible_posts,
    organ_names,
    wrong_formulas,
)

_BETWEEN_MEMBERS = "、和及与“”"
_MOST_OF = 3
"""Members in a row from which on the whole formula is meant; two of them may stand for themselves."""


@functools.cache
def _formulas() -> frozenset[str]:
    """Return every wording that is or may be a wrong formula."""
    return frozenset((*wrong_formulas(), *doubtful_formulas(), *impossible_posts()))


_CONTINUES_FORMULA = ("精神", "实施细则", "的", "和", "与", "及", "要求")
"""Words that may follow a whole formula; any other makes it part of a longer name: 四个信心指数."""


_CONTINUES_POST = ("科员", "委员", "督学", "助理", "处", "员", "团", "台", "单位")
"""What makes another word of a post: 县政府主任科员, 团市委书记处, 市人大主席团."""
_CONTINUES_ORGAN = ("面", "势", "限", "局", "（局", "、局")
"""What makes another word, or two levels, of an organ: 开创发展与改革局面, 省、市财政厅（局）."""
_HIGHER_LEVELS = ("直辖", "省", "省、", "省和")
"""What stands before 市财政厅 where a province is meant as well: 省、自治区、直辖市财政厅."""


def _meant(text: str, start: int, end: int) -> str | None:
    """Return the formula that is meant by the wording from ``start`` to ``end``; None where it stands for something else."""
    wording = text[start:end]
    if wording in impossible_posts():
        is_post = not text.startswith(_CONTINUES_POST, end)
        return impossible_posts()[wording] if is_post else None
    if wording in wrong_formulas():
        is_organ = wording.endswith(("局", "厅"))
        if is_organ and text.startswith(_CONTINUES_ORGAN, end):
            return None
        if is_organ and text.endswith(_HIGHER_LEVELS, 0, start):
            return None
        return wrong_formulas()[wording]
    meant, words_before = doubtful_formulas()[wording]
    after = sign_at(text, end)
    if sign_at(text, start - 1) == "“" and after == "”":
        return meant
    is_whole = not is_ideograph(after) or text.startswith(_CONTINUES_FORMULA, end)
    follows_verb = text.endswith(words_before, 0, start)
    return meant if is_whole and follows_verb else None


@functools.cache
def _lists() -> dict[str, Sparse]:
    patterns = {}
    for name, members in formula_members().items():
        member = f"(?:{any_of(members)})"
        others = f"(?:[{_BETWEEN_MEMBERS}]{{1,3}}{member}){{{_MOST_OF - 1},}}"
        patterns[name] = Sparse(member + others, members)
    return patterns


@rule(
    severity=Severity.WARNING,
    sentence=(
        "固定提法与原文不一致：“{marks}”（{quote}）",
        "a fixed formula is not as it reads: “{marks}” ({quote})",
    ),
    hint=(
        "应为“{meant}”；原文如此的，写入 waivers",
        "it reads “{meant}”; if the original reads this way, add a waiver",
    ),
    what=(
        "固定提法写错、缺项或次序颠倒：两个维护、四个意识、三会一课",
        "a fixed formula misspelt, incomplete or out of order: 两个维护, 四个意识, 三会一课",
    ),
    why=(
        "固定提法一字不能差，列举须完整并按规定次序",
        "a fixed formula is exact to the character; its members are complete and in order",
    ),
    basis="《中国共产党章程》和党中央文件的原文；习惯",
    wrong="做到“二个维护”",
    right="做到“两个维护”",
    offers=True,
)
def fixed_formula(subject: Subject) -> Iterator[Finding]:
    """Yield each wrong wording of a formula, and each list of its members that is not complete or not in order.

    What stands in 《》, or is talked about as a wording, is left alone.
    """
    words = subject.once(wrong_wordings)
    end_of_last = 0
    for start, end, meant in sorted(_wrong_formulas(subject.whole, words)):
        if start >= end_of_last and _is_own_use(subject, start, end):
            end_of_last = end
            # Marks around the formula may stand in the text already; a choice is the author's.
            is_plain = not any(sign in meant for sign in ("“", "：", "或者"))
            yield subject.finding(
                (start, end),
                replacement=meant if is_plain else None,
                is_safe=False,
                meant=meant,
            )
    # A pattern for each formula is compiled only where a list stands.
    if not _lists_members(subject.whole, words & members_of_formulas()):
        return
    for name, members in formula_members().items():
        for match in _lists()[name].finditer(subject.whole):
            written = tuple(re.findall(any_of(members), match.group()))
            if not _is_wrong_list(subject.whole, match, name, written):
                continue
            if not _is_titled(subject, match.start()):
                yield subject.finding(
                    match.span(), meant=f"{name}：{'、'.join(members)}"
                )


def _lists_members(text: str, members: AbstractSet[str]) -> bool:
    """Return whether a mark or a conjunction of lists stands behind one of ``members``; in most notices none does."""
    for _, end in spans_of(members, text):
        if sign_at(text, end) in _BETWEEN_MEMBERS:
            return True
    return False


def _wrong_formulas(text: str, words: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a wrong formula stands, and what is meant: those of the tables, and long ones but for one character."""
    for start, end in spans_of(words & _formulas(), text):
        meant = _meant(text, start, end)
        if meant is not None:
            yield start, end, meant
    yield from near_formulas(text, words)


_COMMON_WORDS = frozenset({"五位一体", "党的建设五个方面", "六项纪律"})
"""Formulas whose members are words of every day: 经济建设、文化建设、社会建设 may just be three of them."""
_NAME_REACH = 40
"""Characters around a list in which the name of its formula stands."""


def _is_wrong_list(
    text: str, match: re.Match[str], name: str, written: tuple[str, ...]
) -> bool:
    """Return whether the members ``written`` at ``match`` are meant as the whole formula, or in its order, and are not."""
    members = formula_members()[name]
    if written == members:
        return False
    places = [members.index(member) for member in written]
    is_in_order = places == sorted(set(places))
    has_all = set(written) == set(members)
    around = text[max(match.start() - _NAME_REACH, 0) : match.end() + _NAME_REACH]
    if name in _COMMON_WORDS and name not in around and not has_all:
        return False
    if not is_in_order:
        return True
    # 理论自信、制度自信、文化自信: a choice, since who means the whole begins with its first member.
    begins_formula = places[0] == 0
    # 形式主义、官僚主义、享乐主义等: an open list, or what qualifies a noun.
    is_closed = not is_ideograph(sign_at(text, match.end()))
    return begins_formula and is_closed


def _is_own_use(subject: Subject, start: int, end: int) -> bool:
    """Return whether the author uses the wording from ``start`` to ``end``: it is in no title and is not talked about."""
    is_titled = _is_titled(subject, start)
    return not is_titled and not is_mentioned(subject, start, end)


def _is_titled(subject: Subject, index: int) -> bool:
    """Whether the index ``index`` stands within 《》."""
    # 80 characters back: the name of a document is seldom longer, and a text may have 100,000.
    opened = subject.whole.rfind("《", max(index - 80, 0), index)
    return (
        opened >= 0
        and "》" not in subject.whole[opened:index]
        and "\n" not in subject.whole[opened:index]
    )


_NO_ORGAN_AFTER = "限域部门面势促长期法事案理员议"
"""What follows a name by chance: 环保局限性, 住建部门, 扶贫办法, 计生委员, 党委会议."""


def _organs(text: str, names: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of ``names`` stands in ``text`` and is an organ, in order."""
    places = []
    for start, end in all_spans_of(names, text):
        if sign_at(text, end) not in _NO_ORGAN_AFTER:
            places.append((start, end))
    return first_of_overlapping(places)


@rule(
    severity=Severity.INFO,
    sentence=(
        "单位名称是旧称或口语简称：“{marks}”（{quote}）",
        "an old or colloquial name of an organ: “{marks}” ({quote})",
    ),
    hint=(
        "现用名称：{meant}；沿用当时名称的，写入 waivers",
        "the name in use: {meant}; where the old one is meant, add it to waivers",
    ),
    what=(
        "单位名称用了旧称或口语简称：卫计委、卫健局、发改委",
        "an organ by an old or colloquial name: 卫计委, 卫健局, 发改委",
    ),
    why=(
        "正式文件用全称或规范化简称",
        "a formal text uses the full name or the standardized short one",
    ),
    basis="《党政机关公文处理工作条例》第九条",
    wrong="市卫健局已监督整改到位",
    right="市卫生健康局已监督整改到位",
)
def organ_name_outdated(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each of :func:`organ_names`, where the author's own wording first uses it of today's organ."""
    seen: set[str] = set()
    names = subject.once(wrong_wordings) & organ_names().keys()
    for start, end in _organs(subject.wording, names):
        name = subject.wording[start:end]
        if name in seen:
            continue
        seen.add(name)
        current = organ_names()[name]
        # Once it is introduced as the former organ, it is that below as well.
        if not _is_former(subject.wording, (start, end), current.until):
            yield subject.finding((start, end), meant=current.name)
    for name, name_in_use in subject.words.organs.items():
        start = subject.wording.find(name)
        is_name = sign_at(subject.wording, start + len(name)) not in _NO_ORGAN_AFTER
        if start >= 0 and is_name:
            yield subject.finding((start, start + len(name)), meant=name_in_use)


_FORMER_BEFORE = LatePattern(
    "(?:(?<![高平草太中还复燎荒])原(?![则因本料来告始先理子野谅])|时任|曾任|历任|前身|改革前|更名前|合并前|撤销|撤并|不再保留)"
    "[^，。；！？\n]{0,16}\\Z"
)
_CALLED_BEFORE = Sparse("(?:简称|下称)[为“]{0,2}[省市州盟区县旗]?\\Z", ("称",))
_FORMER_AFTER = LatePattern(
    "[^。；！？\n]{0,16}?(?:更名|改名|改称|合并(?:组建|为|成立|后)|并入|被?撤销[前后]|被撤销|撤并|转隶|（现|（今)|旧址|原址|旧印章|旧牌"
)
_YEAR_BEFORE = LatePattern("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])[^0-9。；！？\n]")
_YEAR_BEHIND = LatePattern(
    # 市国土局〔2015〕3号, 市国土局2015年批复
    "(?:[^，。；！？\n]{0,8}〔|[于在]?)((?:19|20)[0-9]{2})[〕年]"
)
_FORMER_REACH = 60
"""Characters before a name in which its sentence says of what time it speaks."""


def _is_former(text: str, place: tuple[int, int], until: int | None) -> bool:
    """Return whether the name at ``place`` is that of an organ of former times, which was called so ``until`` that year."""
    start, end = place
    before = text[max(start - _FORMER_REACH, 0) : start]
    # 市人力资源和社会保障局（以下简称市人社局）: the text says what it is short for.
    if _CALLED_BEFORE.search(before):
        return True
    if _FORMER_BEFORE.search(before):
        return True
    if _FORMER_AFTER.compiled.match(text, end):
        return True
    if until is None:
        return False
    sentence = stretch_before(text, start, _FORMER_REACH, CLAUSE_ENDS)
    years = _YEAR_BEFORE.compiled.findall(sentence)
    year_behind = _YEAR_BEHIND.compiled.match(text, end)
    if year_behind is not None:
        years.append(year_behind[1])
    # The year that stands last is the nearest.
    return bool(years) and int(years[-1]) <= until


RULES: tuple[Rule, ...] = (fixed_formula, organ_name_outdated)
