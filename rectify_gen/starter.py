"""The starter files that ``new`` writes: commented YAML that validates and builds as it is.

This room must not know files or the command line.
"""

import re

from rectify_gen.chinese import is_wide
from rectify_gen.vocabulary.kinds import Kind

_HEAD = """\
{schema_line}
#
# {kind_name}起草样稿。把示例内容换成本单位的情况，然后：
#   rectify-gen validate 本文件      校验
#   rectify-gen build 本文件         生成 Word 文件
# 序号（一、（一）1.）和“一是、二是”自动生成，不要键入。
# 没有的内容整行删去，不要留空。

kind: {kind}
# {title}: 不写则用标准标题；要自拟就写在这里

organization:
  name: 中共示例市某某局党组        # 全称，用于标题和落款
  short_name: 局党组                # 文中自称

inspection:                          # {inspection}用于标题和导语
  authority: 市委                    # 谁部署的巡察
  term: 九届
  round: 第三轮
  team: 市委第二巡察组
  start: 2024-03-04                  # 也可写 2024年3月4日
  end: 2024-05-17
  feedback_date: 2024-07-09
{document}
sections:
  - role: responsibility             # 标准标题：履行巡察整改主体责任情况
    content:
      - 局党组把巡察整改作为重要政治任务，成立整改工作领导小组，逐条研究反馈意见，制定整改方案，明确责任领导、责任科室和完成时限。
      - text: 局党组主要负责同志履行第一责任人责任。
        measures:                    # 接排：……一是……二是……
          - 带头认领问题，逐项审定整改措施。
          - 定期听取进展，现场督办难点事项。

  - role: rectification              # 标准标题：巡察整改任务落实情况
    content:
      - heading: 关于落实上级决策部署方面        # （一）
        content:
          - heading: 完善工作机制                # 1.
            status: done                         # {status}只用于台账和核对，不打印
            responsible_departments: [办公室]
            content:
              - measures:                        # 各条单独成段
                  - 健全制度。修订议事规则，明确会前论证、会中记录、会后督办的要求。
                  - 加强督办。建立重点任务台账，每月通报一次进展。
          - heading: 提升服务水平。              # 接排标题，句末有句号就写上
            run_in: true
            status: ongoing
            content: 优化办事流程，公布办理时限和监督电话，群众评价逐月分析。
      - heading: 关于基层党组织建设方面
        content:
          - problem: 组织生活不够规范            # 用“{problem}”写问题名称
            form: 关于“{{}}”问题的整改。           # 句式，{{}} 处填入问题名称
            status: done
            content: 逐个支部核查组织生活记录，补齐短板，开展专题培训。

  - role: next_steps                 # 标准标题：下一步打算
    content:
      - heading: 巩固整改成果。
        run_in: true
        content: 对已完成事项适时“回头看”，对持续整改事项紧盯不放，防止问题反弹。
      - heading: 健全长效机制。
        run_in: true
        content: 把行之有效的做法固定为制度，定期检查执行情况。
{ending}
signature:                           # {signature}署名不写则用单位全称
  date: 2025-03-18
  # {seal}                       # 加盖印章时，按用印排署名和日期
"""

_PUBLIC_ENDING = """
publication:                         # {publication}第一天和最后一天，含当日
  start: 2025-03-18
  end: 2025-04-16

contacts:                            # {contacts}按书写顺序打印
  phone: 0599-5550100
  address: 示例市示例区某某路1号
  email: office@example.cn
"""

_ADDRESSEE = """
document:
  addressees: 市委巡察工作领导小组办公室        # 主送机关，不含冒号
"""


_WORDS_OF_COMMENTS = {
    "en": {
        "title": "title",
        "problem": "problem",
        "seal": "seal: true",
        "inspection": "巡察情况，",
        "status": "整改状态，",
        "publication": "公开期限，",
        "contacts": "联系方式，",
        "signature": "落款；",
    },
    "zh": {
        "title": "标题",
        "problem": "问题",
        "seal": "加盖印章: 是",
        # A Chinese key says by itself what it is.
        "inspection": "",
        "status": "",
        "publication": "",
        "contacts": "",
        "signature": "",
    },
}
"""What comments call keys, by the language of the keys."""


def starter(kind: str, schema_line: str, keys: str = "en") -> str:
    """Return the starter of ``kind`` (the code of one); ``schema_line`` leads editors to the schema.

    Its keys are English whatever ``keys`` says; only its comments name them in that language.
    """
    row = Kind(kind).row
    words = _WORDS_OF_COMMENTS[keys]
    return _HEAD.format(
        schema_line=schema_line,
        kind=kind,
        kind_name=row.full_name,
        document=_ADDRESSEE if row.is_sent_up else "",
        ending="" if row.is_sent_up else _PUBLIC_ENDING.format(**words),
        **words,
    )


_COMMENTED = re.compile(r"(?P<content>[ ]*[^\s#].*?)[ ]{2,}(?P<comment># .*)")
"""A line with a comment behind it."""


def with_aligned_comments(text: str) -> str:
    """Return ``text`` with the comments behind its lines below one another, in each stretch without a blank line.

    A Chinese character takes two columns, as in every editor.
    """
    stretches = []
    for stretch in text.split("\n\n"):
        lines = stretch.split("\n")
        matches = [_COMMENTED.fullmatch(line) for line in lines]
        columns = [_columns(match["content"]) for match in matches if match]
        for index, match in enumerate(matches):
            if match is not None:
                blanks = " " * (max(columns) - _columns(match["content"]) + 2)
                lines[index] = f"{match['content']}{blanks}{match['comment']}"
        stretches.append("\n".join(lines))
    return "\n\n".join(stretches)


def _columns(text: str) -> int:
    return sum(2 if is_wide(sign) else 1 for sign in text)


_PROJECT = """\
{schema_line}
#
# 项目配置。在这个文件夹里运行 rectify-gen build，只生成有变动的文件。各项都可以不写。

# sources: [来源]                    # 通报所在的文件或文件夹；不写则为本文件所在的文件夹
# output: 成文                       # 输出文件夹；不写则生成在来源旁边
# templates: {{notice: 模板.docx}}     # 各文种用哪个模板；不写则用自带的
# layout: 版式.yaml                  # 本单位与国家标准不同的版式，用于自带的模板（写法见 templates/overlay.yaml）
# baseline: 基线.yaml                # 已知问题的清单（rectify-gen validate --update-baseline 写成），其中的不再报告
publication_days: {{shortest: 15, longest: 60}}   # 公开期限最少、最多几天
# fields: {{举报电话: {{required: true}}}}   # 自定义项的名称，写了就只认这些；通报里写 fields: {{举报电话: 12380}}
# rules: {{date-order: warning}}       # 规则代码: error、warning、info 或 off（rectify-gen rules 列出全部）
"""


def project_starter(schema_line: str) -> str:
    """Return a commented project file as YAML text; ``schema_line`` leads an editor to its schema."""
    return _PROJECT.format(schema_line=schema_line)
