"""What is said of a fault that could have been fixed and was not."""

from rectify_gen.messages import Message

_ZH_HINT = "按 {rule} 的建议手工改正"
_EN_HINT = "fix it by hand as {rule} says"

TABLE: dict[str, Message] = {
    "fix-not-in-line": Message(
        "info",
        "“{marks}”没有自动改正，因为它跨行，或无法在 YAML 中定位：“{quote}”",
        "“{marks}” was not fixed: it runs over the end of a line, or its place in the YAML is unknown: “{quote}”",
        _ZH_HINT,
        _EN_HINT,
    ),
    "fix-reads-otherwise": Message(
        "info",
        "“{marks}”没有自动改正，因为改后的 YAML 会读成别的内容：“{quote}”",
        "“{marks}” was not fixed: the YAML would then say something else: “{quote}”",
        _ZH_HINT,
        _EN_HINT,
    ),
    "fix-brings-fault": Message(
        "info",
        "“{marks}”没有自动改正，因为改后会引出别的问题，或使豁免落空：“{quote}”",
        "“{marks}” was not fixed: that would cause another fault, or leave a waiver without its place: “{quote}”",
        _ZH_HINT,
        _EN_HINT,
    ),
}
