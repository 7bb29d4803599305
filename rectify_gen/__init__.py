"""rectify-gen: from YAML to official Chinese rectification notices (巡察整改进展情况通报) in Word.

The verbs of the command line as functions. One notice, step by step; each step is a finished value::

    >>> from rectify_gen import compose, judge, load_template, read, render, validate
    >>> data = read("通报.yaml")                     # text with line and column; nothing is typed yet
    >>> notice = validate(data)                      # every fault of form at once, as an InputError
    >>> [report.code for report in judge(notice).standing]
    ['count-mismatch']
    >>> template = load_template("notice")           # compile once, render as often as you like
    >>> document = render(template, compose(notice), data.source.digest())
    >>> document[:2], render(template, compose(notice), data.source.digest()) == document
    (b'PK', True)

Faults are values with a code, a route into the data and, where a file was read, line and column; their sentences
are looked up in Chinese or English when they are wanted::

    >>> from rectify_gen import InputError, check_source, decode, read_file
    >>> report = check_source(read_file("通报.yaml")).judgement.standing[0]
    >>> report.path, report.position.line, report.severity.value
    ('通报.yaml', 4, 'error')
    >>> print(report.message("zh"))
    问题数填的是 9，正文列出 2 项
    >>> try:
    ...     check_source(decode(b"sections: []", "a.yaml"))
    ... except InputError as error:
    ...     [(fault.code, fault.position.line) for fault in error.diagnostics]
    [('too-few', 1)]

A folder, by its project file if there is one: what is out of date is built, and one failure stops no other. A
document that somebody edited is kept and reported; ``diff`` says what was changed, by field::

    >>> from rectify_gen import Asked, build, check, diff, plan
    >>> [target.output.as_posix() for target in plan(["县"])]
    ['县/乙.docx', '县/甲.docx']
    >>> [outcome.state for outcome in build(["县"])]
    ['built', 'built']
    >>> [outcome.state for outcome in build(["县"])]
    ['current', 'current']
    >>> [outcome.state for outcome in check(["县"], asked=Asked(audience="internal"))]
    ['other-edition', 'other-edition']
    >>> diff("县/甲.yaml", "县/甲.docx")
    []

What somebody changed in a document goes back into its YAML, of which ``data`` are the bytes to write::

    >>> from rectify_gen import bring_back
    >>> bring_back("县/甲.yaml", "县/甲.docx").data is None
    True

A published notice becomes data again, and a template of your own is compiled from its bytes::

    >>> from pathlib import Path
    >>> from rectify_gen import compile_template, import_file, to_yaml
    >>> imported = import_file("县/甲.docx")
    >>> imported.summary.sections, to_yaml(imported.data).splitlines()[0]
    (4, 'kind: notice')
    >>> own_template = compile_template(Path("模板.docx").read_bytes(), "模板.docx")

It can also be judged where it stands; the reports come back as comments and tracked changes in a copy::

    >>> from rectify_gen import judge_document, reviewed_copy
    >>> judged = judge_document(Path("县/甲.docx").read_bytes(), "甲.docx")
    >>> copy = reviewed_copy(judged, comments=judged.diagnostics, revisions=True, lang="zh")
    >>> copy.data[:2], copy.comments == len(judged.diagnostics)
    (b'PK', True)

Nothing here prints, reads a clock or the environment, or keeps anything between calls but compiled templates; all of
it may be called from several threads. Each name is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rectify_gen.building.changes import Change
    from rectify_gen.building.making import load_template
    from rectify_gen.building.planning import Target
    from rectify_gen.building.running import Asked, Outcome
    from rectify_gen.canonical_names import locate
    from rectify_gen.choice import Choice
    from rectify_gen.diagnostics import (
        Diagnostic,
        EnvironmentFaultError,
        InputError,
        RectifyError,
        TemplateError,
        UsageError,
    )
    from rectify_gen.importer import Imported, import_text
    from rectify_gen.model import Notice
    from rectify_gen.notice_import import import_file
    from rectify_gen.project import Project, read_project
    from rectify_gen.proofreading import (
        JudgedDocument,
        ReviewedCopy,
        judge_document,
        reviewed_copy,
    )
    from rectify_gen.rules import judge
    from rectify_gen.schema import schema_text
    from rectify_gen.source import LocatedData, SourceFile, decode, read_file
    from rectify_gen.source.yaml_writing import to_yaml
    from rectify_gen.source_check import Checked, check_source
    from rectify_gen.templating.compile import Template, compile_template
    from rectify_gen.templating.render import render
    from rectify_gen.validation import validate
    from rectify_gen.verbs import bring_back, build, check, diff, plan, read
    from rectify_gen.view import View, compose
    from rectify_gen.word.block_reading import document_text

_HOMES = {
    "Asked": "building.running",
    "Change": "building.changes",
    "Checked": "source_check",
    "Choice": "choice",
    "Diagnostic": "diagnostics",
    "EnvironmentFaultError": "diagnostics",
    "Imported": "importer",
    "InputError": "diagnostics",
    "JudgedDocument": "proofreading",
    "LocatedData": "source",
    "Notice": "model",
    "Outcome": "building.running",
    "Project": "project",
    "RectifyError": "diagnostics",
    "ReviewedCopy": "proofreading",
    "SourceFile": "source",
    "Target": "building.planning",
    "Template": "templating.compile",
    "TemplateError": "diagnostics",
    "UsageError": "diagnostics",
    "View": "view",
    "bring_back": "verbs",
    "build": "verbs",
    "check": "verbs",
    "check_source": "source_check",
    "compile_template": "templating.compile",
    "compose": "view",
    "decode": "source",
    "diff": "verbs",
    "document_text": "word.block_reading",
    "import_file": "notice_import",
    "import_text": "importer",
    "judge": "rules",
    "judge_document": "proofreading",
    "load_template": "building.making",
    "locate": "canonical_names",
    "plan": "verbs",
    "read": "verbs",
    "read_file": "source",
    "read_project": "project",
    "render": "templating.render",
    "reviewed_copy": "proofreading",
    "schema_text": "schema",
    "to_yaml": "source.yaml_writing",
    "validate": "validation",
}

__all__ = [
    "Asked",
    "Change",
    "Checked",
    "Choice",
    "Diagnostic",
    "EnvironmentFaultError",
    "Imported",
    "InputError",
    "JudgedDocument",
    "LocatedData",
    "Notice",
    "Outcome",
    "Project",
    "RectifyError",
    "ReviewedCopy",
    "SourceFile",
    "Target",
    "Template",
    "TemplateError",
    "UsageError",
    "View",
    "bring_back",
    "build",
    "check",
    "check_source",
    "compile_template",
    "compose",
    "decode",
    "diff",
    "document_text",
    "import_file",
    "import_text",
    "judge",
    "judge_document",
    "load_template",
    "locate",
    "plan",
    "read",
    "read_file",
    "read_project",
    "render",
    "reviewed_copy",
    "schema_text",
    "to_yaml",
    "validate",
]


if not TYPE_CHECKING:  # a type checker shall tell names that do not exist

    def __getattr__(name: str) -> Any:
        """Import the home of a public name when it is first asked for, so that no command pays for another's libraries."""
        if name not in _HOMES:
            raise AttributeError(f"module 'rectify_gen' has no attribute {name!r}")
        value = getattr(import_module(f"rectify_gen.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """The public names, those included that were not used yet."""
        return sorted({*globals(), *__all__})
