"""The standard sentences of a rectification notice, as data, with the tags that fill them.

They exist here once: ``template new`` writes them into the Word template, the
importer matches an existing notice against them. This room imports nothing.
"""

_INSPECTED = (
    "根据{{ opening.authority }}统一部署，{{ opening.period }}，{{ opening.team }}对{{ opening.organization }}{{ opening.verb }}了{{ opening.type }}。"
    "{{ opening.feedback_date }}，{{ opening.feedback_by }}向{{ opening.organization }}反馈了{{ inspection_name }}意见。"
    "按照{{ inspection_name }}工作有关要求，现将{{ inspection_name }}整改进展情况"
)

OPENING = {
    "notice": _INSPECTED + "予以公布。",
    "announcement": _INSPECTED + "予以公示。",
    "report": _INSPECTED + "报告如下。",
}
"""The opening paragraph by kind; fills from ``opening``."""

INVITATION = (
    "欢迎广大干部群众对{{ inspection_name }}整改落实情况进行监督。"
    "如有意见建议，请及时向我们反映。"
)
PERIOD = "公开期限：{{ period }}。"
CONTACTS = "联系方式：{% for contact in contacts %}{{ contact.label }}{{ contact.value }}{% if not loop.last %}；{% endif %}{% endfor %}。"
CLOSING = (
    INVITATION
    + "{% if period %}"
    + PERIOD
    + "{% endif %}{% if contacts %}"
    + CONTACTS
    + "{% endif %}"
)
"""Invitation, publication period and contacts in one paragraph: the ending of a notice."""

REPORT_ENDING = "特此报告。"
"""The ending of a report to the body that inspected."""

CONTACT_LABELS = {
    "phone": "电话",
    "address": "邮政地址：",
    "postcode": "邮政编码：",
    "email": "电子邮箱：",
    "other": "",
}
"""Labels printed before a contact, with the colon that custom gives them."""
