"""The command ``rules``: the list of the rules, or one explained."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import LANG, sentence
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import UsageError
from rectify_gen.messages import reports

if TYPE_CHECKING:
    from rectify_gen.rules.rule import Rule


def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=sentence("help-rule"))
    ] = None,
) -> None:
    """List the rules, or explain one."""
    # the rules import the model; --help needs none of it
    from rectify_gen.rules import DOCUMENTED

    if code is None:
        for rule in DOCUMENTED:
            what = _in_language(rule.documentation.what)
            write(f"{rule.code:32} {_severity(rule):8} {what}\n")
        return
    write(_explanation(code))


def _explanation(code: str) -> str:
    """Return what ``code`` means, of a rule or of any other report.

    Raises:
        UsageError: there is no such code.
    """
    # the rules import the model; --help needs none of it
    from rectify_gen.report.explaining import explain_report, explain_rule
    from rectify_gen.rules import DOCUMENTED, unknown
    from rectify_gen.rules.case_files import right_entries, wrong_entries

    rules_by_code = {rule.code: rule for rule in DOCUMENTED}
    if code in rules_by_code:
        wrong = wrong_entries(code)
        right = right_entries(code)
        return explain_rule(rules_by_code[code], wrong, right, LANG)
    messages_by_code = reports()
    if code in messages_by_code:
        return explain_report(code, messages_by_code[code], LANG)
    raise UsageError([unknown(code, [*rules_by_code, *messages_by_code])])


def _severity(rule: "Rule") -> str:
    return sentence(rule.message.severity)


def _in_language(pair: tuple[str, str]) -> str:
    """Return the Chinese or the English text of a pair, as this run speaks."""
    chinese, english = pair
    return english if LANG == "en" else chinese
