"""Each rule on disclosure has a table of texts that it must report and one that it must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.chinese import ILLEGAL_CHARACTER
from rectify_gen.model import Notice
from rectify_gen.rules import subject
from rectify_gen.rules.disclosure import RULES
from rectify_gen.vocabulary.word_tables import right_words, wrong_words

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
BY_CODE = {rule.code: rule for rule in RULES}

REPORTED: dict[str, list[tuple[str, str]]] = {
    "identity-number": [
        ("张三（身份证号11010519491231002X）已到案", "11010519491231002X"),
        ("110105194912310021、11010519491231002x两人", "11010519491231002x"),
        (
            "证件号：１１０１０５１９４９１２３１００２Ｘ。",
            "１１０１０５１９４９１２３１００２Ｘ",
        ),
        ("11010519491231002X", "11010519491231002X"),
        ("持证11010519491231002X，《条例》", "11010519491231002X"),
        ("姓名甲,11010519491231002X,男", "11010519491231002X"),
    ],
    "mobile-number": [
        ("由经办人（13800138000）负责", "13800138000"),
        ("联系 138-0013-8000 办理", "138-0013-8000"),
        ("手机：138 0013 8000。", "138 0013 8000"),
        ("微信19912345678", "19912345678"),
        ("举报电话１３８００１３８０００", "１３８００１３８０００"),
        ("0599-5550100、15912345678均可", "15912345678"),
    ],
    "bank-card-number": [
        ("退至个人银行卡6222021234567890128。", "6222021234567890128"),
        ("账号：6217 0012 3456 7893", "6217 0012 3456 7893"),
        ("卡号6217-0012-3456-7893，", "6217-0012-3456-7893"),
        ("6217001234567893", "6217001234567893"),
        (
            "转入９５５８８０１２３４５６７８９０１２８",
            "９５５８８０１２３４５６７８９０１２８",
        ),
        ("工资卡（6222021234567890128）", "6222021234567890128"),
    ],
    "secrecy-marking": [
        ("秘密★1年", "秘密★1年"),
        ("机密★", "机密★"),
        ("绝密★长期 关于某事的通报", "绝密★长期"),
        ("【内部】整改情况", "【内部】"),
        ("秘　密", "秘　密"),
        ("附：【机密】名单", "【机密】"),
        ("机密★6个月。", "机密★6个月"),
    ],
    "case-in-progress": [
        ("其中2条线索正在初步核实", "线索正在初步核实"),
        ("对1名负责人正在审查调查", "正在审查调查"),
        ("移送的3条问题线索仍在核查", "线索仍在核查"),
        ("1起案件正在立案调查", "案件正在立案调查"),
        ("问题线索2件正在办理", "线索2件正在办理"),
        ("有关案件正在侦办", "正在侦办"),
    ],
    "named-person-dealt-with": [
        ("对张某某立案审查", "张某某"),
        ("给予李某党内警告处分", "李某"),
        ("对王建国同志进行诫勉谈话", "王建国"),
        ("原主任赵伟因违规报销被约谈", "赵伟"),
        ("陈志强受到政务记过处分。", "陈志强"),
        ("其中，王伟同志被诫勉。", "王伟"),
        ("原院长王某某（已退休）受到党内严重警告处分", "王某某"),
        ("对刘敏给予党内严重警告处分", "刘敏"),
        ("对孙××作出免职处理", "孙××"),
        ("经查，周某某违反财经纪律；周某某被开除公职", "周某某"),
    ],
    "placeholder-left": [
        ("清退资金XX万元", "XX"),
        ("20××年完成", "20××"),
        ("由××局负责", "××"),
        ("清退资金××万元", "××"),
        ("当事人石××××元", "××××"),
        ("石××镇完成整改", "××"),
        ("村民石×××", "×××"),
        ("石板江××段已完工", "××"),
        ("司马××街道完成", "××"),
        ("整改率【待补】", "【待补】"),
        ("【请填写日期】", "【请填写日期】"),
        ("完成TODO项", "TODO"),
        ("{{ name }}已改", "{{ name }}"),
        ("共____项", "____"),
        ("2024年XX月", "XX"),
        ("（待补充）", "（待补充）"),
        ("202X年底", "202X"),
        ("某局XXX同志", "XXX"),
        ("电话0599-×××××××", "×××××××"),
    ],
    "wrong-word": [
        ("截止目前，已完成", "截止目前"),
        ("责任意识树的不牢", "树的不牢"),
        ("“主体责任抓的不实”问题", "抓的不实"),
        ("银行帐号", "帐号"),
        ("单位帐目不清", "帐目"),
        ("整改台帐", "台帐"),
        ("其它问题", "其它"),
        ("《办法》其它条款", "其它"),
        ("布署下一步工作", "布署"),
        ("措施改的不彻底", "改的不彻底"),
        ("再接再励", "再接再励"),
    ],
}
PLAIN = [
    "修订《差旅费管理办法》《关于其它收入的规定》，财预〔2015〕230号",
    "关于“树得不牢、抓而不实”问题的整改",
    "电话0599-5550100、0755-88113963，邮编518000，热线12345",
    "清新卫〔2024〕12号，2024年3月1日至5月24日，9:00～17:30",
    "增长12.5%，支出13800138.25元，占地1380.01平方米，结余6.217亿元",
    "邮箱：wjj_2024@example.gov.cn、13800138000@163.com",
    "GDP、5G、“1+X”证书、DR、UDI、3×4米、2×10万元、XL、MRI-XX2、X光",
    "涉及5～10个单位、第1—3季度、1.88万例/9753台次",
]
LEFT_ALONE: dict[str, list[str]] = {
    "identity-number": [
        "110105194912310021",
        "编号110105194913310020",
        "统一社会信用代码12440300455832123B",
        "流水111010519491231002X1",
        "合同A11010519491231002X",
        "公民身份号码18位",
    ],
    "mobile-number": [
        "支出13800138000元",
        "合同编号：13800138000",
        "许可第13800138000号",
        "9138001380001",
        "比值1.13800138000",
        "客服4008001234、12380、010-12345678",
        "手机尾号138****8000",
    ],
    "bank-card-number": [
        "6222021234567890127",
        "项目2021-440300-83-01-012345",
        "合同编号6217001234567893",
        "2024010112345678",
        "订单62170012345678931234",
        "11010519491231002X、110105194912310021",
        "440301199001011239、440301199001011230、440301199001011231、440301199001011232、440301199001011233",
    ],
    "secrecy-marking": [
        "学习保守国家秘密的规定",
        "加强保密教育，签订保密承诺书",
        "不得泄露商业秘密、工作秘密",
        "机密级文件2份，秘密级文件3份登记造册",
        "更换机密文件柜6组，核定绝密岗位",
        "开展内部审计，完善内部控制",
        "规范标注“秘密★1年”",
        "【典型案例】",
        "五★级饭店",
    ],
    "case-in-progress": [
        "3条问题线索已全部办结",
        "对审查调查中发现的问题逐一整改",
        "开展初步核实工作培训2期",
        "立案审查2人，给予处分2人",
        "线索处置更加规范，正在完善办理流程",
        "正在推进审查调查制度建设的县局",
        "移送问题线索2件",
    ],
    "named-person-dealt-with": [
        "对3名责任人给予党内警告处分",
        "院长李建国约谈科室负责人5人",
        "党组书记李明同志约谈科室负责人5人",
        "对有关同志进行诫勉谈话",
        "对林业同志进行约谈",
        "由于某单位负责人被约谈，对某科室立案",
        "对李某某反映的问题立案4件",
        "许多人受到处分，任何人被立案都要报告，高校被约谈",
        "中共示例市某某局党组对2人立案",
        "张三同志任组长",
        "张某某已按期完成任务。对2人立案。",
        "何时被约谈，周末被约谈，范围内被约谈，董事被立案，钟点工受到处分，对贺卡、谢礼被通报批评",
        "对罗湖区教育局给予通报批评，对张贴公示的单位给予处分，姚安受到通报批评",
        "郑州市被约谈，周村被通报批评",
        "处分决定送达受处分人员",
        "执法检查118家，立案9起",
    ],
    "placeholder-left": [
        "规格3××4",
        "面积3×4×5",
        "型号MXX-200、XX-100、DXX",
        "对李××给予警告处分，党员王××涉嫌违纪",
        "当事人石××已退缴。村民江XX、史××和欧阳××等3人申请执行。",
        "石××已退缴，对马××等2人提醒谈话，欧阳XX信访事项已办结",
        "手机138××××8000、440301********1234、138XXXX8000",
        "性染色体XX染色体",
        "尺码XXL、a__b、__init__",
        "关于“{}”问题的整改",
        "【典型案例】【待遇保障】【填补空白】【填报说明】",
        "待补缴资金3万元，尚待补充材料",
        "ToDo、Photodo、www.xx.com、xx@example.com",
        "（待定事项见附件）",
        "年租金×年数、单价×月数",
    ],
    "wrong-word": [
        "截至目前，报名截止日期为5月1日",
        "搭建帐篷20顶，对帐篷登记，存入帐篷",
        "账号19个、台账3本、对账",
        "《其它收入管理办法》《帐户管理规定》",
        "其他、其中、其次",
        "没有实际成效的不得销号",
        "未按期归档的不予支付",
        "整改的不到位之处",
        "发布署名文章",
        "落实的不同情形",
        "预防犯罪",
        "抓的是落实，做的不是表面文章",
    ],
}


def noted(text: str, **changes: Any) -> Notice:
    return Notice.model_validate(
        {"sections": [{"role": "next_steps", "content": [text]}], **changes}
    )


def marks(code: str, notice: Notice) -> list[str]:
    return [one.span.marks for one in BY_CODE[code].check(subject(notice))]


def every_mark(notice: Notice) -> list[tuple[str, str]]:
    return [(code, one) for code in BY_CODE for one in marks(code, notice)]


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in REPORTED.items() for at in range(len(cases))],
)
def test_reported(code: str, at: int) -> None:
    text, expected = REPORTED[code][at]
    walked = subject(noted(text))
    found = list(BY_CODE[code].check(walked))
    assert [one.span.marks for one in found] == [expected]
    assert [one for rule in RULES for one in rule.check(walked)] == found
    for one in found:
        assert one.code == code
        assert one.route == ("sections", 0, "content", 0)
        assert text[one.span.start :].startswith(expected)
        assert one.span.text == text
        assert one.span.quote in text
        for lang in ("zh", "en"):
            assert one.message(lang)
            assert one.hint(lang)


@pytest.mark.parametrize("code", BY_CODE)
def test_left_alone(code: str) -> None:
    assert {
        text: marks(code, noted(text))
        for text in LEFT_ALONE[code]
        if marks(code, noted(text))
    } == {}


@pytest.mark.parametrize("text", PLAIN)
def test_what_every_rule_leaves_alone(text: str) -> None:
    assert every_mark(noted(text)) == []


def test_tables_are_whole() -> None:
    assert set(BY_CODE) == set(REPORTED) == set(LEFT_ALONE)
    assert all(len(cases) >= 6 for cases in (*REPORTED.values(), *LEFT_ALONE.values()))


@pytest.mark.parametrize("code", BY_CODE)
def test_documentation_shows_the_fault_and_its_mending(code: str) -> None:
    documentation = BY_CODE[code].documentation
    if code != "secrecy-marking":
        assert len(marks(code, noted(documentation.wrong))) == 1
    assert every_mark(noted(documentation.right)) == []


@pytest.mark.parametrize("wrong", wrong_words())
def test_each_word(wrong: str) -> None:
    right, note = wrong_words()[wrong]
    assert note
    assert len(wrong) == len(right)
    assert marks("wrong-word", noted(f"甲{wrong}。")) == [wrong]
    assert marks("wrong-word", noted(f"甲{right}。")) == []


@pytest.mark.parametrize("word", right_words())
def test_each_right_word(word: str) -> None:
    assert marks("wrong-word", noted(f"发{word}到位")) == []


def test_mobile_number_may_stand_where_the_public_is_to_call() -> None:
    assert (
        marks("mobile-number", noted("文。", contacts={"phone": "13800138000"})) == []
    )
    assert marks("mobile-number", noted("文。", closing=["电话13800138000。"])) == []
    assert (
        marks(
            "mobile-number", noted("文。", document={"note": "联系人：甲，13800138000"})
        )
        == []
    )
    assert marks("mobile-number", noted("文。", preamble=["电话13800138000。"])) == [
        "13800138000"
    ]


@pytest.mark.parametrize("value", ["秘密★1年", "机密", "内部"])
def test_secrecy_of_what_is_published(value: str) -> None:
    document = {"secrecy": value}
    assert marks("secrecy-marking", noted("文。", document=document)) == [value]
    assert marks(
        "secrecy-marking", noted("文。", document=document, kind="announcement")
    ) == [value]
    assert (
        marks("secrecy-marking", noted("文。", document=document, kind="report")) == []
    )
    assert marks("secrecy-marking", noted("文。", document={"secrecy": "公开"})) == []


@pytest.mark.parametrize(
    "item",
    [
        {"heading": "甲", "progress": "对张某某立案，电话13800138000"},
        {
            "heading": "甲",
            "audience": "internal",
            "content": "对张某某立案，电话13800138000",
        },
        {"heading": "对张某某立案", "audience": "internal"},
    ],
)
def test_names_and_numbers_may_stand_in_ledger_and_internal_parts(
    item: dict[str, Any],
) -> None:
    section = {"role": "rectification", "content": [item]}
    assert every_mark(Notice.model_validate({"sections": [section]})) == []
    inside = {"label": "甲", "content": ["对张某某立案"]}
    section = {"role": "rectification", "audience": "internal", "content": [inside]}
    assert every_mark(Notice.model_validate({"sections": [section]})) == []


def test_report_may_name_persons() -> None:
    assert every_mark(noted("对张某某立案", kind="report")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_clean(path: Path) -> None:
    assert (
        every_mark(
            Notice.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        )
        == []
    )


PIECES = "对给予将张李某同志被受到处分立案【】待填补X×_{}% -—0123456789密秘机★《》的不牢帐其它，。“”截止目前"


@given(st.text() | st.text(alphabet=PIECES, max_size=80))
def test_no_text_makes_a_rule_raise_or_report_a_place_twice(drawn: str) -> None:
    text = "文" + ILLEGAL_CHARACTER.sub("", drawn)
    found = [one for rule in RULES for one in rule.check(subject(noted(text)))]
    taken = [
        place
        for one in found
        for place in range(one.span.start, one.span.start + len(one.span.marks))
    ]
    assert len(taken) == len(set(taken))
    for one in found:
        assert one.message("zh")


@pytest.mark.parametrize(
    "piece",
    ["对张某", "【待", "{{", "_", "×", "《", "1380013800", "6222 ", "张伟因", "秘 "],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    walked = subject(noted(piece * 20_000))
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(walked))
