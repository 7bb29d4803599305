"""How the reports of a run over several files are printed: as text for people, or as one document for a machine."""

from collections.abc import Sequence

from rectify_gen.cli.session import LANG, QUIET, show_diagnostics, source_texts
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.messages import say
from rectify_gen.report.file_report import FileReport
from rectify_gen.report.selecting import statistics
from rectify_gen.report.text_report import summary


def show_report(report: FileReport, strict: bool) -> None:
    """Print the report of one file as text, with the lines that it points into."""
    texts = source_texts(report.standing)
    show_diagnostics(report.standing, texts, strict=strict)


def write_reports(format_: str, reports: Sequence[FileReport]) -> None:
    """Print the whole document of a machine format, or the closing line for people."""
    if format_ == "text":
        if not QUIET:
            write(_summary_line(reports) + "\n")
        return
    if format_ == "statistics":
        write(statistics(reports, LANG))
        write(_summary_line(reports) + "\n")
        return
    from rectify_gen.report import machine  # people's reports do without json

    if format_ == "json":
        write(machine.as_json(reports, LANG))
    elif format_ == "github":
        write(machine.as_github(reports, LANG))
    else:
        from importlib.metadata import version  # slow to import

        write(machine.as_sarif(reports, LANG, version("rectify-gen")))


def _summary_line(reports: Sequence[FileReport]) -> str:
    standing: list[Diagnostic] = []
    waived_count = 0
    known_count = 0
    for report in reports:
        standing += report.standing
        waived_count += len(report.waived)
        known_count += len(report.known)
    line = summary(standing, len(reports), waived_count, LANG)
    if not known_count:
        return line
    between = "" if LANG == "zh" else " "
    return line + between + say("summary-known", LANG, known=known_count)
