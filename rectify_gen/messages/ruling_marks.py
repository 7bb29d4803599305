"""Sentences said by the rules of the single marks."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "half-width-throughout": Message(
        "warning",
        "全文标点几乎都是半角，共 {count} 处，第一处：“{quote}”",
        "nearly all marks are half-width, {count} of them, the first: “{quote}”",
        "整篇替换为全角的，：；？！（），数字和网址中的除外",
        "replace them throughout by ，：；？！（）, but not in numbers and addresses",
    ),
    "half-width-punctuation": Message(
        "warning",
        "半角标点“{marks}”：“{quote}”",
        "half-width “{marks}”: “{quote}”",
        "改为“{better}”",
        "write “{better}”",
    ),
    "half-width-brackets": Message(
        "warning",
        "半角括号“{marks}”：“{quote}”",
        "half-width bracket “{marks}”: “{quote}”",
        "前后括号都用全角（）",
        "use （） at both ends",
    ),
    "ascii-stop": Message(
        "error",
        "句号写成了“{marks}”：“{quote}”",
        "“{marks}” for a full stop in Chinese text: “{quote}”",
        "句号改为“。”，人名间隔号改为“·”；原文如此的，写入 waivers",
        "write 。, or · inside a name; where the original has it so, add it to waivers",
    ),
    "square-brackets-in-document-number": Message(
        "error",
        "发文字号的年份用了“{marks}”：“{quote}”",
        "the year of a document number stands in “{marks}”: “{quote}”",
        "改为“{better}”；原文如此的，写入 waivers",
        "write “{better}”; where the original has it so, add it to waivers",
    ),
    "round-brackets-in-document-number": Message(
        "warning",
        "发文字号的年份用了“{marks}”：“{quote}”",
        "the year of a document number stands in “{marks}”: “{quote}”",
        "改为“{better}”；不是发文字号的，写入 waivers",
        "write “{better}”; if it is no document number, add it to waivers",
    ),
    "space-inside-chinese": Message(
        "warning",
        "汉字旁有空格：“{quote}”",
        "a space in Chinese text: “{quote}”",
        "删去空格；漏了标点的，补上标点",
        "delete it, or write the mark that is missing there",
    ),
    "unbalanced-quotes": Message(
        "error",
        "“{marks}”不成对，或与别的引号、括号交叉：“{quote}”",
        "“{marks}” lacks its other half, or crosses another pair: “{quote}”",
        "补上另一半，或删去这一个；原文如此的，写入 waivers",
        "add its other half, or delete it; where the original has it so, add it to waivers",
    ),
    "straight-quotes": Message(
        "warning",
        "直引号：“{quote}”",
        "a straight quotation mark: “{quote}”",
        "改为 {pair}",
        "write {pair}",
    ),
    "pause-between-quotes": Message(
        "info",
        "并列的引号、书名号之间不用顿号：“{quote}”",
        "no 、 between adjacent quotations or titles: “{quote}”",
        "删去顿号",
        "delete the 、",
    ),
    "stop-inside-quoted-name": Message(
        "warning",
        "引号内的问题名称以“{marks}”结尾：“{quote}”",
        "the quoted name of a problem ends with “{marks}”: “{quote}”",
        "删去“{marks}”",
        "delete “{marks}”",
    ),
    "ellipsis-or-dash-in-ascii": Message(
        "warning",
        "省略号或破折号写成“{marks}”：“{quote}”",
        "“{marks}” for an ellipsis or a dash: “{quote}”",
        "改为“{meant}”；是留空待填的，补上内容",
        "write “{meant}”; where it is a blank to fill in, fill it in",
    ),
    "full-width-digits": Message(
        "warning",
        "全角数字“{marks}”：“{quote}”",
        "full-width digits “{marks}”: “{quote}”",
        "改为“{better}”",
        "write “{better}”",
    ),
}
