"""The command build: one document or thousands, progress, summary; --check compares and writes nothing."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rectify_gen.cli.pdf import make_pdfs
from rectify_gen.cli.session import (
    LANG,
    here,
    leave,
    listed,
    naming,
    refuse_unknown,
    show,
    source_texts,
    tell,
    write,
)
from rectify_gen.diagnostics import (
    Diagnostic,
    InternalFaultError,
    TemplateError,
    UsageError,
    errors,
)
from rectify_gen.files import read_bytes
from rectify_gen.messages import say
from rectify_gen.vocabulary.audiences import Audience
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

if TYPE_CHECKING:
    from rectify_gen.building.batch import Pool
    from rectify_gen.building.orphans import Area
    from rectify_gen.building.planning import Target
    from rectify_gen.building.running import Asked, Outcome
    from rectify_gen.office import Converted, Office
    from rectify_gen.project import Projects

AUDIENCES = get_args(Audience)
FORMATS = ("text", "json")
TEMPLATE_HELP = here(
    "help-template-option",
    templates=listed((template.code for template in TEMPLATE_NAMES), "、"),
)
_EMPTY = frozenset({"folder-empty", "folder-without-notice"})
_MANY = 40
"""From so many documents on, starting more processes is worth its time."""
_AROUND = 24
"""Characters shown on either side of a change."""


def build(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=here("help-path-build")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=here("help-output"))
    ] = None,
    template: Annotated[
        str | None, typer.Option("-t", "--template", help=TEMPLATE_HELP)
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", help=here("help-audience"))
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=here("help-build-check"))
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=here("help-build-force"))
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help=here("help-build-prune"))
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help=here("help-pdf"))] = False,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help=here("help-jobs"))
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="tcp://HOST:PORT", help=here("help-cluster")),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help=here("help-build-format"))
    ] = "text",
) -> None:
    """Build what is out of date; one source that fails does not stop the others.

    Exit 1 where the data is at fault or a document is not current (--check), 3 for a template.
    """
    from rectify_gen.building.orphans import areas
    from rectify_gen.project import Projects

    refuse_unknown(format_, FORMATS)
    if check and pdf:
        raise UsageError([Diagnostic("check-pdf")])
    if check and force:
        raise UsageError([Diagnostic("check-force")])
    asked = _asked(template, audience, force)
    projects = Projects()
    targets, nothing = _targets(paths or [], output, projects)
    quiet = bool(context.obj) or format_ == "json"
    if not context.obj:
        show(projects.passed_over, {}, sys.stderr)
    printed = (
        set()
        if check
        else {
            target.output
            for target in targets
            if not target.faults and (pdf or "pdf" in target.project.formats)
        }
    )
    office = _office() if printed else None  # looked for before anything is written
    outcomes = _outcomes(targets, asked, check, _pool(jobs, cluster, len(targets)))
    done = _all_told(outcomes, len(targets), quiet)
    places = areas(paths or [], output, targets, projects)
    done += _orphans(places, done, asked, check=check, prune=prune, quiet=quiet)
    if nothing and not done:
        raise nothing
    pdfs = (
        make_pdfs(
            office,
            [one.target.output for one in done if _wants_pdf(one, printed)],
            quiet,
        )
        if office
        else []
    )
    if format_ == "json":
        from rectify_gen.report.builds import as_json

        write(as_json(done, pdfs, LANG))
    elif not quiet:
        _tell_summary(done, check)
    leave(_exit_code(done, pdfs))


def _targets(
    paths: list[Path], output: Path | None, projects: "Projects"
) -> "tuple[list[Target], UsageError | None]":
    """What to build; in a folder without a notice nothing, with the error to raise if there are no orphans either."""
    from rectify_gen.building.planning import plan

    try:
        return plan(paths, output, projects), None
    except UsageError as error:
        empty = {one.code for one in error.diagnostics} & _EMPTY
        if not empty or len(projects.asked(paths)) > 1:
            raise
        return [], error


def _orphans(
    places: "Sequence[Area]",
    done: "Sequence[Outcome]",
    asked: "Asked",
    *,
    check: bool,
    prune: bool,
    quiet: bool,
) -> "list[Outcome]":
    """What became of documents whose source is gone, each told; removed with ``prune`` where it is no check."""
    from rectify_gen.building import orphans

    if not places:
        return []
    found, notes = orphans.find_orphans(places, done, asked)
    if not quiet:
        show(notes, {}, sys.stderr)
    if not prune or check:
        outcomes = [
            _told(one, quiet) for one in orphans.as_outcomes(found, check=check)
        ]
        for orphan in found if prune and not quiet else ():
            if not orphan.edited:
                tell(say("would-remove", LANG, output=orphan.target.output))
        return outcomes
    return [_told(one, quiet) for one in orphans.prune(found, asked.force, _owns_pdf)]


def _owns_pdf(document: bytes, pdf: Path) -> bool:
    from rectify_gen.office.owning import is_made_of  # few runs need it

    return is_made_of(document, pdf)


def _office() -> "Office":
    from rectify_gen.office import find_office

    return find_office(os.environ)


def _wants_pdf(outcome: "Outcome", printed: "set[Path]") -> bool:
    """Whether a document is to be printed: it was built now, or its PDF is missing or older than it is."""
    document = outcome.target.output
    if document not in printed or outcome.failure:
        return False
    pdf = document.with_suffix(".pdf")
    return (
        outcome.state == "built"
        or not pdf.is_file()
        or pdf.stat().st_mtime < document.stat().st_mtime
    )


def _asked(template: str | None, audience: str | None, force: bool = False) -> "Asked":
    """What the options say in the place of the project; an edition that is not named is the project's."""
    from rectify_gen.building.running import Asked

    if audience is None:
        return Asked(template, None, force)
    refuse_unknown(audience, AUDIENCES)
    return Asked(template, "internal" if audience == "internal" else "public", force)


