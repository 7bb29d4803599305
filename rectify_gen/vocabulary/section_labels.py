"""Labels that begin a stretch of text below a problem: 整改情况： 【整改措施】 整改成效:

This room must not know what stands under a label.
"""

import re
from typing import NamedTuple

_QUALIFIERS = "(?:整改|落实|完成|进展|推进|工作|主要|具体|目前|当前|下一?步|下一阶段|后续|长效|取得|阶段性|预期|集中)"
_NOUNS = """
    (?: 情况 | 成效 | 成果 | 措施 | 举措 | 做法 | 结果 | 进展 | 进度 | 目标 | 要求 | 时限 | 期限 | 状态 | 打算
      | 机制 | 安排 | 计划 | 效果 | 任务 | 类型 )
"""
_RESPONSIBLE = """
    (?: (?: 责任 | 牵头 | 配合 | 分管 | 整改 | 包抓 | 督办 | 联系 )
        (?: 责任 )? (?: 领导 | 单位 | 部门 | 科室 | 处室 | 人员? | 股室 | 党员 ) )
"""
_OF_PROBLEM = """
    (?: (?: 存在 | 反馈 | 具体 | 主要 | 巡察 | 巡视 ){1,2} 的? (?:反馈)? 问题
      | 问题 (?: 描述 | 表现 | 内容 | 概述 | 原因 | 成因 | 具体表现 )
      | (?: 具体 | 主要 ) 表现 | (?: 原因 | 问题 ) (?: 分析 | 剖析 ) )
"""
_WORDS = rf"""
    (?:
        {_QUALIFIERS}{{1,3}} (?: {_NOUNS} | 工作 )
        (?: (?: 及 | 和 | 与 | 、 ) {_QUALIFIERS}{{0,3}} {_NOUNS} )?
      | 整改
      | (?: 成效 | 措施 | 举措 | 进展 | 做法 | 目标 | 时限 ) (?: (?: 及 | 和 | 与 ) {_QUALIFIERS}{{0,2}} {_NOUNS} )?
      | {_RESPONSIBLE}
      | {_OF_PROBLEM}
    )
"""
_LABEL = re.compile(
    rf"""
      (?P<bracketed> [【\[［] {_WORDS} [】\]］] [：:]? )    # 【整改情况】 [整改情况]：
    | (?P<in_round> [（(] {_WORDS} [）)] [：:]? )          # （整改情况）
    | (?P<plain> {_WORDS} ) (?P<colon> [：:] )            # 整改情况：
    """,
    re.VERBOSE,
)
_FIRST_SIGNS = frozenset(
    "整落完进推工主具目当下后长取阶预集责牵配分包督联存反巡问原成措举做时【[［（("
)
"""How a label may begin: other texts are not searched."""
_COLON = "："


class LabelStart(NamedTuple):
    """A label at the beginning of a text."""

    words: str
    """As the data have it: without a colon, where it is the usual full-width one."""
    end: int
    """Where the text behind it begins."""


def read_label(text: str) -> LabelStart | None:
    """Return the label that ``text`` begins with, or None."""
    if text[:1] not in _FIRST_SIGNS:
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    words = match.group()
    # In brackets or with another colon it is printed as typed.
    if match["plain"] is not None and match["colon"] == _COLON:
        words = match["plain"]
    return LabelStart(words, match.end())


_PROBLEM_LABEL = re.compile(rf"{_OF_PROBLEM} [：:]", re.VERBOSE)


def names_problem(text: str) -> bool:
    """Return whether ``text`` begins with a label behind which a problem is named: 存在问题：台账不全."""
    return _PROBLEM_LABEL.match(text) is not None
