"""Rules of fixed political formulas and of names of organs that are out of date or shortened."""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

MISSPELT = {
    "二个维护": "两个维护", "俩个维护": "两个维护", "两个拥护": "两个维护", "两个维稳": "两个维护",
    "二个确立": "两个确立", "俩个确立": "两个确立", "两个确定": "两个确立", "两个树立": "两个确立",
    "四个意思": "四个意识", "四个意见": "四个意识", "4个意识": "四个意识", "四个认识": "四个意识",
    "四个自性": "四个自信", "四个信心": "四个自信", "4个自信": "四个自信", "四个相信": "四个自信",
    "三会一科": "三会一课", "三会一刻": "三会一课", "三会一客": "三会一课", "三会1课": "三会一课", "三课一会": "三会一课",
    "三重大一": "三重一大", "三重一打": "三重一大", "三种一大": "三重一大", "三重1大": "三重一大", "三大一重": "三重一大",
    "一岗双则": "一岗双责", "一岗双职": "一岗双责", "一刚双责": "一岗双责", "一岗两责": "一岗双责",
    "八项规章": "八项规定", "八条规定": "八项规定", "八项规定神精": "八项规定精神",
    "两学一作": "两学一做", "二学一做": "两学一做", "三严三时": "三严三实",
    "不忘初衷、牢记使命": "不忘初心、牢记使命", "不忘初心、牢记史命": "不忘初心、牢记使命",
    "坚定“四个意识”": "增强“四个意识”", "增强“两个维护”": "做到“两个维护”", "增强“两个确立”": "拥护“两个确立”",
}  # fmt: skip
"""What is written wrong, and the formula that is meant."""

MEMBERS = {
    "四个意识": ("政治意识", "大局意识", "核心意识", "看齐意识"),
    "四个自信": ("道路自信", "理论自信", "制度自信", "文化自信"),
    "四风": ("形式主义", "官僚主义", "享乐主义", "奢靡之风"),
    "五位一体": ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设"),
    "四个全面": (
        "全面建设社会主义现代化国家",
        "全面深化改革",
        "全面依法治国",
        "全面从严治党",
    ),
    "四个服从": ("个人服从组织", "少数服从多数", "下级服从上级", "全党服从中央"),
}
"""Formulas that count their members: all of them, in this order."""
_MOST_OF = 3
"""Members in a row from which on the whole formula is meant; two of them may stand for themselves."""

_WRONG = Sparse(
    "|".join(map(re.escape, sorted(MISSPELT, key=len, reverse=True))),
    (
        "个",
        "三会",
        "三课",
        "三重",
        "三种",
        "三大",
        "岗",
        "刚",
        "八",
        "一作",
        "一做",
        "三严",
        "不忘",
    ),
)
_LISTS = {
    name: Sparse(
        rf"(?:{'|'.join(members)})(?:[、和及与“”]{{1,3}}(?:{'|'.join(members)})){{{_MOST_OF - 1},}}",
        members,
    )
    for name, members in MEMBERS.items()
}
_TITLED = re.compile("《[^《》\n]*》")


@rule(
    what=(
        "固定提法写错、缺项或次序颠倒：两个维护、四个意识、三会一课",
        "a fixed formula misspelt, incomplete or out of order: 两个维护, 四个意识, 三会一课",
    ),
    why=(
        "固定提法一字不能差，列举须完整并按规定次序",
        "a fixed formula is exact to the character; its members are complete and in order",
    ),
    basis="党内文件的规范表述",
    wrong="做到“二个维护”",
    right="做到“两个维护”",
)
def fixed_formula(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each formula of :data:`MISSPELT`, and each list of members that is not that of :data:`MEMBERS`; 《》 is left alone."""
    for found in _WRONG.finditer(subject.whole):
        if not _is_titled(subject, found.start()):
            yield subject.finding(
                "fixed-formula", found.span(), meant=MISSPELT[found.group()]
            )
    for name, members in MEMBERS.items():
        for found in _LISTS[name].finditer(subject.whole):
            written = tuple(re.findall("|".join(members), found.group()))
            if written != members and not _is_titled(subject, found.start()):
                yield subject.finding(
                    "fixed-formula", found.span(), meant=f"{name}：{'、'.join(members)}"
                )


def _is_titled(subject: Subject, at: int) -> bool:
    """Whether the index ``at`` stands within 《》."""
    opened = subject.whole.rfind("《", max(at - 80, 0), at)
    return (
        opened >= 0
        and "》" not in subject.whole[opened:at]
        and "\n" not in subject.whole[opened:at]
    )


ORGANS = {
    "卫计委": "卫生健康委（2018年机构改革前为卫生计生委）",
    "卫生计生委": "卫生健康委",
    "卫计局": "卫生健康局",
    "计生委": "卫生健康委",
    "食药监局": "市场监督管理局（药品监督管理局）",
    "食品药品监督管理局": "市场监督管理局（药品监督管理局）",
    "工商局": "市场监督管理局",
    "工商行政管理局": "市场监督管理局",
    "质监局": "市场监督管理局",
    "质量技术监督局": "市场监督管理局",
    "国土局": "自然资源局",
    "国土资源局": "自然资源局",
    "环保局": "生态环境局",
    "环境保护局": "生态环境局",
    "安监局": "应急管理局",
    "国税局": "税务局",
    "地税局": "税务局",
    "文广新局": "文化和旅游局",
    "卫健委": "卫生健康委",
    "卫健局": "卫生健康局",
    "发改委": "发展改革委",
    "发改局": "发展和改革局",
    "人社局": "人力资源社会保障局",
    "人社厅": "人力资源社会保障厅",
    "住建局": "住房城乡建设局",
    "住建委": "住房城乡建设委",
    "市监局": "市场监督管理局",
    "药监局": "药品监督管理局",
    "医保局": "医疗保障局",
    "农委": "农业农村局",
}
"""A name that is out of date or too short, and the one in use."""
_ORGAN = Sparse(
    rf"(?:{'|'.join(sorted(ORGANS, key=len, reverse=True))})(?![限域部面势促长期])",
    ("委", "局", "厅"),
)


@rule(
    what=(
        "单位名称用了旧称或口语简称：卫计委、卫健局、药监局",
        "an organ by an old or colloquial name: 卫计委, 卫健局, 药监局",
    ),
    why=(
        "正式文件用全称或规范化简称",
        "a formal text uses the full name or the standardized short one",
    ),
    basis="《党政机关公文处理工作条例》第九条",
    wrong="市卫健局已监督整改到位",
    right="市卫生健康局已监督整改到位",
)
def organ_name_outdated(subject: Subject) -> Iterator[Diagnostic]:
    """Yield, once for each of :data:`ORGANS`, where the author's own wording first uses it."""
    seen: set[str] = set()
    for found in _ORGAN.finditer(subject.wording):
        name = found.group()
        if name not in seen:
            seen.add(name)
            yield subject.finding(
                "organ-name-outdated", found.span(), meant=ORGANS[name]
            )


RULES: tuple[Rule, ...] = (fixed_formula, organ_name_outdated)
