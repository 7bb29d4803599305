"""Words by which a text shows that it reports a rectification after an inspection, or is a document of another kind.

This room must not know how a text is divided, nor what is done about another document.
"""

import re

RECTIFICATION_TITLE = re.compile(
    r"""
      整改 .{0,14} (?:情况|进展|落实|成效|结果|完成) (?!.{0,6}(?:方案|计划|通知|会议))
    | 整改 .{0,8} (?:通报|报告|公示|公告) $
    | (?:巡察|巡视) .{0,20} 反馈 .{0,16} (?:情况|进展|成效) .{0,6} (?:通报|报告|公示|公告) $
    """,
    re.VERBOSE,
)
"""A title of such a notice: …关于巡察整改进展情况的通报."""
INSPECTION = re.compile("巡察|巡视")
FEEDBACK = re.compile("反馈|指出")
ANNOUNCEMENT = re.compile(
    r"""
    (?:现将?|现就|将) [^。]{0,40} (?:整改|反馈意见|反馈问题|巡察意见|巡视意见) [^。]{0,30}
    (?: 公布 | 公示 | 公开 | 通报 | 报告 | 汇报 | 公告 | 如下 )
    """,
    re.VERBOSE,
)
"""The sentence with which such a notice begins: 现将巡察整改进展情况予以公布."""
RECTIFIED = re.compile("整改|已完成|立行立改|销号")

OTHER_TITLE = re.compile(
    r"""
      (?: 方案 | 计划 | 通知 | 办法 | 规定 | 条例 | 细则 | 规则 | 纲要 | 规划 | 要点 | 清单 | 讲话 | 致辞 | 纪要
        | 公约 | 总结 | 综述 | 侧记 | 解读 | 访谈 | 答记者问 | 情况反馈 | 反馈意见 | 合同 | 协议 | 制度 | 预案 | 建议 | 提案 | 批复 | 启事 | 简章 | 名单 | 倡议书 | 做法 | 说明 | 法 )
      (?: 的(?:通知|通报|公告|公示) )? $
    | 任免 | 任职 | 任前 | 招聘 | 招标 | 采购 | 录用 | 拟任 | 进驻 | 动员 (?:会|部署) | 推进会 | 座谈会 | 反馈会 | 工作会
    | 召开 | 开展 .{0,20} (?:巡察|巡视) 的? (?:公告|通告|公示|通知) $
    | 反馈 .{0,6} (?:巡察|巡视) .{0,4} (?:情况|意见) $
    """,
    re.VERBOSE,
)
"""A title of another kind of document: a plan, a law, an announcement of an inspection, news of a meeting."""
OTHER_SUPERVISION = re.compile(
    r"""
      代表建议 | 议案 | 政协委员 | 审计 | 督察 | 督查 | 环保 | 生态环境保护 | 主题教育 | 民主生活会 | 人大代表 | 人大常委会 | 政协 | 提案
    | 安全生产 | 安全隐患 | 消防检查 | 法治政府 | 绩效 | 考核 | 大检查
    """,
    re.VERBOSE,
)
"""Whose findings another kind of report speaks of, where it names no inspection: 审计查出问题整改情况."""
