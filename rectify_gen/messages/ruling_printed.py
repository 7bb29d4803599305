"""What the rules say of what is printed: of editions, of the ledger, of values where they meet."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "edition-empty": Message(
        "warning",
        "公开版没有内容：所有部分都标了 audience: internal",
        "the public edition is empty: every section is audience: internal",
        "公开至少一个部分；只要党内通报版的，用 build --audience internal",
        "publish a section at least; for the internal edition alone use build --audience internal",
    ),
    "heading-emptied": Message(
        "warning",
        "公开版中“{heading}”下没有内容：其下各项都标了 audience: internal",
        "nothing is left below “{heading}” in the public edition: all of it is audience: internal",
        "也标 audience: internal（标签则移到一个 internal 的条目之下），或写出可公开的内容",
        "set audience: internal here too (move a label below an internal item), or write what may be published",
    ),
    "heading-repeated": Message(
        "warning",
        "前面已有标题相同的部分：“{heading}”",
        "an earlier section has the same heading: “{heading}”",
        "各写一个 heading，或并为一个部分",
        "give each a heading, or make one section of them",
    ),
    "mark-repeated": Message(
        "error",
        "序号 {mark} 与上级的样式相同，分不清上下级：“{heading}”",
        "mark {mark} looks like that of a level above: “{heading}”",
        "减少层次，或在 numbering 中给本级写另一种序号（不编号写 none）；原文如此的，写入 waivers",
        "use fewer levels, or give this level another mark under numbering (none for no number); where the original has it so, add it to waivers",
    ),
    "ledger-fact-unprinted": Message(
        "warning",
        "{keys} 写在逐项整改以外的部分，台账不印，正文也不印",
        "{keys} stands outside of the rectification section: neither ledger nor text prints it",
        "移到 role: rectification 的条目，或删去",
        "move it to an item of role: rectification, or delete it",
    ),
    "closed-while-open": Message(
        "warning",
        "整改状态是{status}，却写了销号日期 {day}",
        "closed on {day}, yet its status is {status}",
        "改正 status，或删去 closed_on",
        "correct status, or delete closed_on",
    ),
    "ledger-date-order": Message(
        "warning",
        "{later} {day} 早于{earlier} {first}",
        "{later_en} {day} is before {earlier_en} {first}",
        "核对这两个日期",
        "check the two dates",
    ),
    "formal-fact-form": Message(
        "warning",
        "{name}“{marks}”的写法不合规定",
        "{name_en} is written “{marks}”, which the standard does not know",
        "写作{wanted}",
        "write it as the standard does: {wanted}",
    ),
    "mark-at-join": Message(
        "warning",
        "印出来标点重复“{found}”：“{quote}”",
        "“{found}” is printed where one mark belongs: “{quote}”",
        "删去值里的标点；两边的标点由句式、标签或标准语句印出",
        "delete the mark in the value; form, label or standard sentence print theirs",
    ),
    "words-at-join": Message(
        "warning",
        "印出来词语重复“{found}”：“{quote}”",
        "“{found}” is printed: “{quote}”",
        "从值里删去重复的词，或改用另一种 form、label",
        "delete the words from the value, or use another form or label",
    ),
    "quotes-nested-alike": Message(
        "warning",
        "同样的引号或书名号套用：“{quote}”",
        "a pair of marks inside the same marks: “{quote}”",
        "里面的引号写‘ ’，里面的书名号写〈 〉",
        "write ‘ ’ inside “ ”, and 〈 〉 inside 《 》",
    ),
    "measure-mark-missing": Message(
        "warning",
        "接排的措施末尾没有标点：“{quote}”",
        "a measure run in ends without a mark: “{quote}”",
        "末尾写“。”或“；”，或不写 run_in",
        "end it with 。 or ；, or leave out run_in",
    ),
}
