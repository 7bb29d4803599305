"""联系方式的类别: ways to reach the publisher. A new one is one row here.

The labels by which an import knows them stand in ``data/contact_labels.tsv``.
"""

from functools import cached_property
from typing import NamedTuple

from rectify_gen.vocabulary.coded import Coded


class ContactRow(NamedTuple):
    """What the product knows of one way to reach somebody."""

    code: str
    """Its value in the YAML."""
    zh: str
    en: str
    label: str
    """What is printed before it, with the colon that custom gives it; empty where each contact must give its own."""
    typed_words: tuple[str, ...] = ()
    """The ends of labels that authors type before the value: 监督电话：0599-5550100."""


class ContactKind(Coded):
    """A way to reach the publisher: a code, with its row."""

    PHONE = ContactRow(
        code="phone",
        zh="电话",
        en="telephone",
        label="电话",
        typed_words=("电话", "热线", "传真"),
    )
    ADDRESS = ContactRow(
        code="address",
        zh="地址",
        en="address",
        label="邮政地址：",
        typed_words=("地址",),
    )
    POSTCODE = ContactRow(
        code="postcode",
        zh="邮编",
        en="postcode",
        label="邮政编码：",
        typed_words=("编码", "邮编"),
    )
    EMAIL = ContactRow(
        code="email",
        zh="邮箱",
        en="e-mail address",
        label="电子邮箱：",
        typed_words=(
            "邮箱",
            "邮件",
            "Email",
            "email",
            "E-mail",
            "e-mail",
            "E-Mail",
            "EMail",
            "eMail",
            "e-Mail",
        ),
    )
    OTHER = ContactRow(
        code="other",
        zh="其他",
        en="other",
        label="",
    )

    @cached_property
    def row(self) -> ContactRow:
        """What the table says of it."""
        return ContactRow(*self.columns)

    @property
    def meaning(self) -> str:
        """What the schema and the messages say of it."""
        return self.row.zh if self.row.label else f"{self.row.zh}，须写 label"
