"""The command ``rules``: the list of the rules, or one explained."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import LANG, sentence
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import UsageError
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.rules.rule import Rule


def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=sentence("help-rule"))
    ] = None,
) -> None:
    """List the rules, or explain one."""
    # the rules import the model; --help needs none of it
    from rectify_gen.rules import DOCUMENTED, unknown

    if code is None:
        for rule in DOCUMENTED:
            what = _in_language(rule.documentation.what)
            write(f"{rule.code:32} {_severity(rule):8} {what}\n")
        return
    for rule in DOCUMENTED:
        if rule.code == code:
            write(_explained(rule))
            return
    raise UsageError([unknown(code, [rule.code for rule in DOCUMENTED])])


def _explained(rule: "Rule") -> str:
    documentation = rule.documentation
    return say(
        "rule-explained",
        LANG,
        rule=rule.code,
        severity=_severity(rule),
        what=_in_language(documentation.what),
        why=_in_language(documentation.why),
        basis=documentation.basis,
        wrong=documentation.wrong,
        right=documentation.right,
    )


def _severity(rule: "Rule") -> str:
    return sentence(rule.message.severity)


def _in_language(pair: tuple[str, str]) -> str:
    """Return the Chinese or the English text of a pair, as this run speaks."""
    chinese, english = pair
    return english if LANG == "en" else chinese
