"""The rules room: what the model cannot say about a notice, each rule beside its own documentation.

``RULES`` is the list of them, in the order in which they run. Rules read a Notice
and yield findings with routes; they must not know YAML, positions or reports.
"""

from rectify_gen.rules.all_rules import CODES, DOCUMENTED, RULES, unknown
from rectify_gen.rules.editions import is_public_edition_empty
from rectify_gen.rules.fixable import fixable
from rectify_gen.rules.judging import Judgement, judge
from rectify_gen.rules.rule import Documentation, Rule, Subject, rule, subject

__all__ = [
    "CODES",
    "DOCUMENTED",
    "RULES",
    "Documentation",
    "Judgement",
    "Rule",
    "Subject",
    "fixable",
    "is_public_edition_empty",
    "judge",
    "rule",
    "subject",
    "unknown",
]
