"""Fonts: what stands in for the official ones where a machine lacks them, and which were missing in a PDF.

On Linux the map becomes rules of fontconfig: they take the first family that is
installed, and leave what is installed or arranged for by the machine alone.
LibreOffice's own replacement table can do neither (measured with 7.4: it replaces
installed fonts too, only by one family, and ignores a missing one), so that on
Windows and macOS, which have 仿宋, 楷体, 黑体 and 宋体, it carries only what an
office asks for itself. This room must not know documents or processes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError

StandIns = Mapping[str, tuple[str, ...]]
"""A family to those that may stand in for it, the best first."""

_FANGSONG = (
    "仿宋_GB2312",
    "仿宋",
    "FangSong",
    "方正仿宋_GBK",
    "华文仿宋",
    "STFangsong",
    "FandolFang",
)
_KAITI = (
    "楷体_GB2312",
    "楷体",
    "KaiTi",
    "方正楷体_GBK",
    "华文楷体",
    "STKaiti",
    "FandolKai",
    "LXGW WenKai",
    "AR PL UKai CN",
)
_HEITI = (
    "黑体",
    "SimHei",
    "方正黑体_GBK",
    "华文黑体",
    "STHeiti",
    "FandolHei",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
)
_SONGTI = (
    "宋体",
    "SimSun",
    "方正书宋_GBK",
    "AR PL UMing CN",
    "Noto Serif CJK SC",
    "FandolSong",
)
_TITLE = (
    "方正小标宋简体",
    "方正小标宋_GBK",
    "华文中宋",
    "STZhongsong",
    "FandolSong",
    "Noto Serif CJK SC",
    *_SONGTI,
)

STAND_INS: StandIns = {
    **dict.fromkeys(
        ("方正小标宋简体", "方正小标宋_GBK", "小标宋体", "华文中宋"),
        _TITLE,
    ),
    **dict.fromkeys(
        ("仿宋_GB2312", "仿宋", "仿宋体", "FangSong_GB2312", "FangSong"),
        _FANGSONG,
    ),
    **dict.fromkeys(("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"), _KAITI),
    **dict.fromkeys(("黑体", "SimHei"), _HEITI),
    **dict.fromkeys(("宋体", "SimSun", "新宋体", "NSimSun"), _SONGTI),
}
"""The families of GB/T 9704 notices, and what draws them where they are not installed."""

_ALSO_CALLED = {
    "仿宋_GB2312": "FangSong_GB2312",
    "仿宋": "FangSong",
    "楷体_GB2312": "KaiTi_GB2312",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "华文中宋": "STZhongsong",
    "华文仿宋": "STFangsong",
    "华文楷体": "STKaiti",
    "华文黑体": "STHeiti",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "方正小标宋_GBK": "FZXiaoBiaoSong-B05",
    "方正仿宋_GBK": "FZFangSong-Z02",
    "方正楷体_GBK": "FZKai-Z03",
    "方正黑体_GBK": "FZHei-B01",
}
"""Chinese families by the name that their files carry, which is what a PDF shows."""

_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Font/Substitution"><prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>
{pairs}</oor:items>
"""
_PAIR = """<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs"><node oor:name="_{number}" oor:op="replace">\
<prop oor:name="ReplaceFont" oor:op="fuse"><value>{family}</value></prop>\
<prop oor:name="SubstituteFont" oor:op="fuse"><value>{stand_in}</value></prop>\
<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop></node></item>
"""
_RULES = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">{base}</include>
{rules}</fontconfig>
"""


def read_stand_ins(text: str) -> StandIns:
    """Return the font map with an office's own entries, ``family=stand-in,stand-in;family=…``, put over it.

    Raises:
        EnvironmentFaultError: an entry has another form.
    """
    stand_ins = dict(STAND_INS)
    # Clerks type the signs of a Chinese keyboard: ； and ， do as well.
    for entry in re.split("[;；]", text):
        if not entry.strip():
            continue
        family, _, names = entry.partition("=")
        families = []
        for name in re.split("[,，]", names):
            if name.strip():
                families.append(name.strip())
        if not family.strip() or not families:
            facts = {"entry": entry.strip()}
            raise EnvironmentFaultError([Diagnostic("stand-in-form", facts=facts)])
        stand_ins[family.strip()] = tuple(families)
    return stand_ins


def registry(stand_ins: StandIns) -> str:
    """Return LibreOffice's settings of one run: no macros, no links followed, and ``stand_ins`` always replaced.

    The replacement knows one stand-in for each family: the first.
    """
    pairs = []
    for number, (family, others) in enumerate(stand_ins.items()):
        pairs.append(
            _PAIR.format(
                number=number,
                family=escape(family),
                stand_in=escape(others[0]),
            )
        )
    return _REGISTRY.format(pairs="".join(pairs))


def fontconfig(stand_ins: StandIns, base: str) -> str:
    """Return fontconfig's configuration ``base`` followed by ``stand_ins``: each family, else the first one installed."""
    rules = [_rule(family, others) for family, others in stand_ins.items()]
    return _RULES.format(base=escape(base), rules="".join(rules))


def _rule(family: str, stand_ins: Sequence[str]) -> str:
    accepted = ""
    for stand_in in stand_ins:
        # A family that accepts itself says nothing: fontconfig looks for it first anyhow.
        if stand_in != family:
            accepted += f"<family>{escape(stand_in)}</family>"
    return f'<alias binding="same"><family>{escape(family)}</family><accept>{accepted}</accept></alias>\n'


def missing(asked: Iterable[str], embedded: Iterable[str]) -> frozenset[str]:
    """Return those of the families ``asked`` that none of the ``embedded`` fonts of a PDF belongs to."""
    drawn = tuple(embedded)
    return frozenset(family for family in asked if not is_drawn(family, drawn))


def is_drawn(family: str, drawn: Iterable[str]) -> bool:
    """Return whether a font is of ``family``, by its name or by the one that its file carries."""
    names = (_plain(family), _plain(_ALSO_CALLED.get(family, family)))
    # A PDF adds the cut to the name: SimSun-Bold is SimSun.
    return any(_plain(font).startswith(names) for font in drawn)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def substitutions(
    substituted: Iterable[str],
    drawn_with: Iterable[str],
) -> list[Diagnostic]:
    """Return one warning for a whole run: the families that were missing, and the fonts that its PDFs are drawn with."""
    families = sorted(set(substituted))
    if not families:
        return []
    facts = {
        "families": "、".join(families),
        "fonts": "、".join(sorted(set(drawn_with))),
    }
    return [Diagnostic("font-substituted", facts=facts)]
