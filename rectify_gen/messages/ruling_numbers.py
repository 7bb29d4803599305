"""Sentences said by the rules of numbers."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "impossible-date": Message(
        "error",
        "没有这一天：“{marks}”（{quote}）",
        "there is no such date: “{marks}” ({quote})",
        "核对日期",
        "check the date",
    ),
    "zero-padded-date": Message(
        "warning",
        "日期补了零：“{marks}”（{quote}）",
        "date padded with zeros: “{marks}” ({quote})",
        "写作 {better}",
        "write {better}",
    ),
    "year-without-sign": Message(
        "warning",
        "年份缺“年”字：“{quote}”",
        "a year without 年: “{quote}”",
        "写作 {better}",
        "write {better}",
    ),
    "range-sign": Message(
        "warning",
        "起止号误用短横线：“{quote}”",
        "a hyphen in a range: “{quote}”",
        "写作 {form}",
        "write {form}",
    ),
    "phone-number-form": Message(
        "warning",
        "电话号码写法有误或缺区号：“{marks}”",
        "telephone number malformed or without area code: “{marks}”",
        "写作 {form}",
        "write {form}",
    ),
    "email-or-postcode-form": Message(
        "error",
        "不是完整的电子邮箱或六位邮政编码：“{quote}”",
        "neither an e-mail address nor a postal code of six digits: “{quote}”",
        "核对后补全；若是别的联系方式，改写 kind",
        "check and complete it; if it is another kind of contact, change kind",
    ),
    "percentage-over-hundred": Message(
        "info",
        "百分比超过 100%：“{quote}”",
        "a percentage over a hundred: “{quote}”",
        "核对数字；确属增长或超额的，写明“增长”“超”",
        "check the figure; where it is growth or excess, say so",
    ),
    "about-and-odd": Message(
        "warning",
        "两个概数词修饰同一个数：“{quote}”",
        "two words of vagueness with one figure: “{quote}”",
        "只留一个：{choice}",
        "keep one of them: {choice}",
    ),
    "rate-mismatch": Message(
        "error",
        "比率 {marks} 与个数不符：{done}/{total} = {reckoned}",
        "the rate {marks} is not that of the counts: {done}/{total} = {reckoned}",
        "核对个数和比率",
        "check counts and rate",
    ),
    "status-sum-mismatch": Message(
        "error",
        "各项之和不等于总数：{parts} = {sum}，不是 {total}",
        "the parts do not make the total: {parts} = {sum}, not {total}",
        "核对总数和各项个数",
        "check the total and its parts",
    ),
    "all-done-contradicted": Message(
        "warning",
        "称“{marks}”，但有 {count} 项的 status 不是 done，如：{item}",
        "“{marks}” is claimed, yet the status of {count} items is not done, such as: {item}",
        "改正说法，或更新 status",
        "mend the claim, or bring status up to date",
    ),
    "all-done-yet-open": Message(
        "warning",
        "前面称全部完成，这里写“{marks}”：“{quote}”",
        "all is claimed done, yet here stands “{marks}”: “{quote}”",
        "核对进展，改正其中一处",
        "check how far it is, and mend one of the two",
    ),
}
