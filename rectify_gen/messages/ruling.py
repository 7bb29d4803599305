"""Sentences said by the rules."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "count-mismatch": Message(
        "error",
        "statistics.{name} 称 {claimed}，正文列出 {listed}",
        "statistics.{name} claims {claimed}, the body lists {listed}",
        "改正数字，或补齐、删去正文条目",
        "mend the number, or the items of the body",
    ),
    "date-order": Message(
        "error",
        "{later} {day} 早于 {earlier} {first}",
        "{later} {day} is before {earlier} {first}",
        "核对这两个日期",
        "check the two dates",
    ),
    "fact-not-in-text": Message(
        "error",
        "{where} 里找不到“{fact}”",
        "'{fact}' does not stand in {where}",
        "在 {where} 中写明，或从数据里删去这一项",
        "say it in {where}, or take the fact out of the data",
    ),
    "invisible-character": Message(
        "error",
        "{what_zh} {character}：“{quote}”",
        "{what_en}, {character}: “{quote}”",
        "{advice_zh}",
        "{advice_en}",
    ),
    "doubled-punctuation": Message(
        "error",
        "标点重复：“{quote}”",
        "doubled punctuation: “{quote}”",
        "只留一个；原文如此的，写入 waivers",
        "keep one; where the original has it so, add it to waivers",
    ),
    "waiver-unused": Message(
        "warning",
        "豁免 {code} 没有对应的问题",
        "the waiver of {code} covers nothing",
        "删去，或核对 code 和 where",
        "delete it, or check code and where",
    ),
}