def _outcomes(
    targets: "Sequence[Target]", asked: "Asked", check: bool, pool: "Pool"
) -> "Iterator[Outcome]":
    if check:
        from rectify_gen.building.comparing import check as work
    else:
        from rectify_gen.building.running import build as work
    return work(targets, pool, time.perf_counter, asked)


def _pool(jobs: int | None, cluster: str | None, count: int) -> "Pool":
    from rectify_gen.building.batch import local_pool

    if cluster is not None:
        return _cluster_pool(jobs, cluster)
    # Workers are started with "python -c", which would look for modules in the working folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    return local_pool(jobs or (os.cpu_count() or 1 if count >= _MANY else 1))


def _cluster_pool(jobs: int | None, address: str) -> "Pool":
    import logging
    import warnings

    from rectify_gen.building.cluster import cluster_pool

    if jobs is not None:
        raise UsageError([Diagnostic("cluster-and-jobs")])
    logging.disable()  # what goes wrong on the cluster is told once, in the user's language, and not by its libraries
    warnings.simplefilter("ignore")
    pool = cluster_pool(address)
    show(pool.notes, {}, sys.stderr)
    return pool


def _all_told(
    outcomes: "Iterator[Outcome]", count: int, quiet: bool
) -> "list[Outcome]":
    """Every outcome, each told as it comes; who interrupts is told how far it came."""
    done: list[Outcome] = []
    last: tuple[Diagnostic, ...] = ()
    try:
        for outcome in _with_progress(outcomes, count, quiet):
            is_repeated = _blames_template(outcome) and outcome.diagnostics == last
            last = outcome.diagnostics if _blames_template(outcome) else last
            done.append(_told(outcome, quiet, is_repeated=is_repeated))
    except KeyboardInterrupt:
        tell(say("build-interrupted", LANG, done=len(done), left=count - len(done)))
        raise
    return done


def _blames_template(outcome: "Outcome") -> bool:
    return isinstance(outcome.failure, TemplateError)


