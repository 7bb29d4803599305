"""联系方式的类别: ways to reach the publisher. A new one is one row here."""

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
    label_words: str
    """A pattern of the labels that existing notices print before it."""


class ContactKind(Coded):
    """A way to reach the publisher: a code, with its row."""

    PHONE = ContactRow(
        code="phone",
        zh="电话",
        en="telephone",
        label="电话",
        label_words="(?:联系|监督|举报|咨询|办公|受理|反映|值班)?电话|传真|手机",
    )
    ADDRESS = ContactRow(
        code="address",
        zh="地址",
        en="address",
        label="邮政地址：",
        label_words="(?:通[讯信]|邮政|联系|来信|来访|邮寄|办公|接收)?(?:地址|信箱)",
    )
    POSTCODE = ContactRow(
        code="postcode",
        zh="邮编",
        en="postcode",
        label="邮政编码：",
        label_words="邮政编码|邮编",
    )
    EMAIL = ContactRow(
        code="email",
        zh="邮箱",
        en="e-mail address",
        label="电子邮箱：",
        label_words="电子邮箱|电子邮件|电子信箱|联系邮箱|监督邮箱|举报邮箱|邮箱|[Ee]-?[Mm]ail",
    )
    OTHER = ContactRow(
        code="other",
        zh="其他",
        en="other",
        label="",
        label_words="联系人|联系部门|联系科室|受理部门|受理单位|收件人",
    )

    @cached_property
    def row(self) -> ContactRow:
        """What the table says of it."""
        return ContactRow(*self.columns)

    @property
    def meaning(self) -> str:
        """What the schema and the messages say of it."""
        return self.row.zh if self.row.label else f"{self.row.zh}，须写 label"
