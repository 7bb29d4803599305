"""Words by which a heading reads as a problem (问题): 学习不够深入, 存在漏洞, 违规发放津补贴.

This room must not know where in a notice a heading stands.
"""

import re

_WINDOW = 24
"""As many characters at the end of a heading say whether it names a deficiency."""

_ENDS_DEFICIENT = re.compile(
    r"""
    (?: 不[^，。,]{1,8} | 未[^，。,]{1,10}         # 学习不够深入, 制度未落实到位
      | 欠缺? | 差距 | 短板 | 弱项 | 差
      | 薄弱 (?:环节)? | 偏差 | 偏颇
      | 缺失 | 缺乏 | 缺位 | 缺口 | 缺陷
      | 漏洞 | 死角 | 隐患 | 盲区 | 空白 | 风险
      | 弱化 | 虚化 | 淡化 | 泛化 | 僵化 | 老化 | 异化 | 边缘化 | 一般化 | 形式化 | 表面化
      | 滞后 | 迟缓 | 缓慢 | 过慢 | 较慢 | 偏慢 | 拖延 | 拖沓 | 推诿
      | 形式 (?:主义)? | 官僚主义 | 过场 | 走样 | 变通 | 敷衍 | 应付 | 随意 | 粗放 | 粗糙
      | 松懈 | 松散 | 松弛 | 松软 | 宽松软 | 偏松 | 偏软 | 懈怠
      | 匮乏 | 乏力 | 不力 | 无力 | 失管 | 失察 | 失守 | 失真 | 失范 | 失职
      | 较差 | 偏弱 | 偏低 | 偏少 | 偏高 | 较弱 | 较低 | 较少 | 过低 | 过少 | 过高
      | 单一 | 脱节 | 断层 | 断档 | 混乱 | 混淆 | 闲置 | 流失 | 超标 | 虚设 | 重复
      | 存在 | 仍有发生 | 时有发生 | 突出 | 屡禁不止
      | 打折扣 | 走马观花 | 一刀切 | 两张皮 | 上热下冷 | 重.{1,6}轻.{1,6}
      | 有待 [^，。,]{2,6} | 亟[待需] [^，。,]{2,6} | 仍需 [^，。,]{2,8}
      | 问题
    )
    [。.：:；;]? $
    """,
    re.VERBOSE,
)
_BEGINS_DEFICIENT = re.compile(
    r"""
      违规 | 违反 | 违纪 | 擅自 | 超标准 | 超范围 | 虚报 | 虚列 | 套取 | 截留 | 挪用
    | 侵占 | 拖欠 | 私设 | 私分 | 滥[用发] | 漠视 | 忽视 | 轻视 | 缺乏 | 缺少
    | 未(?:按|严格|及时|认真|有效|充分|能|依法|落实|建立|执行|开展|履行|制定)
    | 不按 | 不严格
    """,
    re.VERBOSE,
)
_RESOLUTE = re.compile(
    r"""
    不 (?: 懈 | 减 | 停 | 松 | 移 | 变 | 渝 | 断 | 怠 | 歇 | 止 | 放 | 辍 | 降 | 退 | 忘 | 息
         | 动摇 | 放松 | 松劲 | 停步 | 停歇 | 含糊 | 打折扣? | 反弹 | 掉队 | 缺位 | 走样 )
    [。.：:；;]? $
    | 未巡先改 | 未雨绸缪
    """,
    re.VERBOSE,
)
"""Words of determination that have 不 or 未 in them: 常抓不懈, 标准不降, 力度不减."""
_WEAK_ENDING = re.compile(
    "(?:问题|突出|存在|风险|隐患|形式|短板|弱项|漏洞)[。.：:；;]?$"
)
"""Endings that name a deficiency only where the heading does not call for action: 聚焦突出问题, 防范化解风险."""
_PROBLEMS_IN_GENERAL = re.compile(
    r"""
    (?: 存在 | 反馈 | 指出 | 发现 | 提出 | 主要 | 突出 | 具体 | 重点 | 共性 | 个性 | 相关 | 有关 | 其他
      | 方面 | 整改 | 完成 | 意见 | 巡察 | 巡视 | 以下 | 下列 )
    的? (?: 主要 | 突出 | 具体 | 重点 | 巡察 | 巡视 )? 的? 问题 [。.：:；;]? $
    """,
    re.VERBOSE,
)
"""Endings that speak of problems without naming one: 巡察反馈的主要问题, 党的建设方面存在的问题."""
_CALL_FOR_ACTION = re.compile(
    r"""
      聚焦 | 紧盯 | 紧扣 | 突出 | 围绕 | 坚持 | 直面 | 正视 | 对照 | 对标 | 防范 | 化解 | 解决 | 破解
    | 杜绝 | 消除 | 补齐 | 补足 | 堵塞 | 整改 | 抓好 | 排查 | 整治 | 梳理 | 认领 | 瞄准 | 找准 | 克服
    """,
    re.VERBOSE,
)
_GROUP_BY_STATUS = re.compile(
    r"""
    ^ (?: 已 | 基本 | 正在 | 尚未 | 未 | 需 | 待 | 立行立改 | 长期 | 持续 | 阶段性 | 限期 | 继续 )
    [^，。]{0,14}
    (?: 整改 | 完成 | 办结 | 销号 | 推进 | 坚持 | 解决 | 立行立改 )
    [^，。]{0,8}
    (?: 问题 | 事项 | 任务 ) [。：:]? $
    """,
    re.VERBOSE,
)
"""A heading that groups problems by how far they got: 已整改完成的问题, 需持续推进的问题."""


def names_a_deficiency(heading: str) -> bool:
    """Return whether ``heading`` reads as a problem: …不够深入, …有差距, 违规…"""
    if groups_by_status(heading):
        return False
    if _BEGINS_DEFICIENT.match(heading):
        return True
    ending = heading[-_WINDOW:]
    if not _ENDS_DEFICIENT.search(ending) or _RESOLUTE.search(ending):
        return False
    if _PROBLEMS_IN_GENERAL.search(ending):
        return False
    is_weak = _WEAK_ENDING.search(ending) is not None
    return not (is_weak and _CALL_FOR_ACTION.match(heading))


def groups_by_status(heading: str) -> bool:
    """Return whether ``heading`` only groups problems by how far they got: 已完成整改的问题."""
    return _GROUP_BY_STATUS.search(heading) is not None
