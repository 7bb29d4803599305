"""The standard sentences of a rectification notice, as data, with the tags that fill them.

They exist here once: ``template new`` writes them into the Word template, the
importer matches an existing notice against them. What differs between kinds of notices stands in ``kinds``.
"""

OPENING_OF_INSPECTED = (
    "根据{{ opening.authority }}统一部署，{{ opening.period }}，{{ opening.team }}对{{ opening.organization }}{{ opening.verb }}了{{ opening.type }}。"
    "{{ opening.feedback_date }}，{{ opening.feedback_by }}向{{ opening.organization }}反馈了{{ inspection_name }}意见。"
    "按照{{ inspection_name }}工作有关要求，现将{{ inspection_name }}整改进展情况"
)
"""The standard opening up to the verb that announces what follows, which is that of the kind (予以公布)."""

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
