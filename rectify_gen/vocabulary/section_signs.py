"""Signs by which a section of level one shows its role: words of its heading, of its items, of its text.

Each sign is a row with points; who reads a notice adds them up. A new wording is a word in one row here.
This room must not know how a section is stored, nor how the points are compared.
"""

import re
from enum import Enum
from typing import NamedTuple

from rectify_gen.vocabulary.section_roles import Role


class SignPlace(Enum):
    """Where the words of a sign stand."""

    HEADING = "heading"
    ITEMS = "items"
    """In most headings of the items straight below the section."""
    TEXT = "text"
    """Anywhere below the heading."""


class RoleSign(NamedTuple):
    """Words that speak for a role."""

    role: Role
    place: SignPlace
    points: int
    words: re.Pattern[str]


def _heading(role: Role, points: int, words: str) -> RoleSign:
    pattern = re.compile(words, re.VERBOSE)
    return RoleSign(role, SignPlace.HEADING, points, pattern)


def _text(role: Role, points: int, words: str) -> RoleSign:
    pattern = re.compile(words, re.VERBOSE)
    return RoleSign(role, SignPlace.TEXT, points, pattern)


_ORGAN = "(?:党组|党委|党工委|党总支|党支部|党组织|领导班子)"
_HEAD_OF_ORGAN = "(?:书记|主要负责(?:人|同志)|主要领导|[局院校]长|主任)"

