"""Ledgers as offices make them, each of another shape, and the content that must come out of each."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.comments import Comment

DAY = datetime.date


class OfficeLedger(NamedTuple):
    fill: Callable[[Workbook], None]
    content: list[Any]
    """The content of the rectification section."""
    codes: tuple[str, ...]
    """What is reported beside what stands around the table, in order."""
    kept: tuple[str, ...] = ()
    """Words that must stand in comments."""

    def data(self) -> bytes:
        workbook = Workbook()
        self.fill(workbook)
        packed = io.BytesIO()
        workbook.save(packed)
        return packed.getvalue()


def _full(workbook: Workbook) -> None:
    """A title, who filled it in, a head of two rows, merged areas, totals, notes and signatures."""
    sheet = workbook.active
    sheet.title = "整改台账"
    sheet.append(["中共示例市水务局党组巡察反馈意见整改台账"])
    sheet.merge_cells("A1:M1")
    sheet.append(["填报单位：示例市水务局"] + [None] * 8 + ["填报时间：2024年6月30日"])
    sheet.append(
        [
            *("序号", "问题类别", "巡察反馈问题（41个）", "整改\n目标", "整改措施"),
            *("整改进展", "责任落实", None, None, "整改时限", "整改状态", "销号", "备注"),
        ]
    )  # fmt: skip
    sheet.append(
        [None] * 6 + ["责任领导", "责任科室", "责任人"] + [None] * 2 + ["时间"]
    )
    for column in "ABCDEFJKM":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("G3:I3")
    sheet.append(
        [
            *(1, "（一）党的建设方面", "1.中心组学习不深入", "健全学习制度"),
            "一是修订学习制度。\n二是每月组织集中学习。\n会后通报情况。",
            *("已修订制度\n已组织学习", "张某某", "办公室、人事科", "李某"),
            *(DAY(2024, 6, 30), "已完成", DAY(2024, 7, 10), "已公示"),
        ]
    )
    sheet.append(
        [
            *(2, None, "2.民主生活会质量不高", "提高质量"),
            "1.严把材料关；2.开展批评；3.抓好整改。",
            *("正在推进", "张某某", "机关党委（牵头、督办）", "王某"),
            *("长期坚持", "持续整改", "/", None),
        ]
    )
    sheet.append(
        [
            *(3, "（二）工程建设方面", "3.招投标监\n管不到位", None),
            *("修订《招标管理办法》。", "基本完成", "赵某", "建设科\n计财科", "钱某"),
            *("2024.9", "基本完成", "—", None),
        ]
    )
    sheet.merge_cells("B5:B6")
    sheet.append(["合计", None, "3个", None, "6条"])
    sheet.append(["注：本表一式三份。"])
    sheet.merge_cells("A9:M9")
    sheet.append(["填报人：张某", None, None, "审核人：李某"])


FULL = OfficeLedger(
    _full,
    [
        {
            "heading": "党的建设方面",
            "content": [
                {
                    "problem": "中心组学习不深入",
                    "status": "done",
                    "responsible_leader": "张某某",
                    "responsible_departments": ["办公室", "人事科"],
                    "person": "李某",
                    "deadline": "2024-06-30",
                    "target": "健全学习制度",
                    "progress": "已修订制度；已组织学习",
                    "closed_on": "2024-07-10",
                    "content": [
                        {
                            "measures": [
                                "修订学习制度。",
                                ["每月组织集中学习。", "会后通报情况。"],
                            ]
                        }
                    ],
                },
                {
                    "problem": "民主生活会质量不高",
                    "status": "ongoing",
                    "responsible_leader": "张某某",
                    "responsible_departments": ["机关党委（牵头、督办）"],
                    "person": "王某",
                    "deadline": "长期坚持",
                    "target": "提高质量",
                    "progress": "正在推进",
                    "content": [
                        {"measures": ["严把材料关；", "开展批评；", "抓好整改。"]}
                    ],
                },
            ],
        },
        {
            "heading": "工程建设方面",
            "content": [
                {
                    "problem": "招投标监管不到位",
                    "status": "mostly_done",
                    "responsible_leader": "赵某",
                    "responsible_departments": ["建设科", "计财科"],
                    "person": "钱某",
                    "deadline": "2024年9月",
                    "progress": "基本完成",
                    "content": ["修订《招标管理办法》。"],
                }
            ],
        },
    ],
    ("ledger-kept", "ledger-facts-missing"),
    ("备注：已公示",),
)


def _other_order(workbook: Workbook) -> None:
    """Other names in another order, two columns for the problem, areas left empty below, ticks, dates as numbers."""
    sheet = workbook.active
    sheet.append(["问题清单"])
    sheet.append(
        [
            *("反馈问题", "序号", "具体表现", "牵头领导", "牵头单位", "配合单位"),
            *("完成时限", "是否完成", "佐证材料", "督办情况"),
        ]
    )
    sheet.append(
        [
            *("一、学习贯彻不够", 1, "学习不系统", "甲", "办公室", "人事科；财务科"),
            *("2024年底前", "是", "会议纪要、照片", "已督办"),
        ]
    )
    sheet.append([None, 2, "研究部署少", "乙", "办公室", None, "立行立改", "√"])
    sheet.append(
        [
            *("二、担当不够", 3, "推进慢", "丙", "业务科", None),
            *(20241231, "推进中", "《方案》（附件1、2）"),
        ]
    )


OTHER_ORDER = OfficeLedger(
    _other_order,
    [
        {
            "heading": "学习贯彻不够",
            "content": [
                {
                    "problem": "学习不系统",
                    "status": "done",
                    "responsible_leader": "甲",
                    "responsible_departments": ["办公室", "人事科", "财务科"],
                    "deadline": "2024年底前",
                    "evidence": ["会议纪要", "照片"],
                },
                {
                    "problem": "研究部署少",
                    "status": "done",
                    "responsible_leader": "乙",
                    "responsible_departments": ["办公室"],
                    "deadline": "立行立改",
                },
            ],
        },
        {
            "heading": "担当不够",
            "content": [
                {
                    "problem": "推进慢",
                    "status": "ongoing",
                    "responsible_leader": "丙",
                    "responsible_departments": ["业务科"],
                    "deadline": "2024-12-31",
                    "evidence": ["《方案》（附件1、2）"],
                }
            ],
        },
    ],
    ("ledger-column-unknown", "ledger-kept", "ledger-facts-missing"),
    ("督办情况：已督办",),
)


def _areas_as_rows(workbook: Workbook) -> None:
    """Areas as rows of their own, a measure a row, the head repeated, 完成情况 with statuses and texts."""
    sheet = workbook.active
    head = ["序号", "存在问题", "整改措施", "完成情况", "责任人", "时限"]
    sheet.append(head)
    sheet.append(["一、党建方面（2个问题）"])
    sheet.merge_cells("A2:F2")
    sheet.append([1, "甲问题", "修订制度。", "已完成", "张", "2024-03-31"])
    sheet.append([None, None, "组织学习。", "已完成", None, None])
    sheet.append(
        [2, "乙问题", "开展检查。", "正在修订制度，预计年底完成", "李", "年底前"]
    )
    sheet.append(head)
    sheet.append(["二、业务方面"])
    sheet.append([3, "丙问题", "压缩时限。", "未完成", "王", "2024年13月底"])
    sheet.append([None] * 6)
    sheet.append(["说明：完成情况填写已完成、未完成"])


AREAS_AS_ROWS = OfficeLedger(
    _areas_as_rows,
    [
        {
            "heading": "党建方面（2个问题）",
            "content": [
                {
                    "problem": "甲问题",
                    "status": "done",
                    "person": "张",
                    "deadline": "2024-03-31",
                    "content": [{"measures": ["修订制度。", "组织学习。"]}],
                },
                {
                    "problem": "乙问题",
                    "person": "李",
                    "deadline": "年底前",
                    "progress": "正在修订制度，预计年底完成",
                    "content": ["开展检查。"],
                },
            ],
        },
        {
            "heading": "业务方面",
            "content": [
                {
                    "problem": "丙问题",
                    "status": "not_done",
                    "person": "王",
                    "content": ["压缩时限。"],
                }
            ],
        },
    ],
    ("ledger-value-unread", "ledger-facts-missing"),
    ("2024年13月底",),
)


def _three_lists(workbook: Workbook) -> None:
    """问题清单, 任务清单 and 责任清单 on three sheets, areas out of order, a hidden draft and a sheet of advice."""
    problems = workbook.active
    problems.title = "问题清单"
    for row in (
        ["序号", "问题", "方面"],
        [1, "甲问题", "党建"],
        [2, "乙问题", "业务"],
        [3, "丙问题", "党建"],
    ):
        problems.append(row)
    tasks = workbook.create_sheet("任务清单")
    tasks.append(["序号", "问题", "整改任务", "整改措施"])
    tasks.append([1, "甲问题", "建章立制", "修订制度。"])
    tasks.append([2, "乙 问题。", "优化流程", "（1）简化材料；（2）压缩时限。"])
    duties = workbook.create_sheet("责任清单")
    duties.append(["序号", "问题", "责任领导", "责任部门", "整改时限"])
    duties.append([1, "甲问题", "张", "办公室", DAY(2024, 5, 1)])
    duties.append([2, "乙问题", "李", "业务科", "2024年5月底前"])
    duties.append([4, "丁问题", "赵", "业务科", "2024年5月底前"])
    advice = workbook.create_sheet("填表说明")
    advice.append(["请如实填写"])
    draft = workbook.create_sheet("旧稿")
    draft.append(["序号", "问题"])
    draft.append([1, "已删的问题"])
    draft.sheet_state = "hidden"


THREE_LISTS = OfficeLedger(
    _three_lists,
    [
        {
            "heading": "党建",
            "content": [
                {
                    "problem": "甲问题",
                    "responsible_leader": "张",
                    "responsible_departments": ["办公室"],
                    "deadline": "2024-05-01",
                    "target": "建章立制",
                    "content": ["修订制度。"],
                },
                {"problem": "丙问题"},
            ],
        },
        {
            "heading": "业务",
            "content": [
                {
                    "problem": "乙问题",
                    "responsible_leader": "李",
                    "responsible_departments": ["业务科"],
                    "deadline": "2024年5月底前",
                    "target": "优化流程",
                    "content": [{"measures": ["简化材料；", "压缩时限。"]}],
                }
            ],
        },
        {
            "problem": "丁问题",
            "responsible_leader": "赵",
            "responsible_departments": ["业务科"],
            "deadline": "2024年5月底前",
        },
    ],
    (
        *("ledger-sheet-unread", "ledger-sheet-hidden", "ledger-regrouped"),
        "ledger-facts-missing",
    ),
)


def _tasks(workbook: Workbook) -> None:
    """A list of tasks, a measure a row with people of its own; formulas, serial numbers, empty signs, a comment."""
    sheet = workbook.active
    sheet.append(
        ["序号", "整改任务", "整改举措", "责任单位", "责任人", "完成时限", "整改成效", "整改进展情况"]
    )  # fmt: skip
    sheet.append(
        [1, "任务甲", "召开会议。", "甲科", "张", DAY(2024, 5, 1), "成效好。", "进展快"]
    )
    sheet.append(
        [1, "任务甲", "开展检查。", "乙科", "李", DAY(2024, 6, 1), "成效好。", None]
    )
    sheet.append(["=A3+1", "任务乙", "=C3", "丙科", "王", 45382, "/", "——"])
    sheet["B4"].comment = Comment("请补充", "某")
    sheet.append([None, None, None, None, None, "2024.03", None, None])


TASKS = OfficeLedger(
    _tasks,
    [
        {
            "problem": "任务甲",
            "responsible_departments": ["甲科", "乙科"],
            "person": "张、李",
            "deadline": "2024年5月1日、2024年6月1日",
            "progress": "成效好。整改进展情况：进展快",
            "content": [{"measures": ["召开会议。", "开展检查。"]}],
        },
        {
            "problem": "任务乙",
            "responsible_departments": ["丙科"],
            "person": "王",
            "deadline": "2024年3月31日、2024年3月",
        },
    ],
    (
        *("xlsx-formulas", "ledger-deadlines-joined", "ledger-joined"),
        *("ledger-value-unread", "ledger-deadlines-joined", "ledger-kept"),
        "ledger-facts-missing",
    ),
    ("=C3", "整改任务的批注：请补充"),
)


def _measure_rows(workbook: Workbook) -> None:
    """Merged areas and problems over measures, 一 and 1 in the number column, statuses that differ, closings in words."""
    sheet = workbook.active
    sheet.append(
        [
            *("序号", "反馈意见", "整改措施及责任", None, None),
            *("整改情况", None, "销号情况"),
        ]
    )
    sheet.append([None, None, "具体措施", "责任", None, "进展", "状态", None])
    sheet.append([None, None, None, "领导", "单位", None, None, None])
    sheet.append(["一", "党建方面"])
    sheet.append(
        [
            1,
            "甲问题",
            "措施1：修订制度。",
            "张",
            "甲科",
            "完",
            "已完成",
            "2024.6.30销号",
        ]
    )
    sheet.append(
        [
            None,
            None,
            "措施2：加强检查。",
            "张",
            "乙科",
            None,
            "整改中",
            "已销号（2024年7月1日）",
        ]
    )
    sheet.append(["二", "业务方面"])
    sheet.append(
        [2, "乙问题", "①简化材料②压缩时限", "李", "丙科", None, None, "已销号"]
    )
    sheet.append(
        [
            3,
            "丙问题",
            "制定方案，主要有：\n（1）甲。\n（2）乙。",
            "李",
            "丙科",
            None,
            None,
            "未销号",
        ]
    )
    for column in "ABH":
        sheet.merge_cells(f"{column}1:{column}3")
    sheet.merge_cells("C1:E1")
    sheet.merge_cells("F1:G1")
    sheet.merge_cells("D2:E2")
    for cells in ("A5:A6", "B5:B6", "D5:D6"):
        sheet.merge_cells(cells)


MEASURE_ROWS = OfficeLedger(
    _measure_rows,
    [
        {
            "heading": "党建方面",
            "content": [
                {
                    "problem": "甲问题",
                    "responsible_leader": "张",
                    "responsible_departments": ["甲科", "乙科"],
                    "progress": "完",
                    "content": [{"measures": ["修订制度。", "加强检查。"]}],
                }
            ],
        },
        {
            "heading": "业务方面",
            "content": [
                {
                    "problem": "乙问题",
                    "status": "done",
                    "responsible_leader": "李",
                    "responsible_departments": ["丙科"],
                    "content": [{"measures": ["简化材料", "压缩时限"]}],
                },
                {
                    "problem": "丙问题",
                    "responsible_leader": "李",
                    "responsible_departments": ["丙科"],
                    "content": [
                        {"text": "制定方案，主要有：", "measures": ["甲。", "乙。"]}
                    ],
                },
            ],
        },
    ],
    (
        *("ledger-days-differ", "ledger-status-differs", "ledger-kept"),
        "ledger-facts-missing",
    ),
    ("2024-06-30、2024-07-01", "已完成、整改中", "销号情况：未销号"),
)

OFFICE_LEDGERS = {
    "full": FULL,
    "other-order": OTHER_ORDER,
    "areas-as-rows": AREAS_AS_ROWS,
    "three-lists": THREE_LISTS,
    "tasks": TASKS,
    "measure-rows": MEASURE_ROWS,
}
