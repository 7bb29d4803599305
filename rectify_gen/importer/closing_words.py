"""How a closing begins: an invitation, a period, contacts, the end of a report.

For example 欢迎监督， 公示期限： 联系电话： 特此报告。 This module must not know where in a notice a paragraph stands.
"""

from __future__ import annotations

import re

CLOSING_START = re.compile(
    r"""
    # An invitation: 欢迎广大干部群众监督。 如有意见建议，请及时反映。
      欢迎(?:广大|社会|各界|党员|干部|群众|监督)
    | 如有(?:意见|建议|不同|异议)
    # The period: 公示期限：15天 公开时间为2025年4月7日至5月6日
    | (?:公开|公示|公布|通报)(?:期限?|时间|时限)(?:为|：|:|自|从|长期|[0-9０-９])
    # Contacts: 联系方式如下 监督电话：0599-8888 电子邮箱 通讯地址 邮编
    | (?:联系|受理|反映|监督)(?:方式|渠道|电话|地址|人|邮箱)
    | (?:联系|受理|反映|监督|举报|投诉|信访|咨询|反馈|征求|意见){1,3}
      (?:方式|渠道|途径|电话|热线|地址|人|邮箱|信箱|时间|部门|科室)\s{0,2}[：:]
    | (?:地址|传真|网址|邮政编码|E-?mail)\s{0,2}[：:]
    | (?:监督|举报|咨询|办公)?电话\s{0,2}[：:]?\s{0,2}[0-9０-９（(]
    | (?:电子)?(?:邮箱|邮件|信箱)
    | (?:通[讯信]|邮[政寄]|联系|来信)(?:地址|编码)
    | 邮编
    # The end of a report: 特此报告。 以上报告，请审阅。
    | (?:特|专)此(?:报告|通报|公示|公告|公布|汇报)
    | 以上(?:报告|情况)
    | 妥否 | 如无不妥 | 请予?审[阅示]
    # Attachments: 附件：1.整改台账 附件一
    | 附件\s{0,2}[：:0-9一二三]
    """,
    re.VERBOSE,
)
"""How the first paragraph of a closing begins."""
