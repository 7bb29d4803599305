"""The shipped templates merely saved again, and eleven edits that an office would make.

Each recipe says what its edit changes in the text of a document: a function of the text that the shipped template
gives, and of the view. Both Pythons read this file, the one of LibreOffice and that of the tests; it must not need either's libraries.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import editing as at
from editing import BLUE, BOLD, RED, Document

View = Any
Edit = Callable[[Document], None]
Change = Callable[[str, View], str]

TAG, BODY = "模板标记", "Text body"
CONTACTS = "{% if contacts %}联系方式：{% for contact in contacts %}{{ contact.label }}{{ contact.value }}{% if not loop.last %}；{% endif %}{% endfor %}。{% endif %}"


class Recipe(NamedTuple):
    """``heads`` are names of the view that headers or footers print beside the shipped ones."""

    name: str
    template: str
    edit: Edit
    change: Change
    heads: tuple[str, ...] = ()


def nothing(document: Document) -> None:
    """Opened and saved, no more."""


def same(text: str, view: View) -> str:
    return text


def fonts(document: Document) -> None:
    at.style(
        document,
        "Text body",
        CharFontNameAsian="宋体",
        CharHeightAsian=14.0,
        CharHeight=14.0,
    )
    at.style(
        document,
        "Heading 1",
        CharFontNameAsian="微软雅黑",
        CharWeightAsian=BOLD,
        CharColor=BLUE,
    )
    at.style(document, "Title", CharHeightAsian=26.0, CharHeight=26.0, CharColor=RED)
    at.style(document, TAG, CharColor=0x808080, CharHeight=8.0, CharHeightAsian=8.0)
    at.page(document, LeftMargin=3000, RightMargin=3000, TopMargin=2500)


def wording(document: Document) -> None:
    at.replace(document, "统一部署", "工作安排")
    at.replace(document, "请及时向我们反映。", "请及时向{{ organization }}反映。")
    at.look(
        document, "opening.team", CharWeight=BOLD, CharWeightAsian=BOLD, CharColor=BLUE
    )
    at.look(
        document,
        "ization }}反映",
        CharPosture=at.italic(),
        CharPostureAsian=at.italic(),
    )
    at.look(document, "欢迎广大干部群众", CharWeight=BOLD, CharWeightAsian=BOLD)


def other_wording(text: str, view: View) -> str:
    text = text.replace("统一部署", "工作安排") if view.opening.standard else text
    return (
        text.replace("向我们反映", f"向{view.organization}反映")
        if view.closing.standard
        else text
    )


def contacts(document: Document) -> None:
    at.replace(document, CONTACTS, "")
    before = "{%p for paragraph in closing.paragraphs %}"
    at.type_before(
        document,
        before,
        [
            ("{%p if closing.standard and contacts %}", TAG),
            ("联系方式", BODY),
            ("{%p endif %}", TAG),
        ],
    )
    rows = [
        ("方式", "号码或地址"),
        ("{%tr for contact in contacts %}", ""),
        ("{{ contact.label }}", "{{ contact.value }}"),
        ("{%tr endfor %}", ""),
    ]
    at.table(document, at.below(document, "联系方式"), rows, BODY)


def tabled_contacts(text: str, view: View) -> str:
    if not (view.closing.standard and view.contacts):
        return text
    told = "；".join(one.label + one.value for one in view.contacts)
    rows = [
        "联系方式",
        "方式\t号码或地址",
        *(f"{one.label}\t{one.value}" for one in view.contacts),
    ]
    sentence = f"联系方式：{told}。\n"
    return text.replace(sentence, "\n" + "\n".join(rows) + "\n", 1)


def heads(document: Document) -> None:
    at.header(document).setString("{% if organization %}{{ organization }}{% endif %}")
    at.page(document, FooterIsShared=True)
    footer = (
        document.StyleFamilies.getByName("PageStyles").getByName("Standard").FooterText
    )
    footer.setString("{{ title }}")


def notes(document: Document) -> None:
    at.footnote(document, "公开期限：", "由{{ organization }}确定。")
    at.bookmark(document, "ing.team }}对{{ ope")
    at.look(document, "{{ opening.feedback_by }}", HyperLinkURL="https://example.com/")
    cells = at.table(
        document, at.header(document).getEnd(), [("{{ kind_name }}", "")], "Footer"
    )
    cells.getCellByPosition(1, 0).setString(
        "{% if organization %}{{ organization }}{% endif %}"
    )


def noted(text: str, view: View) -> str:
    if not (view.closing.standard and view.period):
        return text
    return (
        text.replace("公开期限：", "公开期限：[^1]", 1)
        + f"\n[^1] 由{view.organization}确定。"
    )


def signed_on_top(document: Document) -> None:
    at.cut(document, "{%p if document.addressees %}", "{%p if opening.standard %}")
    at.move(
        document,
        "{%p if signature %}",
        "{%p if document.note %}",
        "{%p if opening.standard %}",
    )


def signature_on_top(text: str, view: View) -> str:
    addressed = f"{view.document.addressees}：\n" if view.document.addressees else ""
    head = "\n".join(view.title_lines) + "\n\n" + addressed
    if not text.startswith(head):
        raise ValueError("the document begins otherwise")
    rest = text[len(head) :].split("\n")
    start = max(
        number for number, line in enumerate(rest) if line == view.signature.lines[0]
    ) - (3 if view.signature.seal else 1)
    end = rest.index(f"{view.signature.date_indent}{view.signature.date}") + 1
    lines = rest[start:end] + rest[:start] + rest[end:]
    return head.removesuffix(addressed) + "\n".join(lines)


def items(document: Document) -> None:
    lines = [
        ("", BODY),
        ("整改问题一览", "Heading 1"),
        ("{% if date %}截至{{ date }}{% endif %}", BODY),
        ("", BODY),
    ]
    at.type_at_end(document, lines)
    at.section(document, "整改问题一览")
    rows = [
        ("序号", "问题", "状态"),
        ("{%tr for item in items %}", "", ""),
        (
            "{{ item.number }}",
            "{{ item.heading }}",
            "{% if item.status %}{{ item.status }}{% else %}—{% endif %}",
        ),
        ("{%tr endfor %}", "", ""),
    ]
    at.table(document, at.end(document), rows, BODY)
    at.look(document, "截至", CharWeight=BOLD, CharWeightAsian=BOLD)


def listed_items(text: str, view: View) -> str:
    rows = [
        "序号\t问题\t状态",
        *(f"{one.number}\t{one.heading}\t{one.status or '—'}" for one in view.items),
    ]
    return "\n".join(
        [text, "", "整改问题一览", f"截至{view.date}" if view.date else "", *rows, ""]
    )


def emblem(document: Document) -> None:
    at.pictures(document, "{{ organization }}文件")
    at.note(document, "{{ document.number }}", "发文字号由办公室编。")
    at.style(document, "发文机关标志", CharColor=RED, CharFontNameAsian="隶书")
    at.page(document, LeftMargin=2600, RightMargin=2600)


def tracked(document: Document) -> None:
    document.RecordChanges = True
    at.replace(document, "附件：1.", "附件：（1）")
    at.replace(document, "欢迎广大干部群众", "欢迎社会各界")
    at.look(document, "document.copies_to", CharWeight=BOLD, CharWeightAsian=BOLD)
    at.accept_changes(document)
    document.RecordChanges = False


def after_tracking(text: str, view: View) -> str:
    text = (
        text.replace("欢迎广大干部群众", "欢迎社会各界")
        if view.closing.standard
        else text
    )
    return (
        text.replace("附件：1.", "附件：（1）", 1)
        if len(view.document.attachments) > 1
        else text
    )


def date_box(document: Document) -> None:
    at.box(
        document, "（{{ document.note }}）", "{% if date %}{{ date }}{% endif %}", BODY
    )
    at.style(document, "Signature", CharFontNameAsian="楷体", CharColor=BLUE)


def boxed_date(text: str, view: View) -> str:
    if not view.document.note:
        return text
    return text.replace(
        f"（{view.document.note}）", f"（{view.document.note}）\n{view.date or ''}"
    )


def column(document: Document) -> None:
    at.column_after(document, "{{ row.problem }}")
    for place, words in (
        ("问题", "所属方面"),
        ("{{ row.problem }}", "{% if row.area %}{{ row.area }}{% endif %}"),
    ):
        at.type_right_of(document, place, words)


def areas(text: str, view: View) -> str:
    """LibreOffice gives the merged row of an area one more cell as well."""
    text = text.replace("\t问题\t", "\t问题\t所属方面\t", 1)
    for row in view.ledger:
        text = (
            text.replace(f"\n{row.new_area}\n", f"\n{row.new_area}\t\n", 1)
            if row.new_area
            else text
        )
        text = text.replace(
            f"{row.number}\t{row.problem}\t",
            f"{row.number}\t{row.problem}\t{row.area or ''}\t",
            1,
        )
    return text


SHIPPED = ("notice", "report", "redhead", "letter", "ledger")
RECIPES = (
    *(Recipe(f"{name}-saved", name, nothing, same) for name in SHIPPED),
    Recipe("notice-fonts", "notice", fonts, same),
    Recipe("notice-wording", "notice", wording, other_wording),
    Recipe("notice-contacts", "notice", contacts, tabled_contacts),
    Recipe("notice-heads", "notice", heads, same, heads=("organization", "title")),
    Recipe("notice-notes", "notice", notes, noted, heads=("kind_name", "organization")),
    Recipe("report-signed-on-top", "report", signed_on_top, signature_on_top),
    Recipe("report-items", "report", items, listed_items),
    Recipe("redhead-emblem", "redhead", emblem, same),
    Recipe("redhead-tracked", "redhead", tracked, after_tracking),
    Recipe("letter-date-box", "letter", date_box, boxed_date),
    Recipe("ledger-area", "ledger", column, areas),
)