ROLE_SIGNS: tuple[RoleSign, ...] = (
    # 巡察整改总体情况
    _heading(
        Role.OVERVIEW, 7, "总体(?:工作)?情况 | 基本情况 | 概况 | 巡察情况$ | 总体进展"
    ),
    # 履行巡察整改主体责任情况
    _heading(Role.RESPONSIBILITY, 6, "主体责任"),
    # 市检察院党组及党组书记组织整改落实情况, 主体责任和第一责任人责任: both together
    _heading(
        Role.RESPONSIBILITY,
        10,
        f"{_ORGAN} (?:及其?|和|与|、) {_ORGAN}? (?:主要)? {_HEAD_OF_ORGAN}"
        "| 主体责任 .{0,10} 第一责任人 | 两个责任",
    ),
    # 整改工作组织情况; 提高站位，强化责任
    _heading(
        Role.RESPONSIBILITY,
        3,
        """
          组织 | 部署 | 领导 | 站位 | 责任 | 思想 | 认识 | 共识 | 重视 | 行动 | 动员 | 统筹 | 机制
        | 推进情况 | 开展情况 | 工作情况$ | 整改过程 | 做法 | 压实 | 担当 | 研究
        """,
    ),
    # 党组书记履行第一责任人责任情况
    _heading(Role.FIRST_RESPONSIBLE, 9, "第一责任人"),
    _heading(
        Role.FIRST_RESPONSIBLE,
        8,
        f"{_HEAD_OF_ORGAN} [^，]{{0,6}} (?:组织 | 履行 | 履职 | 履责 | 落实 | 抓 | 推[进动] | 带头 | 领[办导])",
    ),
    # 反馈问题整改落实情况; 整改任务完成情况
    _heading(
        Role.RECTIFICATION,
        4,
        """
          (?:任务|问题|意见|事项|清单) .{0,10} (?:落实|整改|进展|完成|推进|办理|情况)
        | 整改 .{0,4} (?:任务|事项)
        | 问题 (?:的?整改)? [。：:]? $
        | 已 .{0,6} 完成 .{0,4} (?:问题|事项|任务)
        """,
    ),
    # 存在的主要问题 that are left; what became of letters and clues
    _heading(
        Role.RECTIFICATION,
        -6,
        "存在的? (?:主要|突出)? (?:问题|不足|困难) .{0,6} $ | 线索 | 信访 | 移交",
    ),
    # 关于党的建设方面
    _heading(
        Role.RECTIFICATION,
        5,
        "^ (?:关于|聚焦|在|围绕|对照) .* 方面 | 方面 (?:的?问题)? [。：:]? $",
    ),
    # 逐项整改，务求实效; 聚焦重点，逐项抓好落实
    _heading(Role.RECTIFICATION, 3, "逐 [项条一个] | 照单 | 对账 | 销号"),
    # 整改落实情况; 紧盯问题，狠抓整改落实
    _heading(
        Role.RECTIFICATION,
        2,
        """
          整改 (?:落实|进展|完成)? (?:工作)? (?:情况|落实|进展|到位) | 落实情况
        | (?:坚持|紧盯|聚焦|突出|针对|直面) .{0,4} (?:问题|重点) | 全面整改 | 真抓实改
        """,
    ),
    # 需长期坚持的整改事项
    _heading(
        Role.LONG_TERM,
        20,
        """
          [需待要] .{0,5} (?:长期|持续)
        | 长期 (?:整改|坚持|推进) (?:的|事项|问题|任务|情况|工作|$)
        | 持续 (?:整改|推进) (?:的|事项|问题|任务|$)
        | ^ 持续 (?:整改|推进) .{0,4} (?:情况|进展)
        | 尚未 .{0,4} (?:完成|整改|到位) | 未 (?:完成|整改到位|销号) | 正在 (?:整改|推进)
        """,
    ),
    # 下一步打算, 今后努力方向, 后续整改工作安排
    _heading(
        Role.NEXT_STEPS,
        9,
        """
          下一?步 | 下一?阶段 | 今后 | 接下来 | 努力方向
        | 后续 .{0,6} (?:工作|措施|安排|打算|计划)
        | (?:工作|整改) (?:打算|计划|安排|思路) $
        """,
    ),
    # 标本兼治，巩固整改成果; 常抓不懈，持续发力
    _heading(
        Role.NEXT_STEPS,
        3,
        """
          (?:巩固|深化|拓展|扩大) .{0,10} (?:成果|成效)
        | 常抓不懈 | 抓常抓长 | 久久为功 | 驰而不息 | 标本兼治 | 长效 | 常态
        | 持续 (?:用力|发力|深化|巩固|加力|抓好)
        """,
    ),
    # What the organ did to organise the whole.
    RoleSign(
        Role.RESPONSIBILITY,
        SignPlace.ITEMS,
        3,
        re.compile(
            "站位|领导|责任|部署|统筹|机制|思想|认识|担当|督|问效|方案|推进|压实|动员|重视|研究|细化"
        ),
    ),
    _text(Role.RESPONSIBILITY, 1, "领导小组 | 专班 | 专项工作组"),
    _text(
        Role.RESPONSIBILITY,
        1,
        """
          专题 .{0,4} (?:会|研究|学习) | 党(?:组|委|工委) .{0,4} 会 | 动员 .{0,4} 会
        | (?:推进|调度|部署|交办|督导)会 | 召开 .{0,12} 会议? | 开会
        """,
    ),
    _text(
        Role.RESPONSIBILITY,
        1,
        "(?:整改|工作)方案 | (?:责任|任务|问题)清单 | 方案 | 台账",
    ),
    _text(Role.RESPONSIBILITY, 1, "督办 | 督导 | 督查 | 督促 | 跟踪 | 问效 | 调度"),
    _text(
        Role.RESPONSIBILITY, 1, "第一责任人 | 一岗双责 | 主体责任 | 任组长 | 各负其责"
    ),
    _text(
        Role.NEXT_STEPS,
        2,
        "^ 下一?步 | 今后 | 将 (?:继续|持续|坚持|进一步|锲而不舍|始终|以|不断|严格|认真)",
    ),
)
"""The rows that are looked for in a section; each counts once, however often its words stand there."""

POINTS_OF_PROBLEMS = 6
"""For rectification: most items of a list below the section are problems."""
POINTS_OF_PROBLEM_IN_FORM = 3
"""For rectification: an item is 关于……问题, though most beside it are not."""
POINTS_OF_LABELS = 4
"""For rectification: labels such as 整改情况： stand below it."""
POINTS_OF_OWN_PROBLEM = 4
"""For rectification: the heading of the section is a problem itself."""
POINTS_OF_LAST_PLACE = 1
"""For the next steps: the section is the last of several."""
MOST_POINTS_OF_TEXT = 3
"""The words of a text speak for a role with so many points at most: long texts have all of them."""
FEWEST_POINTS = 3
"""A section with fewer points for every role has none of them."""
