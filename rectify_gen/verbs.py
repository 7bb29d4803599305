"""The verbs that work on files, for programs: read, plan, build, check, diff. Nothing is printed, no clock is read.

``Path`` or text will do for every path; those that are relative count from the
working folder. What a call needs is given to it: nothing is kept between calls but
compiled templates. This room must not know commands or terminals.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from rectify_gen.assets import with_assets
from rectify_gen.building import batch, changes, comparison, planning, running
from rectify_gen.building.returning import BroughtBack, bring_back_ledger
from rectify_gen.building.returning import bring_back as bring_back_onto
from rectify_gen.canonical_names import locate
from rectify_gen.files import read_bytes
from rectify_gen.filetypes import XLSX, kind_of
from rectify_gen.notice_files import read_source
from rectify_gen.project import Projects
from rectify_gen.source import LocatedData, decode, encode_edits, read_file


def read(path: Path | str) -> LocatedData:
    """Return the data of the notice at ``path`` (YAML or a notice workbook), as text with positions: what ``validate`` starts from.

    Raises:
        InputError: the file cannot be read, or is neither YAML of the kind that is wanted nor a notice workbook.
    """
    return locate(read_source(path))


def plan(
    paths: Iterable[Path | str] = (),
    output: Path | str | None = None,
) -> list[planning.Target]:
    """Return what :func:`build` would build: source, output and project of each document. Nothing is written.

    ``paths`` are files or folders; without any, the project of the working folder. ``output`` is a folder for all
    of them, or the one document; without it, the project's folder, else beside each source.

    Raises:
        UsageError: nothing to build, or two sources would be written to one file.
        InputError: a project file has faults.
    """
    sources = [Path(path) for path in paths]
    output_path = None if output is None else Path(output)
    return planning.plan(sources, output_path)


def _no_clock() -> float:
    return 0.0


def build(
    paths: Iterable[Path | str] = (),
    output: Path | str | None = None,
    asked: running.Asked = running.ASIS,
    workers: int = 1,
    clock: Callable[[], float] = _no_clock,
) -> list[running.Outcome]:
    """Build what is out of date and return what became of each document, in order; one failure stops no other.

    ``paths`` and ``output`` as for :func:`plan`. More than one of ``workers`` are processes of their own, so the
    calling program must stand under ``if __name__ == "__main__":``. ``clock`` returns seconds
    (``time.perf_counter``); without one, ``seconds`` are 0.

    Raises:
        UsageError, InputError: as for :func:`plan`, or the layout of a project has faults; nothing is written then.
        TemplateError: a template that is named is not there; nothing is written then.
    """
    targets = plan(paths, output)
    pool = batch.local_pool(workers)
    outcomes = running.build(targets, pool, clock, asked)
    return list(outcomes)


def check(
    paths: Iterable[Path | str] = (),
    output: Path | str | None = None,
    asked: running.Asked = running.ASIS,
    workers: int = 1,
    clock: Callable[[], float] = _no_clock,
) -> list[running.Outcome]:
    """Return how the document of each source stands (current, missing, stale, edited …). Nothing is written.

    Parameters and errors as for :func:`build`.
    """
    targets = plan(paths, output)
    pool = batch.local_pool(workers)
    outcomes = comparison.check(targets, pool, clock, asked)
    return list(outcomes)


def diff(
    source: Path | str,
    document: bytes | Path | str,
    asked: running.Asked = running.ASIS,
) -> list[changes.Change]:
    """Return what somebody changed in ``document`` (a path, or its bytes) that was built from ``source``.

    Raises:
        InputError: the source does not validate, or there is no such document.
        TemplateError: the document is no Word file, or the template cannot be used.
    """
    return compare(source, document, asked).changes


def compare(
    source: Path | str,
    document: bytes | Path | str,
    asked: running.Asked = running.ASIS,
) -> changes.Comparison:
    """Return all that differs: the text as :func:`diff` does, formatting and pictures in words, notes on the edition.

    Parameters and errors as for :func:`diff`.
    """
    data = document if isinstance(document, bytes) else read_bytes(document)
    project = Projects().of(Path(source))
    recipe = running.recipe_for(project, asked)
    return changes.compare(read_source(source), data, recipe)


def bring_back(
    source: Path | str,
    document: bytes | Path | str,
    asked: running.Asked = running.ASIS,
    base: Path | str | None = None,
) -> BroughtBack:
    """Return the file ``source`` with what somebody changed in ``document``, which was built from it. Nothing is written.

    The document is a Word file, or a ledger (.xlsx), which may also be one of an office.

    ``base`` is the file that the document was built from, where ``source`` was changed since; without it, ``asked.force``
    lets the document win. ``data`` of the result are the bytes to write.

    Raises:
        InputError: the source does not validate, or the document is another one.
        TemplateError: the document is no Word file, or the template cannot be used.
    """
    edited_document = document if isinstance(document, bytes) else read_bytes(document)
    data = read_bytes(source)
    base_source = None if base is None else with_assets(read_file(base))
    if kind_of(edited_document) == XLSX:
        brought_back = bring_back_ledger(
            source=with_assets(decode(data, str(source))),
            document=edited_document,
            path="" if isinstance(document, bytes) else str(document),
            base=base_source,
            force=asked.force,
        )
    else:
        brought_back = bring_back_onto(
            source=with_assets(decode(data, str(source))),
            document=edited_document,
            recipe=running.recipe_for(Projects().of(Path(source)), asked),
            base=base_source,
            force=asked.force,
        )
    if brought_back.edited is None:
        return brought_back
    edited_data = encode_edits(brought_back.edited.edits, data)
    if decode(edited_data).text != brought_back.edited.data.source.text:
        raise RuntimeError(f"{source}: the encoding does not give the same text back")
    return brought_back._replace(data=edited_data)
