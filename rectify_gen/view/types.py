"""What a Word template may print: frozen types that hold finished strings.

The names of the fields are what template authors type; they are fixed once
shipped. A fact that is not in the data is an :class:`Absent`: false in a test, an
error when printed. This room must not know YAML, the model, Word, or any template.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from rectify_gen.diagnostics import Route
from rectify_gen.view.lead_sentences import lead_of


class AbsentFactError(Exception):
    """A template printed a fact that the data does not give; ``route`` leads to where it belongs."""

    def __init__(self, route: Route) -> None:
        self.route = route
        super().__init__(".".join(str(step) for step in route))


class Absent:
    """A fact that the data does not give: false when tested, :class:`AbsentFactError` when printed."""

    __slots__ = ("route",)

    def __init__(self, *route: str | int) -> None:
        self.route: Route = route

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Self:
        if name.startswith("_"):
            raise AttributeError(name)
        # {{ signature.date }} of a notice without signature names signature.date, not the signature.
        return type(self)(*self.route, name)

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        raise AbsentFactError(self.route)

    # Autoescaping asks for __html__ before __str__: both must report the fact.
    __html__ = __str__

    def __iter__(self) -> Iterator[Any]:
        raise AbsentFactError(self.route)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Absent) and other.route == self.route

    def __hash__(self) -> int:
        return hash(self.route)

    def __repr__(self) -> str:
        return f"Absent{self.route}"


Fact = str | Absent


class OpeningView(NamedTuple):
    """The opening: facts for the template's standard sentence, or ``paragraphs`` that replace it."""

    standard: bool
    paragraphs: tuple[str, ...]
    authority: Fact
    term: Fact
    round: Fact
    period: Fact
    team: Fact
    verb: str
    type: Fact
    organization: Fact
    feedback_date: Fact
    feedback_by: Fact


class ParagraphView(NamedTuple):
    """One paragraph. ``role`` is heading (alone on its line), run_in (heading, then text), label or body.

    ``level`` is that of the mark (1 一、 2 （一） 3 1. 4 （1） 5 ①; 0 for body and label).
    """

    role: str
    level: int
    number: str
    heading: str
    text: str

    # Computed when a template asks for them: most do not, and a notice has hundreds of paragraphs.
    @property
    def lead(self) -> str:
        """The first sentence of a measure (一是……。), a label or a run-in paragraph; empty where nothing follows it."""
        return lead_of(self.role, self.text)

    @property
    def rest(self) -> str:
        """What follows the lead: ``lead + rest`` is the text."""
        return self.text[len(self.lead) :]

    @property
    def has_link(self) -> bool:
        """Whether the text has an address of the web or of e-mail, which does not break at the end of a line."""
        return "@" in self.text or "://" in self.text or "www." in self.text


class ItemView(NamedTuple):
    """One item of the rectification section with what a ledger shows of it; ``items`` are its children.

    ``measures`` are its paragraphs; where the items below it name no problem, also these, as printed.
    """

    number: str
    heading: str
    problem: Fact
    level: int
    paragraphs: tuple[str, ...]
    measures: tuple[str, ...]
    items: tuple["ItemView", ...]
    status: Fact
    responsible_leader: Fact
    responsible_departments: Fact
    person: Fact
    deadline: Fact
    target: Fact
    progress: Fact
    evidence: Fact
    closed_on: Fact


class LedgerRowView(NamedTuple):
    """One row of the ledger (整改台账): a leaf item of the rectification section, with a running ``number``.

    ``area`` is the heading of the （一） that the item stands below; ``new_area`` the same where it begins. ``areas``
    are all headings above the item, from that one on.
    """

    number: str
    area: Fact
    new_area: Fact
    problem: str
    target: Fact
    measures: tuple[str, ...]
    progress: Fact
    responsible_leader: Fact
    responsible_departments: Fact
    person: Fact
    deadline: Fact
    status: Fact
    evidence: Fact
    closed_on: Fact
    areas: tuple[str, ...] = ()


