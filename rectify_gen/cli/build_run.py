"""The work of ``build``: one document or thousands, with progress and a summary; a check compares and writes nothing."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.building import orphans, running
from rectify_gen.building.batch import Pool, local_pool
from rectify_gen.building.conversions import (
    Conversion,
    convert,
    prepare_conversions,
)
from rectify_gen.building.orphans import Area
from rectify_gen.building.planning import (
    Target,
    plan,
    refuse_templates_as_outputs,
    single_output,
)
from rectify_gen.building.rare_characters import FontReports
from rectify_gen.building.running import Asked, Outcome
from rectify_gen.cli.session import (
    LANG,
    QUIET,
    sentence,
    show_diagnostics,
    source_texts,
)
from rectify_gen.cli.streams import write, write_error_line
from rectify_gen.diagnostics import (
    Diagnostic,
    InternalFaultError,
    TemplateError,
    UsageError,
    errors,
)
from rectify_gen.messages import say
from rectify_gen.project import Projects

if TYPE_CHECKING:
    from rectify_gen.office import Converted

_EMPTY_CODES = frozenset({"folder-empty", "folder-without-notice"})
_MANY = 40
"""From so many documents on, starting more processes is worth its time."""
_BAR_FROM = 5
"""From so many documents on, a terminal shows a progress bar."""
_FINE_STATES = ("built", "current", "removed")


class Manner(NamedTuple):
    """How a run is done and reported, as its options say."""

    check: bool
    prune: bool
    conversions: frozenset[str]
    opens: bool
    jobs: int | None
    cluster: str | None
    as_json: bool
    quiet: bool


def run(paths: list[Path], output: Path | None, request: Asked, manner: Manner) -> int:
    """Build or check the documents of ``paths``, report each as it is done, and return the exit code."""
    _refuse_other_template(output, request)
    early_pool = _early_pool(manner)
    projects = Projects()
    targets, empty = _plan(paths, output, projects)
    refuse_templates_as_outputs(targets, request.template)
    if not QUIET:
        show_diagnostics(projects.passed_over, {}, sys.stderr)
    conversions: list[Conversion] = []
    if not manner.check:
        conversions = prepare_conversions(targets, manner.conversions, os.environ)
    pool = early_pool or _pool(manner, len(targets))
    outcomes = _make(targets, request, pool, manner)
    areas = orphans.areas(paths, output, targets, projects)
    outcomes += _handle_orphans(areas, outcomes, request, manner)
    if empty and not outcomes:
        raise empty
    converted = []
    for conversion in conversions:
        converted += _convert(conversion, outcomes, manner.quiet)
    if manner.as_json:
        from rectify_gen.report.builds import as_json  # people's reports do without

        write(as_json(outcomes, converted, LANG))
    elif not manner.quiet:
        _write_summary(outcomes, manner.check)
    if manner.opens:
        _open(outcomes, converted)
    return _exit_code(outcomes, converted)


def _refuse_other_template(output: Path | None, request: Asked) -> None:
    """Refuse -t notice -o ledger.xlsx: a workbook is made without a template."""
    document = single_output(output)
    if document is None or document.needs_template or request.template is None:
        return
    if request.template != document.stands_for:
        facts = {
            "suffix": document.suffix,
            "template": document.stands_for,
        }
        raise UsageError([Diagnostic("output-without-template", facts=facts)])


def _plan(
    paths: list[Path],
    output: Path | None,
    projects: Projects,
) -> tuple[list[Target], UsageError | None]:
    """Return what to build; of a folder without a notice nothing, with the error to raise if it holds no orphans either."""
    try:
        return plan(paths, output, projects), None
    except UsageError as error:
        codes = {diagnostic.code for diagnostic in error.diagnostics}
        if not codes & _EMPTY_CODES or len(projects.asked(paths)) > 1:
            raise
        return [], error


def _open(outcomes: Sequence[Outcome], converted: "Sequence[Converted]") -> None:
    """Open the document that was made, its PDF where there is one; of several, their folder."""
    made = []
    for outcome in outcomes:
        if outcome.state in ("built", "current"):
            made.append(outcome.target.output)
    if converted:
        made = []
        for conversion in converted:
            if conversion.failure is None:
                made.append(conversion.pair.pdf)
    if not made:
        return
    to_open = made[0] if len(made) == 1 else Path(made[0]).parent
    import typer  # a run without --open needs none of it

    if typer.launch(str(Path(to_open).absolute())) != 0:
        show_diagnostics([Diagnostic("not-opened", path=str(to_open))], {}, sys.stderr)


# On which workers.


def _early_pool(manner: Manner) -> Pool | None:
    """Return as many workers as were asked for, which load their libraries while folders are searched; None for no number."""
    if manner.cluster is not None or manner.jobs is None:
        return None
    return _local_pool(manner.jobs, starts_now=True)


def _pool(manner: Manner, count: int) -> Pool:
    """Return the workers for ``count`` documents where no number was asked for, or those of the cluster."""
    if manner.cluster is not None:
        return _cluster_pool(manner.jobs, manner.cluster)
    return _local_pool((os.cpu_count() or 1) if count >= _MANY else 1)


def _local_pool(jobs: int, *, starts_now: bool = False) -> Pool:
    # Workers are started with "python -c", which would look for modules in the working folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    return local_pool(jobs, starts_now=starts_now)


def _cluster_pool(jobs: int | None, address: str) -> Pool:
    # Few runs have a cluster, and these are slow to import.
    import logging
    import warnings

    from rectify_gen.building.cluster import cluster_pool

    if jobs is not None:
        raise UsageError([Diagnostic("cluster-and-jobs")])
    # What goes wrong on the cluster is reported once, in the user's language, and not by its libraries.
    logging.disable()
    warnings.simplefilter("ignore")
    pool = cluster_pool(address)
    show_diagnostics(pool.notes, {}, sys.stderr)
    return pool


# The run itself, each outcome shown as it comes.


def _make(
    targets: Sequence[Target],
    request: Asked,
    pool: Pool,
    manner: Manner,
) -> list[Outcome]:
    """Return every outcome, each shown as it comes; who interrupts is told how far it came."""
    if manner.check:
        from rectify_gen.building.comparison import (
            check,  # lxml; a build reads no .docx
        )

        outcomes = check(targets, pool, time.perf_counter, request)
    else:
        outcomes = running.build(targets, pool, time.perf_counter, request)
    count = len(targets)
    done: list[Outcome] = []
    fonts = FontReports(os.environ)
    last_template_fault: tuple[Diagnostic, ...] = ()
    try:
        for made_outcome in _with_progress(outcomes, count, manner.quiet):
            outcome = fonts.added_to(made_outcome)
            is_repeated = False
            if isinstance(outcome.failure, TemplateError):
                # A faulty template is reported once and not for each notice.
                is_repeated = outcome.diagnostics == last_template_fault
                last_template_fault = outcome.diagnostics
            done.append(_show(outcome, manner.quiet, is_repeated=is_repeated))
    except KeyboardInterrupt:
        done_count = len(done)
        line = say(
            "build-interrupted",
            LANG,
            done=done_count,
            left=count - done_count,
        )
        write_error_line(line)
        raise
    return done


def _with_progress(
    outcomes: Iterator[Outcome],
    count: int,
    quiet: bool,
) -> Iterator[Outcome]:
    """Yield the outcomes, with a bar on a terminal where there are more than a few."""
    is_short = count < _BAR_FROM
    if quiet or is_short or not sys.stderr.isatty():
        yield from outcomes
        return
    # slow to import, and only people at a terminal see it
    from rich.console import Console
    from rich.progress import track

    yield from track(
        outcomes,
        sentence("building"),
        total=count,
        console=Console(stderr=True),
        transient=True,
    )


def _show(outcome: Outcome, quiet: bool, *, is_repeated: bool = False) -> Outcome:
    """Print an outcome and return it without its source, so that a run of thousands does not keep them all."""
    if outcome.source:
        texts = {str(outcome.target.source): outcome.source.text}
    else:
        texts = source_texts(outcome.diagnostics)
    if not is_repeated:
        show_diagnostics(outcome.diagnostics, texts, sys.stderr)
    if outcome.difference:
        write(outcome.difference, sys.stderr)
    is_unmade = outcome.failure and not outcome.target.faults
    if is_unmade and outcome.state != "orphan":
        write_error_line(say("build-failed", LANG, output=outcome.target.output))
    elif outcome.state in ("built", "removed") and not quiet:
        write_error_line(say(outcome.state, LANG, output=outcome.target.output))
    return outcome._replace(source=None)


# Documents whose source is gone.


def _handle_orphans(
    areas: Sequence[Area],
    outcomes: Sequence[Outcome],
    request: Asked,
    manner: Manner,
) -> list[Outcome]:
    """Return what became of documents whose source is gone, each shown; removed with --prune where it is no check."""
    if not areas:
        return []
    orphaned, notes = orphans.find_orphans(areas, outcomes, request)
    if not manner.quiet:
        show_diagnostics(notes, {}, sys.stderr)
    if manner.prune and not manner.check:
        pruned = orphans.prune(orphaned, request.force)
        return [_show(outcome, manner.quiet) for outcome in pruned]
    kept = []
    for outcome in orphans.as_outcomes(orphaned, check=manner.check):
        kept.append(_show(outcome, manner.quiet))
    if manner.prune and not manner.quiet:
        for orphan in orphaned:
            # What somebody has edited stays, with --prune too.
            if not orphan.edited:
                output = orphan.target.output
                write_error_line(say("would-remove", LANG, output=output))
    return kept


# What is made of the documents.


def _convert(
    conversion: Conversion,
    outcomes: Sequence[Outcome],
    quiet: bool,
) -> "list[Converted]":
    """Make the files that are out of date, show each, and return what became of them."""
    done = []
    for converted in convert(conversion, outcomes):
        _show_converted(converted, quiet)
        done.append(converted)
    notes = conversion.output.notes(done)
    show_diagnostics(notes, {}, sys.stderr)
    return done


def _show_converted(converted: "Converted", quiet: bool) -> None:
    path = converted.pair.pdf
    if converted.failure:
        diagnostics = converted.failure.diagnostics
        show_diagnostics(diagnostics, source_texts(diagnostics), sys.stderr)
        write_error_line(say("build-failed", LANG, output=path))
    elif not quiet:
        write_error_line(say("built-pdf", LANG, output=path, pages=converted.pages))


# How the run ends.


def _write_summary(outcomes: Sequence[Outcome], check: bool) -> None:
    """Print how many documents are in which state; of a single one that was built or failed, that is known already."""
    counts = Counter(outcome.state for outcome in outcomes)
    built = counts["built"]
    current = counts["current"]
    failed = counts["failed"]
    is_single = len(outcomes) == 1
    if is_single and (built or failed):
        return
    summary = say(
        "build-summary-check" if check else "build-summary",
        LANG,
        built=built,
        current=current,
        failed=failed,
        other=len(outcomes) - built - current - failed,
    )
    write_error_line(summary)


def _exit_code(outcomes: Sequence[Outcome], conversions: "Iterable[Converted]") -> int:
    """Return 3 where a bug was met; the code of all if all ended alike; else 1: some failed or are not current."""
    exit_codes = set()
    for outcome in outcomes:
        if isinstance(outcome.failure, InternalFaultError):
            return InternalFaultError.exit_code
        if outcome.failure:
            exit_codes.add(outcome.failure.exit_code)
        elif _is_wrong(outcome):
            exit_codes.add(1)
        else:
            exit_codes.add(0)
    for converted in conversions:
        if isinstance(converted.failure, InternalFaultError):
            return InternalFaultError.exit_code
        exit_codes.add(converted.failure.exit_code if converted.failure else 0)
    return exit_codes.pop() if len(exit_codes) == 1 else 1


def _is_wrong(outcome: Outcome) -> bool:
    """Return whether a document is not as it should be; outside of a check an orphan is only noted."""
    if outcome.state == "orphan":
        return bool(errors(outcome.diagnostics))
    return outcome.state not in _FINE_STATES
