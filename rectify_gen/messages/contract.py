"""Sentences said by the check of a template without data."""

from rectify_gen.messages import Message

_RETYPE_ZH = "在 Word 中删掉整个标记，切换到英文输入法重新输入"
_RETYPE_EN = "delete the whole tag in Word and type it again with an English keyboard"
_PAIRS_ZH = "成对的标记要放在同一处：都单独成段用 {{%p … %}}，都单独成行用 {{%tr … %}}"
_PAIRS_EN = "put both where they belong together: paragraphs of their own with {{%p … %}}, rows with {{%tr … %}}"

TABLE: dict[str, Message] = {
    "template-unclosed": Message(
        "error",
        "标记没有结尾：“{tag}”后面缺 {end}",
        "the tag “{tag}” is never closed with {end}",
        "补上 {end}；一个标记写在同一段里",
        "add {end}; keep a tag within one paragraph",
    ),
    "template-split": Message(
        "warning",
        "标记拆在 {count} 段里；生成时这几段会并成一段",
        "the tag is spread over {count} paragraphs, which rendering joins into one",
        "把整个标记写在同一段里",
        "write the whole tag in one paragraph",
    ),
    "template-split-cells": Message(
        "error",
        "标记的开头和结尾不在同一个单元格里",
        "the tag begins and ends in different cells",
        "把整个标记写在同一段里",
        "write the whole tag in one paragraph",
    ),
    "template-full-width": Message(
        "error",
        "用了全角括号“{found}”，会照原样印出来",
        "full-width braces “{found}” are no tag; they would be printed as they stand",
        "换成半角的 {{{{ … }}}} 或 {{% … %}}",
        "write {{{{ … }}}} or {{% … %}}",
    ),
    "template-sign": Message(
        "error",
        "标记里有全角或自动更正的符号“{signs}”，应是“{wanted}”",
        "the tag holds the sign “{signs}” where “{wanted}” is meant",
        _RETYPE_ZH,
        _RETYPE_EN,
    ),
    "template-invisible": Message(
        "error",
        "标记里有看不见的字符 {signs}",
        "the tag holds an invisible character {signs}",
        _RETYPE_ZH,
        _RETYPE_EN,
    ),
    "template-quotes": Message(
        "warning",
        "标记里的引号被自动更正成了中文引号；这里按英文引号理解，别的软件会报错",
        "the tag holds curly quotes; they are read as straight ones here, other programs refuse them",
        "改成半角引号；在 Word“自动更正选项”中关闭“直引号替换为弯引号”",
        "type straight quotes; switch off “smart quotes” in Word's AutoCorrect options",
    ),
    "template-prefix-space": Message(
        "error",
        "括号与字母之间多了空格：应紧挨着写 {meant}",
        "there is a space before the letter: write {meant} without it",
        "删去空格",
        "delete the space",
    ),
    "template-prefix-sign": Message(
        "error",
        "{{%{prefix} … %}} 一类标记里不能出现 % 或 }}",
        "a tag such as {{%{prefix} … %}} cannot hold % or }} inside",
        "先用普通标记 {{% set x = … %}} 存起来，再写 {{%{prefix} if x %}}",
        "keep the value with a plain {{% set x = … %}} and test x",
    ),
    "template-prefix-place": Message(
        "error",
        "{{%{prefix} … %}} 只能写在表格里",
        "{{%{prefix} … %}} works inside a table only",
        "表格外用 {{%p … %}}",
        "use {{%p … %}} outside tables",
    ),
    "template-cell-tag": Message(
        "error",
        "{{% {keyword} … %}} 只能写在表格的单元格里",
        "{{% {keyword} … %}} works inside a table cell only",
        "移到单元格里，或删去",
        "move it into a cell, or delete it",
    ),
    "template-keyword": Message(
        "error",
        "没有“{keyword}”这种标记；{suggestion_zh}",
        "there is no tag '{keyword}'; {suggestion_en}",
    ),
    "template-block-open": Message(
        "error",
        "{tag} 没有对应的 {end}",
        "{tag} is never ended by {end}",
        "在它管到的内容之后补上 {end}",
        "add {end} after what belongs to it",
    ),
    "template-block-stray": Message(
        "error",
        "{tag} 前面没有与它成对的标记",
        "nothing before {tag} pairs with it",
        "补上开头的标记，或删去",
        "add the tag that begins it, or delete this one",
    ),
    "template-block-crossed": Message(
        "error",
        "{tag} 与前面的 {open} 不成对",
        "{tag} does not pair with {open} before it",
        "先写 {{% {wanted} %}} 结束里面的，再结束外面的",
        "end the inner one first with {{% {wanted} %}}",
    ),
    "template-block-prefix": Message(
        "error",
        "{tag} 与{first_zh}的 {open} 写法不一致（一个带字母 p、tr、tc、r，一个不带或不同）",
        "{tag} and its {open} ({first_en}) differ in the letter after the brace (p, tr, tc, r)",
        "两个标记用同样的字母",
        "give both the same letter",
    ),
    "template-block-across": Message(
        "error",
        "{tag} 与成对的 {open}（{first_zh}）不在同一处（跨了单元格、表格或文字框）",
        "{tag} and its {open} ({first_en}) stand in different cells, tables or text boxes",
        _PAIRS_ZH,
        _PAIRS_EN,
    ),
    "template-block-row": Message(
        "error",
        "{open} 和 {tag} 在同一行里；这一行会被去掉，中间什么也不剩",
        "{open} and {tag} stand in one row, which rendering takes away with all between them",
        "开头和结尾各占单独一行，要重复的行放在中间",
        "give each a row of its own, with the rows to repeat between them",
    ),
    "template-block-joined": Message(
        "warning",
        "{tag} 与 {open}（{first_zh}）不在同一段；生成时前后段落会连在一起",
        "{tag} and its {open} ({first_en}) are in different paragraphs, which rendering joins",
        "两个标记各自单独成段，写 {{%p … %}}",
        "give each a paragraph of its own with {{%p … %}}",
    ),
    "template-unguarded": Message(
        "warning",
        "“{name}”{title_zh}数据里可能没有，没有时生成会停下",
        "'{name}'{title_en} may be absent from the data; building then stops",
        "可以没有的，写 {{% if {guard} %}}…{{% endif %}}；必须有的，不用改",
        "where it may be missing write {{% if {guard} %}}…{{% endif %}}; where it must be given leave it",
    ),
    "template-always-defined": Message(
        "warning",
        "“{name} is defined”总是成立，数据里没有这一项时也成立",
        "'{name} is defined' always holds, even where the data does not give it",
        "写 {{% if {name} %}}",
        "write {{% if {name} %}}",
    ),
    "template-prints-list": Message(
        "error",
        "“{name}”是列表，不能直接打印",
        "'{name}' is a list and cannot be printed as text",
        "逐项打印：{loop}",
        "print its members: {loop}",
    ),
    "template-prints-record": Message(
        "error",
        "“{name}”是{kind_zh}，不能直接打印",
        "'{name}' is {kind_en} and cannot be printed as text",
        "打印其中一项：{fields_zh}",
        "print one of its fields: {fields_en}",
    ),
    "template-prints-flag": Message(
        "warning",
        "“{name}”只有是与否，会印成 True 或 False",
        "'{name}' is a yes or no and prints as True or False",
        "写 {{% if {name} %}}…{{% endif %}}",
        "write {{% if {name} %}}…{{% endif %}}",
    ),
    "template-list-attribute": Message(
        "error",
        "“{name}”是列表，没有 {attribute}；要逐项打印",
        "'{name}' is a list and has no {attribute}; go through its members",
        "{loop}",
        "{loop}",
    ),
    "template-loop-value": Message(
        "error",
        "“{name}”是{kind_zh}，不能逐项循环",
        "'{name}' is {kind_en}, there is nothing to loop over",
        "for … in 后面写列表，如 paragraphs、items、contacts",
        "loop over a list such as paragraphs, items, contacts",
    ),
    "template-loop-outside": Message(
        "error",
        "loop 只能写在 {{% for %}} 与 {{% endfor %}} 之间",
        "'loop' exists only between {{% for %}} and {{% endfor %}}",
    ),
    "template-name-left": Message(
        "error",
        "“{name}”只在它的循环里有效，这里已经出了循环",
        "'{name}' exists only inside its loop, which has ended here",
        "移到 {{% endfor %}} 之前",
        "move it before {{% endfor %}}",
    ),
    "template-unknown-filter": Message(
        "error", "没有“{name}”这个过滤器；{suggestion_zh}", "there is no filter '{name}'; {suggestion_en}"
    ),
    "template-unknown-test": Message(
        "error", "没有“is {name}”这种判断；{suggestion_zh}", "there is no test '{name}'; {suggestion_en}"
    ),
    "template-filter-value": Message(
        "error", "过滤器 {name} 用不到{kind_zh}上", "the filter {name} does not work on {kind_en}"
    ),
    "template-not-callable": Message(
        "error", "“{name}”后面不能加括号", "'{name}' cannot be called", "删去括号", "delete the parentheses"
    ),
    "template-impossible": Message(
        "warning",
        "{name} 不会等于 {constant}",
        "{name} is never {constant}",
        "{expected_zh}",
        "{expected_en}",
    ),
    "template-never-shows": Message(
        "warning",
        "模板没有打印{zh}：{why_zh}",
        "the template never prints {en}: {why_en}",
        "在适当的位置加上 {tag}",
        "add {tag} where it belongs",
    ),
    "template-more": Message(
        "error",
        "还有 {count} 处问题没有列出",
        "{count} more reports are not listed",
        "先改正以上各处，再检查一次",
        "mend these first, then check again",
    ),
    "template-deleted": Message(
        "error",
        "标记“{tag}”在修订中已删除，但仍会执行",
        "the tag “{tag}” is deleted by a tracked change, but would still run",
        "在 Word“审阅”中接受全部修订",
        "accept all changes in Word's Review tab",
    ),
    "template-part-ignored": Message(
        "error",
        "这里的标记“{tag}”不会被替换",
        "the tag “{tag}” stands in a part that is not rendered",
        "只有正文、表格、页眉、页脚、脚注和文档属性（标题、作者等）里的标记有效",
        "tags work in the body, tables, headers, footers, footnotes and core properties only",
    ),
}
