"""What stands on the page beside the notice: page numbers, index lists, navigation, tools, footers of web sites.

For example, of 首页 > 通知公告 / 索引号：000/2025-1 / 【巡察整改】某局党组关于…的通报 / 根据… / 【打印】 the first two
lines and the last are furniture, and so is 【巡察整改】. A line is furniture where its form leaves no doubt;
forms that a notice could have as well count only above its text or below its end. Functions on texts alone:
this module must not know formats, nor what a notice says.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rectify_gen.importer import headline, typed_marks
from rectify_gen.vocabulary import word_tables

PAGE = "import-page"
WEB_PAGE = "import-web-page"
BESIDE_NOTICE = "import-beside-notice"
"""Codes of the reports: what a page number is, what is furniture by its form, and what is by its place only."""

_LONGEST_PAGE_NUMBER = 40
_LONGEST_WEB_HEAD = 100
_LONGEST_WEB_FOOT = 80
_LONGEST_RUNNING_HEADER = 30
_FEWEST_RUNNING_HEADERS = 3
_LONGEST_COLUMN_NAME = 24
"""Longer lines above the title are left out only where their form is known."""
_LONGEST_VALUE = 60
_FEWEST_BARE_LABELS = 2
"""One line 来源 may be anything; two labels without a colon are a table."""

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


_BEFORE_LABEL = r"[•·●■◆▪○□►▶»>|*\-—]{0,3} \s{0,4} [【\[（(]? \s{0,3}"
"""Bullets and brackets, as index lists have them."""


_AFTER_LABEL = r"(?: \s{0,3} [：:】\]] | \u3000 | \t | [ ]{2} )"
"""What parts a label from its value: a colon, or the gap between the cells of a table."""


class _LabelPatterns(NamedTuple):
    """How a line begins that has a label of the page in front."""

    origin: re.Pattern[str]
    """来源：某局, as it stands above or below the text."""
    listed: re.Pattern[str]
    """索 引 号：0000, as it stands above the text only."""
    alone: re.Pattern[str]
    """A label with nothing behind it; its value stands on the next line."""


@functools.cache
def _labels() -> _LabelPatterns:
    words = word_tables.page_words()
    origin = _any_of(words["origin"])
    index = _any_of(words["index"])
    return _LabelPatterns(
        origin=_verbose(rf"{_BEFORE_LABEL} (?:{origin}) {_AFTER_LABEL}"),
        listed=_verbose(rf"{_BEFORE_LABEL} (?:{index}) {_AFTER_LABEL}"),
        alone=_verbose(
            rf"{_BEFORE_LABEL} (?:{index}|{origin}) \s{{0,3}} [：:】\]]{{0,2}}"
        ),
    )


def _verbose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of ``words``, between whose characters blanks may stand: 索 引 号."""
    patterns = []
    for word in words:
        patterns.append(r"\s{0,3}".join(map(re.escape, word)))
    return "|".join(patterns)


