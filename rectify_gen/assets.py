"""The files that a notice names beside its text, read within limits and only inside the project's folder.

A path counts from the notice. Each kind of named file is a row of :data:`ASSET_KINDS`. The files become
``SourceFile.assets``, keyed by the path as the notice writes it: so they are part of the digest of the source, and go
wherever it goes. What cannot be used is reported at its line. This room must not know templates or documents.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.files import NotRegularError, TooLargeError, read_regular, unreadable
from rectify_gen.source import SourceFile
from rectify_gen.sources import PROJECT_FILE, leads_outside

PICTURE_LIMIT = 8 * 1024 * 1024
"""Bytes of a picture; a photograph of a telephone has half of it."""

NamedFiles = Iterator[tuple[Route, str]]
"""The route of each value that names a file, and the path as it is written there."""


class AssetKind(NamedTuple):
    """A kind of file that a notice may name."""

    words: tuple[str, ...]
    """Keys of which one stands in each notice that names such a file; all other notices are not looked at."""
    named: Callable[[Any], NamedFiles]
    """The values that name such files, in the data of a notice that need not be valid."""
    limit: int
    """Bytes."""
    judge: Callable[[str, bytes], Iterator[Diagnostic]]
    """What is wrong with a file of this path and content; routes and positions are added."""


def _pictures(data: Any) -> NamedFiles:
    pictures = data.get("pictures") if isinstance(data, dict) else None
    if not isinstance(pictures, dict):
        return
    for name, path in pictures.items():
        if isinstance(path, str):
            yield ("pictures", name), path


def _judge_picture(path: str, data: bytes) -> Iterator[Diagnostic]:
    # Most notices have no pictures.
    from rectify_gen.picture_files import PictureError, read_picture

    try:
        picture = read_picture(data)
    except PictureError as error:
        facts: dict[str, object] = {"path": path, **error.facts}
        if error.code == "picture-kind":
            kind = str(error.facts["kind"])
            facts["kind_zh"] = f"，而是 {kind}" if kind else ""
            facts["kind_en"] = f" but {kind}" if kind else ""
        yield Diagnostic(error.code, facts=facts)
        return
    _, suffix = os.path.splitext(path)
    if suffix.lower() not in picture.kind.suffixes:
        facts = {
            "path": path,
            "kind": picture.kind.name,
            "meant": picture.kind.suffixes[0],
        }
        yield Diagnostic("picture-suffix", facts=facts)
    if picture.has_metadata:
        yield Diagnostic("picture-metadata", facts={"path": path})


def _attachments(data: Any) -> NamedFiles:
    document = data.get("document") if isinstance(data, dict) else None
    entries = document.get("attachments") if isinstance(document, dict) else None
    route: Route = ("document", "attachments")
    if isinstance(entries, dict):
        # A lone attachment may stand without a list.
        if isinstance(entries.get("file"), str):
            yield (*route, "file"), entries["file"]
        return
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("file"), str):
            yield (*route, index, "file"), entry["file"]


def _judge_attachment(path: str, data: bytes) -> Iterator[Diagnostic]:
    # Most notices attach no files.
    from rectify_gen.word.attachable import faults_of_attachment

    for fault in faults_of_attachment(data):
        facts = {
            "path": path,
            "reason_zh": fault.message("zh"),
            "reason_en": fault.message("en"),
        }
        yield Diagnostic("attachment-unfit", facts=facts)


ASSET_KINDS: tuple[AssetKind, ...] = (
    AssetKind(
        words=("pictures", "图片"),
        named=_pictures,
        limit=PICTURE_LIMIT,
        judge=_judge_picture,
    ),
    AssetKind(
        words=("file", "文件"),
        named=_attachments,
        limit=32 * 1024 * 1024,
        judge=_judge_attachment,
    ),
)
_DRIVE = re.compile("[A-Za-z]:")


def with_assets(source: SourceFile) -> SourceFile:
    """Return ``source``, which was read from a file, with the files that it names and what is wrong with them."""
    kinds = [kind for kind in ASSET_KINDS if _may_name(source, kind)]
    if not kinds:
        return source
    from rectify_gen.canonical_names import locate  # imports the model

    try:
        data = locate(source)
    except InputError:
        return source  # what is wrong with the text is reported when it is judged
    files: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for kind in kinds:
        for route, path in kind.named(data.value):
            content, reports = _read(path, source.path, kind)
            if content is not None:
                files[path] = content
            position = data.position(route)
            for report in reports:
                fault = report._replace(
                    route=route,
                    position=position,
                    path=source.path,
                )
                faults.append(fault)
    assets = sorted(files.items())
    return source._replace(
        assets=tuple(assets),
        asset_faults=tuple(faults),
    )


def _may_name(source: SourceFile, kind: AssetKind) -> bool:
    if source.table is not None:
        return next(kind.named(source.table.root.value), None) is not None
    for word in kind.words:
        # 图片 is a word of many notices; only few have it as a key.
        if word in source.text and re.search(rf"{word}[\"']?\s*:", source.text):
            return True
    return False


def _read(
    path: str, notice_path: str, kind: AssetKind
) -> tuple[bytes | None, list[Diagnostic]]:
    """The content of the file at ``path``, where it can be used, and what is to be reported of it."""
    folder = Path(os.path.abspath(notice_path)).parent
    refused = _path_fault(path, folder)
    if refused is not None:
        return None, [refused]
    try:
        content = read_regular(folder / path)
        if len(content) > kind.limit:
            raise TooLargeError(path)
    except (OSError, ValueError) as error:
        return None, [_unreadable(path, error, kind.limit)]
    return content, list(kind.judge(path, content))


def _path_fault(path: str, folder: Path) -> Diagnostic | None:
    """What is wrong with ``path`` itself, which counts from ``folder``."""
    # \ is a part of a name on Linux and a separator on Windows: the same file must be meant everywhere.
    is_absolute = path.startswith(("/", "~")) or _DRIVE.match(path) is not None
    if is_absolute or "\\" in path:
        return Diagnostic("asset-path", facts={"path": path})
    if leads_outside(folder / path, project_folder(folder)):
        return Diagnostic("asset-outside", facts={"path": path})
    return None


def _unreadable(path: str, error: OSError | ValueError, limit: int) -> Diagnostic:
    facts: dict[str, object] = {"path": path}
    if isinstance(error, TooLargeError):
        facts["limit"] = limit // 2**20
        return Diagnostic("asset-too-large", facts=facts)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Diagnostic("asset-missing", facts=facts)
    facts |= unreadable(path, error).facts
    is_file = not isinstance(error, NotRegularError)
    code = "asset-unreadable" if is_file else "asset-not-regular"
    return Diagnostic(code, facts=facts)


def asset_files(source: SourceFile) -> list[Path]:
    """Return the files that ``source`` was read with, and those that it names and that are missing."""
    folder = Path(os.path.abspath(source.path)).parent
    paths = [path for path, _ in source.assets]
    for report in source.asset_faults:
        if report.code == "asset-missing":
            paths.append(str(report.facts["path"]))
    return [folder / path for path in paths]


def project_folder(folder: Path) -> Path:
    """Return the folder of the project that holds for ``folder``; without one ``folder`` itself."""
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / PROJECT_FILE):
            return candidate
    return folder