def _told(outcome: "Outcome", quiet: bool, *, is_repeated: bool = False) -> "Outcome":
    """``outcome`` when it has been told; without its source, so that a run of thousands does not keep them all."""
    name = str(outcome.target.source)
    texts = (
        {name: outcome.source.text}
        if outcome.source
        else source_texts(outcome.diagnostics)
    )
    if not is_repeated:  # a faulty template is reported once and not for each notice
        show(outcome.diagnostics, texts, sys.stderr)
    if outcome.difference:
        write(outcome.difference, sys.stderr)
    unmade = outcome.failure and not outcome.target.faults
    if unmade and outcome.state != "orphan":
        tell(say("build-failed", LANG, output=outcome.target.output))
    elif outcome.state in ("built", "removed") and not quiet:
        tell(say(outcome.state, LANG, output=outcome.target.output))
    return outcome._replace(source=None)


def _tell_summary(done: "Sequence[Outcome]", check: bool) -> None:
    counts = {
        state: sum(one.state == state for one in done)
        for state in ("built", "current", "failed")
    }
    other = len(done) - sum(counts.values())
    if len(done) > 1 or not (
        counts["built"] or counts["failed"]
    ):  # of one, that has been told
        tell(
            say(
                "build-summary-check" if check else "build-summary",
                LANG,
                **counts,
                other=other,
            )
        )


def _exit_code(done: "Sequence[Outcome]", pdfs: "Iterable[Converted]") -> int:
    """3 where a bug was met; 1 where some of a batch failed or is not current; the failure's code where all failed alike."""
    if any(isinstance(one.failure, InternalFaultError) for one in done):
        return InternalFaultError.exit_code
    found = {
        one.failure.exit_code if one.failure else int(_is_wrong(one)) for one in done
    }
    found |= {one.failure.exit_code if one.failure else 0 for one in pdfs}
    return found.pop() if len(found) == 1 else 1


def _is_wrong(outcome: "Outcome") -> bool:
    """Whether a document is not as it should be; outside of a check an orphan is only noted."""
    if outcome.state == "orphan":
        return bool(errors(outcome.diagnostics))
    return outcome.state not in ("built", "current", "removed")


def _with_progress(
    outcomes: "Iterator[Outcome]", count: int, quiet: bool
) -> "Iterator[Outcome]":
    """The outcomes, with a bar on a terminal where there are more than a few."""
    if quiet or count < 5 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        outcomes,
        here("building"),
        total=count,
        console=Console(stderr=True),
        transient=True,
    )


def diff(
    source: Annotated[Path, typer.Argument(metavar="YAML", help=here("help-yaml"))],
    document: Annotated[Path, typer.Argument(metavar="DOCX", help=here("help-docx"))],
    template: Annotated[
        str | None, typer.Option("-t", "--template", help=TEMPLATE_HELP)
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", help=here("help-audience"))
    ] = None,
) -> None:
    """Show what somebody changed in the Word file: text by field of the data, then formatting; exit 1 where there is something."""
    from rectify_gen.building.changes import changed
    from rectify_gen.verbs import compare

    with naming(document):
        found = compare(source, read_bytes(document), _asked(template, audience))
    show([note._replace(path=str(document)) for note in found.notes], {}, sys.stderr)
    for one in found.changes:
        at = (
            f"{source}:{one.position.line}:{one.position.column}: "
            if one.position
            else ""
        )
        where = ".".join(map(str, one.route)) or here("no-field")
        start, end = changed(one.before, one.after)
        grown = len(one.after) - len(one.before)
        lines = (("-", one.before, end), ("+", one.after, end + grown))
        write(
            f"{at}{where}\n"
            + "".join(
                f"  {sign} {_excerpt(text, start, last)}\n"
                for sign, text, last in lines
                if text
            )
        )
    for look in found.looks:
        write(look.text(LANG) + "\n")
    by_hand = any(not look.by_office for look in found.looks)
    leave(1 if found.changes or by_hand else 0)


def _excerpt(text: str, start: int, end: int) -> str:
    """What changed with some characters around it."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
