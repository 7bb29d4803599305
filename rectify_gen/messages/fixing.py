"""What is said of a fault that could have been mended and was not."""

from rectify_gen.messages import Message

_HINT = ("按 {rule} 的建议手工改正", "mend it by hand as {rule} says")

TABLE: dict[str, Message] = {
    "mend-not-in-line": Message(
        "info",
        "“{marks}”没有自动改正，因为它跨行，或无法在 YAML 中定位：“{quote}”",
        "“{marks}” was not mended: it goes over a line end, or its place in the YAML cannot be told: “{quote}”",
        *_HINT,
    ),
    "mend-reads-otherwise": Message(
        "info",
        "“{marks}”没有自动改正，因为改后的 YAML 会读成别的内容：“{quote}”",
        "“{marks}” was not mended: the YAML would then say something else: “{quote}”",
        *_HINT,
    ),
    "mend-brings-fault": Message(
        "info",
        "“{marks}”没有自动改正，因为改后会引出别的问题，或使豁免落空：“{quote}”",
        "“{marks}” was not mended: another fault would come of it, or a waiver lose its place: “{quote}”",
        *_HINT,
    ),
}