class LedgerAreaView(NamedTuple):
    """The rows of the ledger that follow one another in one ``area``, for tables that print it once beside them."""

    area: Fact
    rows: tuple[LedgerRowView, ...]


class ClosingView(NamedTuple):
    """The closing: the template's standard sentences, or ``paragraphs`` that replace them."""

    standard: bool
    paragraphs: tuple[str, ...]


class ContactView(NamedTuple):
    """One contact; ``label`` carries its own colon where one is wanted."""

    kind: str
    label: str
    value: str


class SignerView(NamedTuple):
    """One signing organ; ``indent`` is the white space that puts it where the standard's arithmetic does."""

    name: str
    indent: str


class SignatureView(NamedTuple):
    """署名 and 成文日期, each with the white space before it on its line of 28 characters.

    ``lines`` are the 署名 as they are set: one below another, or side by side where each gets a seal.
    """

    organizations: tuple[SignerView, ...]
    lines: tuple[str, ...]
    date: Fact
    date_indent: str
    seal: bool


class DocumentView(NamedTuple):
    """What surrounds the text of a formal document."""

    copy_number: Fact
    number: Fact
    addressees: Fact
    signer: Fact
    secrecy: Fact
    urgency: Fact
    copies_to: Fact
    attachments: tuple[str, ...]
    note: Fact
    issued_by: Fact
    issued_on: Fact


class OwnFactsView:
    """Facts of an office's own, by the names that it gave them: ``fields.举报电话``; others are absent.

    No method has a name that a fact could have.
    """

    __slots__ = ("_texts",)
    _key = "fields"
    """The key of the data that they stand below."""

    def __init__(self, texts: Mapping[str, str] = MappingProxyType({})) -> None:
        self._texts = texts

    def __getattr__(self, name: str) -> Fact:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._texts.get(name) or Absent(self._key, name)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnFactsView) and other._texts == self._texts

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._texts!r})"


class PicturesView(OwnFactsView):
    """Pictures, by the names that the office gave them: true where the data gives one. Texts are the paths of files."""

    __slots__ = ()
    _key = "pictures"


def texts_of(own_facts: OwnFactsView) -> Mapping[str, str]:
    """Return the texts of ``own_facts`` by their names."""
    return own_facts._texts


class AttachedRowView(NamedTuple):
    """One row of the table of an attachment."""

    cells: tuple[str, ...]


class AttachedView(NamedTuple):
    """An attachment whose body is printed behind the notice, on pages of its own.

    ``label`` is 附件, or 附件1 where there are several. ``file`` names the Word file that is its body; ``ledger`` says
    that the ledger of the notice is.
    """

    label: str
    title: str
    title_lines: tuple[str, ...]
    paragraphs: tuple[ParagraphView, ...]
    head: tuple[str, ...]
    rows: tuple[AttachedRowView, ...]
    ledger: bool
    file: Fact


class View(NamedTuple):
    """Everything a template may print."""

    kind: str
    kind_name: str
    inspection_name: str
    title: Fact
    title_lines: tuple[str, ...]
    organization: Fact
    organizations: tuple[str, ...]
    main_organization: Fact
    short_name: Fact
    opening: OpeningView
    paragraphs: tuple[ParagraphView, ...]
    items: tuple["ItemView", ...]
    ledger: tuple[LedgerRowView, ...]
    ledger_areas: tuple[LedgerAreaView, ...]
    closing: ClosingView
    period: Fact
    contacts: tuple[ContactView, ...]
    signature: SignatureView | Absent
    document: DocumentView
    attached: tuple[AttachedView, ...]
    date: Fact
    fields: OwnFactsView = OwnFactsView()
    pictures: PicturesView = PicturesView()


ROWS = ("items", "ledger", "ledger_areas")
"""The fields of a view that hold the items of the rectification section once more, with all their facts."""


def as_context(view: View) -> dict[str, Any]:
    """Return the view as the names that a template sees at its top level."""
    return view._asdict()
