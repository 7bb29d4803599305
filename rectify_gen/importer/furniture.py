"""What stands on the page beside the notice: page numbers, running headers, furniture of web pages.

Pure questions about one line. This room must not know what a notice says.
"""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[—–―－\-·]{1,2}\s{0,3}[0-9０-９]{1,4}\s{0,3}[—–―－\-·]{1,2}"
    r"|第\s{0,2}[0-9]{1,4}\s{0,2}页(?:\s{0,2}[,，/]?\s{0,2}共\s{0,2}[0-9]{1,4}\s{0,2}页)?"
    r"|[0-9]{1,4}\s{0,2}/\s{0,2}[0-9]{1,4}"
)
_WEB_HEAD = re.compile(
    r"(?:信息|文章|内容|稿件)?来源\s{0,2}[：:]|(?:发布|发文|更新|成文|发表)(?:时间|日期)\s{0,2}[：:]|日期\s{0,2}[：:]\s{0,2}[0-9]{4}[-.年/]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s{0,2}[：:]?\s{0,2}[0-9]|浏览次数|浏览量|阅读次数|点击数"
    r"|[【\[(（]?\s{0,2}(?:字体|字号|文字大小)\s{0,2}[：:\s]|索\s{0,2}引\s{0,2}号\s{0,2}[：:]"
    r"|当前位置|您(?:的|现在的)?(?:当前)?位置|首页\s{0,2}[>》›»/]|[0-9]{4}-[0-9]{2}-[0-9]{2}\s+[0-9]{1,2}:[0-9]{2}"
    r"|作者\s{0,2}[：:]|(?:责任)?编辑\s{0,2}[：:]|分享(?:到|至)|[【\[]?打印"
)
_WEB_FOOT = re.compile(
    r"[【\[]?\s{0,2}(?:打印|关闭)(?:本页|此页|页面|窗口)?|上一篇|下一篇|分享(?:到|至)|扫一扫|(?:责任)?编辑\s{0,2}[：:]"
    r"|返回(?:顶部|首页)|版权所有|主办单位\s{0,2}[：:]|网站标识码|相关(?:链接|附件|阅读)"
)


def is_page_number(line: str) -> bool:
    """Return whether ``line`` is a page number alone: ``— 3 —``, ``第3页 共10页``."""
    return len(line) <= 40 and _PAGE_NUMBER.fullmatch(line) is not None


def is_web_head(line: str) -> bool:
    """Return whether ``line``, above the text, clearly belongs to the web page: source, time, clicks, breadcrumbs."""
    return len(line) <= 100 and "。" not in line and _WEB_HEAD.match(line) is not None


def is_web_foot(line: str) -> bool:
    """Return whether ``line``, below the text, clearly belongs to the web page: print, close, next article."""
    return len(line) <= 80 and "。" not in line and _WEB_FOOT.match(line) is not None
