"""Sentences said by the rules on disclosure, placeholders and wrong words."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "identity-number": Message(
        "error",
        "出现公民身份号码：{shown}",
        "an identity number: {shown}",
        "删去号码",
        "delete the number",
    ),
    "mobile-number": Message(
        "error",
        "正文出现手机号码：{shown}",
        "a mobile number in the body: {shown}",
        "删去；对外联系的号码写在 contacts",
        "delete it; a number for the public belongs under contacts",
    ),
    "bank-card-number": Message(
        "error",
        "出现银行卡号：{shown}",
        "a bank card number: {shown}",
        "删去号码；确非卡号的，写入 waivers",
        "delete the number; where it is no card number, add it to waivers",
    ),
    "secrecy-marking": Message(
        "error",
        "出现密级或内部标志：“{marks}”",
        "a mark of secrecy: “{marks}”",
        "公开的文件删去标志；确属涉密的不得公开",
        "delete the mark before publishing; what is secret must not be published",
    ),
    "named-person-dealt-with": Message(
        "warning",
        "点名写出受处理的人员：“{quote}”",
        "a person dealt with is named: “{quote}”",
        "只写人数和处理方式，或将该项设为 audience: internal",
        "say how many and how, or set audience: internal for the item",
    ),
    "case-in-progress": Message(
        "warning",
        "办理中的案件或线索：“{quote}”",
        "a case or clue that is still under way: “{quote}”",
        "核对是否可以公开；已办结的写结果，不宜公开的删去",
        "check whether it may be published; write the result, or leave it out",
    ),
    "placeholder-left": Message(
        "error",
        "遗留占位符“{marks}”：“{quote}”",
        "placeholder “{marks}” left: “{quote}”",
        "填上内容或删去",
        "fill it in or delete it",
    ),
    "wrong-word": Message(
        "warning",
        "“{marks}”应为“{better}”（{note}）",
        "“{marks}” should read “{better}”",
        "改为“{better}”；原文如此的，写入 waivers",
        "write “{better}”; where the original has it so, add it to waivers",
    ),
}
