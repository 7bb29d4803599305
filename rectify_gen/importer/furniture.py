"""What stands on the page beside the notice: page numbers, running headers, furniture of web pages.

Pure questions about one line. This module must not know what a notice says.
"""

from __future__ import annotations

import re

_LONGEST_PAGE_NUMBER = 40
_LONGEST_WEB_HEAD = 100
_LONGEST_WEB_FOOT = 80

_PAGE_NUMBER = re.compile(
    r"""
      # — 3 —
      [—–―－\-·]{1,2} \s{0,3} [0-9０-９]{1,4} \s{0,3} [—–―－\-·]{1,2}
      # 第3页 共10页
    | 第\s{0,2}[0-9]{1,4}\s{0,2}页
      (?: \s{0,2} [,，/]? \s{0,2} 共\s{0,2}[0-9]{1,4}\s{0,2}页 )?
      # 3/10
    | [0-9]{1,4} \s{0,2} / \s{0,2} [0-9]{1,4}
    """,
    re.VERBOSE,
)
_WEB_HEAD = re.compile(
    r"""
      # 信息来源：示例市人民政府   发布时间：2025-04-07   日期：2025年4月7日
      (?:信息|文章|内容|稿件)?来源 \s{0,2} [：:]
    | (?:发布|发文|更新|成文|发表)(?:时间|日期) \s{0,2} [：:]
    | 日期 \s{0,2} [：:] \s{0,2} [0-9]{4}[-.年/]
    | [0-9]{4}-[0-9]{2}-[0-9]{2} \s+ [0-9]{1,2}:[0-9]{2}
      # 浏览次数：128   点击数
    | (?:浏览|阅读|点击|访问)(?:次数|量|数)? \s{0,2} [：:]? \s{0,2} [0-9]
    | 浏览次数 | 浏览量 | 阅读次数 | 点击数
      # 【字体：大 中 小】   索引号：
    | [【\[(（]? \s{0,2} (?:字体|字号|文字大小) \s{0,2} [：:\s]
    | 索\s{0,2}引\s{0,2}号 \s{0,2} [：:]
      # 当前位置：首页 > 政务公开
    | 当前位置
    | 您(?:的|现在的)?(?:当前)?位置
    | 首页 \s{0,2} [>》›»/]
      # 作者：   责任编辑：   分享到   【打印】
    | 作者 \s{0,2} [：:]
    | (?:责任)?编辑 \s{0,2} [：:]
    | 分享(?:到|至)
    | [【\[]?打印
    """,
    re.VERBOSE,
)
"""How a line above the text begins that belongs to the web page."""
_WEB_FOOT = re.compile(
    r"""
      # 【打印本页】   关闭窗口
      [【\[]? \s{0,2} (?:打印|关闭)(?:本页|此页|页面|窗口)?
      # 上一篇：   返回顶部   相关链接
    | 上一篇 | 下一篇
    | 返回(?:顶部|首页)
    | 相关(?:链接|附件|阅读)
      # 分享到   扫一扫   责任编辑：
    | 分享(?:到|至)
    | 扫一扫
    | (?:责任)?编辑 \s{0,2} [：:]
      # 版权所有   主办单位：   网站标识码
    | 版权所有
    | 主办单位 \s{0,2} [：:]
    | 网站标识码
    """,
    re.VERBOSE,
)
"""How a line below the text begins that belongs to the web page."""


def is_page_number(line: str) -> bool:
    """Return whether ``line`` is a page number alone: ``— 3 —``, ``第3页 共10页``."""
    if len(line) > _LONGEST_PAGE_NUMBER:
        return False
    return _PAGE_NUMBER.fullmatch(line) is not None


def is_web_head(line: str) -> bool:
    """Return whether ``line``, above the text, clearly belongs to the web page: source, time, clicks, breadcrumbs."""
    if len(line) > _LONGEST_WEB_HEAD or "。" in line:
        return False
    return _WEB_HEAD.match(line) is not None


def is_web_foot(line: str) -> bool:
    """Return whether ``line``, below the text, clearly belongs to the web page: print, close, next article."""
    if len(line) > _LONGEST_WEB_FOOT or "。" in line:
        return False
    return _WEB_FOOT.match(line) is not None