_TITLE_LABEL = re.compile(
    rf"""
    {_BEFORE_LABEL}
    (?: (?: 信息 | 文件 )? 名 \s{{0,3}} 称 | 标 \s{{0,3}} 题 )
    {_AFTER_LABEL} \s{{0,4}}
    """,
    re.VERBOSE,
)
_WEB_HEAD = re.compile(
    r"""
      # 2025-04-07 09:30 …   2025年4月7日 09:30 …   2025-04-07
      .{0,40} [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?![0-9])
    | (?:原创|转载)? .{0,30} [0-9]{4}[年\-/][0-9]{1,2}[月\-/][0-9]{1,2}日? \s+ [0-9]{1,2}:[0-9]{2}
    | [0-9]{4}[/.][0-9]{1,2}[/.][0-9]{1,2} $
    | (?:日期|时间) \s{0,2} [：:] \s{0,2} [0-9]{4}[-.年/]
      # 浏览次数：128   点击数
    | (?:浏览|阅读|点击|访问)(?:次数|量|数)? \s{0,2} [：:]? \s{0,2} [0-9]{1,9} \s{0,2} (?: 次 | 人 | [\s|·] | $ )
    | 浏览次数 | 浏览量 | 阅读次数 | 点击数 | 访问量
    | .{0,8} (?:浏览|阅读|点击|访问) (?:次数|量|数)? \s{0,2} [：:]? \s{0,2} [\[（(]? \s{0,2} [0-9]{1,9} \s{0,2} [\]）)]? \s{0,2} (?:次|人次)? $
    | [0-9]{1,9} \s{0,2} (?:次|人次|人)? (?:浏览|阅读|访问|点击) $
      # 【字体：大 中 小】
    | [【\[(（]? \s{0,2} (?:字体|字号|文字大小) \s{0,2} [：:\s]
      # 当前位置：首页 > 政务公开
    | (?:您|你)?(?:的|现在的|当前|现在|目前)? (?:所在|所处)? (?:的)? (?:当前)? (?:所在)? (?:位置|栏目) \s{0,2} [：:是]
    | 当前(?:所在)?(?:位置|栏目)
    | (?:网站|返回)?(?:首页|主页) \s{0,2} [>》›»/＞→|\-]
      # 大 中 小   A+ A-
    | [大中小特\s]{3,12} $ | A\+ \s* A-? $
      # 分享到   【打印】
    | 分享(?:到|至) | 分享 $
    | [【\[]?打印
      # 第A08版：公告   A08版 党建   版次：A08
    | 第? \s? [A-Za-z]?[0-9]{1,3} \s? 版 (?: $ | [：:\s（(] )
    | 版次 \s{0,2} [：:]
    | (?:上|下)一(?:版|期|篇) | 版面(?:导航|目录) | 标题导航 | 返回(?:目录|版面|首页|列表)
    | [0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日 \s* (?:星期|周)[一二三四五六日天]
      # a bare address
    | (?:https?|ftp)://\S+ $
    | www\.\S+ $
    """,
    re.VERBOSE,
)
"""How a line above the text begins that belongs to the web page or newspaper page."""
_WEB_FOOT = re.compile(
    r"""
      # 【打印本页】   关闭窗口
      [【\[]? \s{0,2} (?:打印|关闭|收藏)(?:本页|此页|本文|页面|窗口|文章)? (?= [】\]）)|\s] | $ )
      # 上一篇：   返回顶部   相关链接
    | (?:上|下)一(?:篇|条|页|版)
    | 返回(?:顶部|首页|列表|上页|上一页|目录)
    | 相关(?:链接|附件|阅读|文章|新闻|信息|稿件|推荐|报道|解读|文件|内容) \s{0,2} (?: [：:>】\]] | $ )
      # 分享到   扫一扫
    | 分享(?:到|至)
    | 扫一扫 (?: $ | 在|分享|关注|打开|手机 )
    | (?:用|使用)?(?:手机|微信)(?:扫一扫|扫码) (?: $ | 在|分享|关注|打开|浏览|查看|阅读 )
      # 版权所有   主办单位：   网站标识码
    | 版权所有
    | (?:主办|承办)(?:单位)? \s{0,2} [：:]
    | 网站标识码
    | (?:https?|ftp)://\S+ $
    | www\.\S+ $
    """,
    re.VERBOSE,
)
"""How a line below the text begins that belongs to the web page."""
_FOOTER = re.compile(
    r"""
      [【\[]? \s{0,2}
      (?: 相关(?:链接|阅读|文章|新闻|信息|稿件|推荐|报道|解读)
        | (?:推荐|延伸|热门|精彩)(?:阅读|推荐|文章) | 热点(?:新闻|推荐|专题) | 最新(?:文章|资讯|信息|动态|新闻)
        | 友情链接 | 网站地图 | (?:版权|免责|特别|网站)声明 | 政府网站找错 | 返回顶部 | (?:上|下)一(?:篇|条)
      )
      \s{0,2} (?: [：:>»|【】\[\]\s] | 更多 | $ )
    | (?:主办|承办)(?:单位)? \s{0,2} [：:]
    | 喜欢此内容的人 | 预览时标签不可点 | 继续滑动看下一个 | 向上滑动看下一个 | (?:轻触)?阅读原文 $ | 您是第 \s? [0-9]+ \s? 位
    | 本网?站 (?: 内容|所有|信息|由|提供|发布|文章|转载|部分|支持 ) | 凡本[网站] | 建议(?:使用|您使用) .{0,20} 浏览器
    | 扫一扫 (?: $ | 在|分享|关注|打开|手机 )
    | (?:用|使用)?(?:手机|微信)(?:扫一扫|扫码) (?: $ | 在|分享|关注|打开|浏览|查看|阅读 )
    | .{0,40} (?: 版权所有 (?!人|权) | 网站标识码 | 公网安备 | [\u4e00-\u9fff]ICP[备证] | Copyright )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a line begins behind which nothing of the notice follows."""
_ADDRESS_OF_PAGE = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+")
_TOOL = re.compile(
    r"""
    (?: [【\[（(] )?
    (?: 打印 | 关闭 | 收藏 | 分享 | 保存 | 下载 | 复制 | 纠错 | 朗读 | 转发 | 推荐 )
    (?: 本页 | 此页 | 本文 | 全文 | 页面 | 窗口 | 文章 | 正文 | 到 | 至 )? [：:]?
    (?: [】\]）)] )?
  | [【\[（(]? (?: 字体 | 字号 | 文字大小 | 字体大小 ) [：:]?
  | [【\[（(]? (?: 大 | 中 | 小 | 特大 | 放大 | 缩小 | 默认 | 正常 ) [】\]）)]?
  | (?: 新浪 | 腾讯 )?微博 | 微信(?:好友)? | QQ(?:空间|好友)? | 朋友圈 | 更多 | 人人网
  | [|/·】\]）)　\s]
  """,
    re.VERBOSE,
)
_SURE_TOOL = re.compile("打印|关闭|字体|字号|文字大小|分享|微信|微博|朋友圈|QQ空间")
_FEWEST_TOOLS_IN_TEXT = 2
"""Tools that make a line within the text surely one of tools: 【打印】【关闭】."""
_BETWEEN_ENTRIES = re.compile(r"[\s\u3000|｜>＞›»/·、]+")
_RED_HEAD = re.compile(
    r"""
      文件 $ | 签发人 | 绝密 | 机密 | 秘密 | 特急 | 加急 | 平急 | 内部
    | [〔\[（(【] [0-9]{4} [〕\]）)】]
    | ^ [0-9\s]+ $
    """,
    re.VERBOSE,
)
"""What stands above the title of a red-headed document."""
_TITLE_PREFIX = re.compile(
    r"""
      [【\[［〔] [^】\]］〕0-9０-９]{1,14} [】\]］〕] \s{0,4} (?= .{6} )      # 【巡察整改】
    | [\u3400-\u9fff·]{2,14} \s{0,3} [丨｜|│] \s{0,3} (?= .{6} )        # 整改公开丨
    """,
    re.VERBOSE,
)
_TITLE_SUFFIX = re.compile(
    r"""
      \s{0,3} (?: [_|｜] | \s [-—–]{1,2} \s ) [^。]{1,60} $
    | [-—–]{1,2} [^-—–]{0,30} (?: 网 | 网站 | 门户 | 政府 | 平台 | 公众号 | 公告 | 公开 ) [^。]{0,40} $
    """,
    re.VERBOSE,
)
"""The name of the site, as the title of a page in a browser ends: …的通报_通知公告_某市人民政府网."""
_MEANT_AS_TITLE = re.compile("关于|整改|巡察|巡视")
_WRITTEN_DATE = re.compile(
    r"\s* [0-9〇○零一二三四五六七八九]{4} \s? 年 .{1,4} 月 .{1,4} 日 \s*",
    re.VERBOSE,
)


class FurnitureCut(NamedTuple):
    """A stretch of a line that is not of the notice."""

    text: str
    code: str
    """:data:`PAGE`, :data:`WEB_PAGE` or :data:`BESIDE_NOTICE`."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line: what of it is of the notice, and what is not."""

    kept: str
    """Empty where the whole line is furniture."""
    cuts: tuple[FurnitureCut, ...] = ()

    @property
    def is_page_break(self) -> bool:
        """Whether the line stood between two pages, so that a sentence may go on behind it."""
        return any(cut.code == PAGE for cut in self.cuts)


def is_page_number(line: str) -> bool:
    """Return whether ``line`` is a page number alone: ``— 3 —``, ``第3页 共10页``."""
    if len(line) > _LONGEST_PAGE_NUMBER:
        return False
    return _PAGE_NUMBER.fullmatch(line) is not None


def is_web_head(line: str) -> bool:
    """Return whether ``line``, above the text, clearly belongs to the web page: index, source, time, clicks, breadcrumbs."""
    if len(line) > _LONGEST_WEB_HEAD or "。" in line:
        return False
    for pattern in (_WEB_HEAD, _labels().origin, _labels().listed):
        if pattern.match(line):
            return True
    return is_menu(line) or is_tools(line, fewest=1)


def is_web_foot(line: str) -> bool:
    """Return whether ``line``, below the text, clearly belongs to the web page: print, close, next article."""
    if len(line) > _LONGEST_WEB_FOOT or "。" in line:
        return False
    if _WEB_FOOT.match(line) or _labels().origin.match(line):
        return True
    return is_tools(line, fewest=1)


def is_menu(line: str) -> bool:
    """Return whether ``line`` is nothing but entries of a site's menu: 关怀版 无障碍, 政务公开."""
    if len(line) > _LONGEST_WEB_HEAD:
        return False
    entries = set(_BETWEEN_ENTRIES.split(line)) - {""}
    return bool(entries) and entries.issubset(word_tables.page_words()["menu"])


def is_tools(line: str, *, fewest: int) -> bool:
    """Return whether ``line`` is nothing but buttons of a page, ``fewest`` of them at least: 【打印】 【关闭】."""
    if len(line) > _LONGEST_WEB_FOOT or not _SURE_TOOL.search(line):
        return False
    position = 0
    tools = 0
    while position < len(line):
        tool = _TOOL.match(line, position)
        if tool is None:
            return False
        position = tool.end()
        if tool.group().strip(" |/·】]）)　\t"):
            tools += 1
    return tools >= fewest


def judge(texts: Sequence[str]) -> list[JudgedLine]:
    """Return for each of ``texts``, the lines or paragraphs of a source, what of it belongs to the notice.

    Where nothing would remain, everything is kept.
    """
    verdicts = _judge_pages(texts)
    begins = _begin_of_text(texts)
    title = _place_of_title(texts[:begins])
    _judge_head(texts[:begins], title, verdicts)
    _judge_middle(texts, begins, verdicts)
    _judge_tail(texts, begins, verdicts)
    if not any(verdict.kept for verdict in verdicts):
        return [JudgedLine(text) for text in texts]
    return verdicts


def _omitted(text: str, code: str = WEB_PAGE) -> JudgedLine:
    return JudgedLine("", (FurnitureCut(text, code),))


def _judge_pages(texts: Sequence[str]) -> list[JudgedLine]:
    """Leave out page numbers and running headers, which stand anywhere."""
    running_headers = _running_headers(texts)
    verdicts = []
    for text in texts:
        if is_page_number(text) or text in running_headers:
            verdicts.append(_omitted(text, PAGE))
        else:
            verdicts.append(JudgedLine(text))
    return verdicts


def _running_headers(texts: Sequence[str]) -> set[str]:
    """Return the short lines that come back straight after page numbers, three times or more."""
    counts: dict[str, int] = {}
    for previous, text in itertools.pairwise(texts):
        if len(text) > _LONGEST_RUNNING_HEADER:
            continue
        # What is numbered belongs to the text, even where it comes back.
        if typed_marks.read_mark(text):
            continue
        if is_page_number(previous):
            counts[text] = counts.get(text, 0) + 1
    headers = set()
    for text, count in counts.items():
        if count >= _FEWEST_RUNNING_HEADERS:
            headers.add(text)
    return headers


def _begin_of_text(texts: Sequence[str]) -> int:
    """Return the place of the first line that clearly is text: it has a full stop, or a number such as 一、 in front."""
    for place, text in enumerate(texts):
        if _labels().listed.match(text):
            # 内容概述：根据…统一部署。 sums the text up.
            continue
        if "。" in text or typed_marks.read_mark(text):
            return place
    return len(texts)


def _place_of_title(head: Sequence[str]) -> tuple[int, int] | None:
    """Return where the title begins and ends in ``head``; None where no line is clearly a title.

    Where a page prints it twice, the title is the one next to the text.
    """
    for place, text in enumerate(head):
        if not headline.is_sure_title(text):
            continue
        # The index list has the title as well, with its label in front or on the line above.
        is_labelled = _TITLE_LABEL.match(text) is not None
        is_value = place > 0 and _TITLE_LABEL.fullmatch(head[place - 1]) is not None
        if (is_labelled or is_value) and any(
            map(headline.is_sure_title, head[place + 1 :])
        ):
            continue
        end = place
        for later in range(place + 1, len(head)):
            if head[later] == text:
                end = later
        return headline.title_start(head, end), end
    return None


def _judge_head(
    head: Sequence[str],
    title: tuple[int, int] | None,
    verdicts: list[JudgedLine],
) -> None:
    """Leave out the furniture above the text."""
    values = _places_of_values(head, title)
    title_start, title_end = title or (0, -1)
    unknown_places = []
    for place, text in enumerate(head):
        is_title = title_start <= place <= title_end
        if is_title or not verdicts[place].kept:
            continue
        is_furniture = place in values or is_web_head(text)
        # 内容概述：根据…。 has a full stop and is none of the text all the same.
        if is_furniture or _labels().listed.match(text):
            verdicts[place] = _omitted(text)
        elif place < title_start:
            unknown_places.append(place)
    _judge_above_title(head, title_start, title_end, unknown_places, verdicts)
    if title is None:
        _take_labelled_title(head, verdicts)
        title_start = _first_kept(head, verdicts)
        title_end = title_start
    if title_start < len(head):
        _cut_around_title(title_start, title_end, verdicts)


def _judge_above_title(
    head: Sequence[str],
    title_start: int,
    title_end: int,
    places: Sequence[int],
    verdicts: list[JudgedLine],
) -> None:
    """Leave out columns and the site's name above a sure title, unless a red head stands there."""
    for place in places:
        if _RED_HEAD.search(head[place]):
            return
    title = "".join(head[title_start : title_end + 1])
    for place in places:
        if _is_column_name(head[place], title):
            verdicts[place] = _omitted(head[place], BESIDE_NOTICE)


def _is_column_name(text: str, title: str) -> bool:
    """Whether a line above a sure title is of the page: a column, the site's name, the title once more."""
    if text.startswith(title):
        return True
    if len(text) > _LONGEST_COLUMN_NAME or re.search("[，。；：:]", text):
        return False
    return not _MEANT_AS_TITLE.search(text)


def _places_of_values(head: Sequence[str], title: tuple[int, int] | None) -> set[int]:
    """Return the places of labels that stand alone, and of the values on the lines below them."""
    label_places = []
    for place, text in enumerate(head):
        if len(text) <= _LONGEST_VALUE and _labels().alone.fullmatch(text):
            label_places.append(place)
    places: set[int] = set()
    for place in label_places:
        has_colon = re.search(r"[：:】\]]\s*$", head[place]) is not None
        if not has_colon and len(label_places) < _FEWEST_BARE_LABELS:
            continue
        places.add(place)
        value_place = place + 1
        if value_place < len(head) and _is_value(head, value_place, title):
            places.add(value_place)
    return places


def _is_value(head: Sequence[str], place: int, title: tuple[int, int] | None) -> bool:
    text = head[place]
    if title is not None and title[0] <= place <= title[1]:
        return False
    if title is not None and place > title[1]:
        # Below the title, the next line may be text as well.
        return re.fullmatch(r"[0-9\-:/.\s]{1,20}", text) is not None
    if len(text) > _LONGEST_VALUE or re.search("[。；：:]$", text):
        return False
    return title is not None or not _MEANT_AS_TITLE.search(text)


def _first_kept(head: Sequence[str], verdicts: Sequence[JudgedLine]) -> int:
    for place in range(len(head)):
        if verdicts[place].kept:
            return place
    return len(head)


def _take_labelled_title(head: Sequence[str], verdicts: list[JudgedLine]) -> None:
    """Keep the title that stands nowhere but in the index list: 标题：某局党组关于…的通报."""
    for place, text in enumerate(head):
        label = _TITLE_LABEL.match(text)
        if label is not None and headline.is_sure_title(text[label.end() :]):
            cut = FurnitureCut(label.group().strip(), WEB_PAGE)
            verdicts[place] = JudgedLine(text[label.end() :], (cut,))
            return


def _cut_around_title(start: int, end: int, verdicts: list[JudgedLine]) -> None:
    """Cut the name of a column off the front of the title, an address and the site's name off its end."""
    text = verdicts[start].kept
    prefix = _TITLE_PREFIX.match(text)
    if prefix is not None and _MEANT_AS_TITLE.search(text, prefix.end()):
        cut = FurnitureCut(prefix.group().strip(), WEB_PAGE)
        kept = text[prefix.end() :]
        verdicts[start] = JudgedLine(kept, (*verdicts[start].cuts, cut))
    text = verdicts[end].kept
    for pattern in (_ADDRESS_OF_PAGE, _TITLE_SUFFIX):
        suffix = pattern.search(text)
        if suffix is None or not headline.is_sure_title(text[: suffix.start()].strip()):
            continue
        cut = FurnitureCut(text[suffix.start() :].strip(), WEB_PAGE)
        text = text[: suffix.start()].strip()
        verdicts[end] = JudgedLine(text, (*verdicts[end].cuts, cut))


def _judge_middle(
    texts: Sequence[str], begins: int, verdicts: list[JudgedLine]
) -> None:
    """Leave out, within the text, what no notice says: a line of several buttons."""
    for place in range(begins, len(texts)):
        text = texts[place]
        if is_tools(text, fewest=_FEWEST_TOOLS_IN_TEXT):
            verdicts[place] = _omitted(text)


def _judge_tail(texts: Sequence[str], begins: int, verdicts: list[JudgedLine]) -> None:
    """Leave out the furniture below the last sentence, and all that stands below a site's footer."""
    footer = _begin_of_footer(texts, begins)
    for place in range(footer, len(texts)):
        text = texts[place]
        has_known_form = is_web_foot(text) or _FOOTER.match(text) is not None
        if verdicts[place].kept:
            code = WEB_PAGE if has_known_form else BESIDE_NOTICE
            verdicts[place] = _omitted(text, code)
    place = footer - 1
    while place > begins and "。" not in texts[place]:
        if verdicts[place].kept and is_web_foot(texts[place]):
            verdicts[place] = _omitted(texts[place])
        place -= 1


def _begin_of_footer(texts: Sequence[str], begins: int) -> int:
    """Return where the footer of a site begins, behind which no number, date or sentence of the notice stands."""
    begin_of_footer = len(texts)
    if "。" not in "".join(texts[begins:]):
        return begin_of_footer
    for place in range(len(texts) - 1, begins, -1):
        text = texts[place]
        if typed_marks.read_mark(text) or _WRITTEN_DATE.fullmatch(text):
            break
        if "。" in text and _MEANT_AS_TITLE.search(text):
            # A sentence about the rectification is of the notice.
            break
        if len(text) <= _LONGEST_WEB_HEAD and _FOOTER.match(text):
            begin_of_footer = place
    return begin_of_footer
