"""The rule that a public notice names nobody who was dealt with.

Names are looked for only in texts that tell how somebody was dealt with, and there only
where a surname stands after what may introduce a person: one pattern for all of it
would be compiled for longer than a short notice is read.
"""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Subject, is_published, rule
from rectify_gen.rules.signs import sign_at, stretches
from rectify_gen.rules.sparse import Sparse

SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭肖蔡潘董袁蒋杜吕丁魏薛叶阎苏姚卢姜崔钟谭陆汪范廖贾韦傅邹孟熊秦邱侯龚黎贺赖"
"""Common surnames; those that are everyday words as well (于、任、曾、向、方、金、江、万、石、马…) are left out."""

AMBIGUOUS_SURNAMES = "石马江金方万毛史田贺龙段雷钱汤尹易常武乔龚文洪白凌霍章祝安齐康伍余庞樊兰殷施陶洛翟倪严牛温芦季俞鲁葛柳牟管甘宁关包左耿焦纪项骆曲欧邢裴尚翁荣辛匡饶游盛鲍柯戴夏顾侯童涂丘滕申卞冉古米褚农覃蓝蒙"
"""Further surnames, which are everyday words or parts of words as well: beside a mask they need a sign that a name is meant."""
COMPOUND_SURNAMES = (
    "欧阳", "上官", "司马", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "宇文", "长孙", "东方", "端木", "南宫", "独孤",
)  # fmt: skip

NO_NAMES = (
    "许多", "何人", "何种", "何时", "何事", "高层", "高校", "高管", "高级", "高龄", "周边", "周期", "周末", "黄牌",
    "林业", "孙辈", "胡乱", "董事", "范围", "谢礼", "钟点", "程序",
)  # fmt: skip
"""Beginnings that look like surname and given name and are words."""

DEALT_WITH = "处分|立案|诫勉|约谈|警告|记过|撤职|开除|免职|留置|通报批评|批评教育|组织处理|提醒谈话|谈话提醒|审查调查"
"""What is done to a person who is dealt with."""

_DEALT = re.compile(DEALT_WITH)
_SURNAME = Sparse(f"[{SURNAMES}]")
_RECEIVERS = "对予将"
"""Before one to whom something is done."""
_EDGES = "\n，。；：、“（"
"""Before the subject of a clause."""
_TITLES = (
    "书记", "局长", "院长", "校长", "科长", "股长", "所长", "站长", "主任", "党员",
    "干部", "职工", "会计", "医生", "医师", "教师",
)  # fmt: skip
"""Posts and callings that stand straight before a name."""
# 李某, 张××: not 某些, 某项, 某局, which mask no name.
_MASKED = (
    r".(?:某{1,2}|[×XＸ*＊]{1,2})(?![某×XＸ*＊些种个项类单部局科企学医公次年月日])"
)
# The last sign of a name is none of these, which end the name of a body or a thing.
_NOT_LAST = "市县区镇乡村局院校站所部办组厂司队室人者员家店场行社会业委科处方件车"
# 王小明, 李明: two or three characters that are no word of NO_NAMES.
_FULL = rf"(?!{'|'.join(NO_NAMES)}).[\u4e00-\u9fa5](?:[\u4e00-\u9fa5](?<![{_NOT_LAST}])|(?<![{_NOT_LAST}]))"
# 张某（时任科长）因违规报销被…
_SUFFERS = r"(?:（[^（）\n]{0,20}）)?(?:因[^。；！？，\n]{0,20}，?)?(?:受到|被|受)"
_NEAR = rf"[^。；！？\n]{{0,20}}?(?:{DEALT_WITH})"
# 对李某进行约谈 · 对王小明同志给予批评教育 · 给予王小明党内警告处分; not 对李某反映的问题立案.
_RECEIVING = Sparse(
    rf"({_MASKED})(?!反映|举报|投诉|信访|来信|申请)(?={_NEAR})"
    rf"|({_FULL})(?:同志)(?=(?:进行|作出|给予|予以)?[^。；！？，的\n]{{0,6}}(?:{DEALT_WITH}))"
    rf"|({_FULL})(?=(?:给予|予以)[^。；！？，\n]{{0,12}}处分)"
)
_SUFFERING_MASKED = Sparse(rf"({_MASKED})(?=(?:同志)?{_SUFFERS}{_NEAR})")
_SUFFERING_TITLED = Sparse(rf"({_FULL})(?=(?:同志)?{_SUFFERS}{_NEAR})")
_SUFFERING = Sparse(
    rf"({_FULL})(?=同志{_SUFFERS}{_NEAR}|受到[^。；！？，\n]{{0,15}}处分)"
)


def _persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each name of a person stands who is said to be dealt with."""
    dealings = (match.start() for match in _DEALT.finditer(text))
    end_of_name = 0
    for start, line in stretches(text, dealings, "\n"):
        for surname in _SURNAME.regex().finditer(text, start, start + len(line)):
            # The given name may hold a character that is a surname as well.
            if surname.start() < end_of_name:
                continue
            match = _person_at(text, surname.start())
            if match is None or match.lastindex is None:
                continue
            end_of_name = match.end()
            # Each branch of a pattern captures the name alone, without what must follow it.
            yield match.span(match.lastindex)


def _person_at(text: str, start: int) -> re.Match[str] | None:
    """Return the name that begins at ``start``, if what stands before and after it says that it is one."""
    sign_before = sign_at(text, start - 1)
    is_receiver = sign_before in _RECEIVERS
    begins_clause = sign_before in _EDGES
    follows_title = text.endswith(_TITLES, 0, start)
    # Only what the sign before allows is tried: each pattern is compiled when it is first needed.
    patterns = []
    if is_receiver:
        patterns.append(_RECEIVING)
    if begins_clause or follows_title:
        patterns.append(_SUFFERING_MASKED)
    if follows_title:
        patterns.append(_SUFFERING_TITLED)
    if begins_clause:
        patterns.append(_SUFFERING)
    for pattern in patterns:
        match = pattern.regex().match(text, start)
        if match is not None:
            return match
    return None


@rule(
    severity=Severity.WARNING,
    sentence=(
        "点名写出受处理的人员：“{quote}”",
        "a person dealt with is named: “{quote}”",
    ),
    hint=(
        "只写人数和处理方式，或将该项设为 audience: internal",
        "say how many and how, or set audience: internal for the item",
    ),
    what=(
        "受处分、立案、诫勉、约谈人员的姓名",
        "the name of a person who was disciplined or investigated",
    ),
    why=(
        "通报整改只写人数和处理方式，不点名",
        "a public notice says how many and how, not who",
    ),
    basis="《中华人民共和国个人信息保护法》；习惯",
    wrong="给予李某某党内警告处分",
    right="给予1人党内警告处分",
)
def named_person_dealt_with(subject: Subject) -> Iterator[Finding]:
    """Yield each name beside 处分, 立案 and the like in what the public reads."""
    # A report goes up and is not published.
    if subject.notice.kind.row.is_sent_up:
        return
    for span in _persons(subject.whole):
        if is_published(subject.notice, subject.route_at(span[0])):
            yield subject.finding(span)
