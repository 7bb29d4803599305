"""Many notices, disk to disk: against the plain loop and easy-template-x, and against notices full of findings.

Each side is a whole process. What both sides build is compared before anything is measured.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import peer_data
import varied_notices
from compared_documents import require_same_documents
from goals import Row
from stopwatch import OURS, Seconds, Work, command, in_turns, milliseconds, ratio
from varied_notices import TEMPLATE, printed_length

PEERS = Path(__file__).with_name("peers")
EASY_TEMPLATE = "RECTIFY_GEN_EASY_TEMPLATE"
"""The variable that names a folder into which npm installed peers/package.json."""


OFF = "rules off"
ON = "every rule on"
PLAIN_LOOP = "plain loop"
EASY = "easy-template-x"
PLAINEST = "plainest loop"
"""The sides."""


def against_peers(count: int, rounds: int) -> Iterator[Row]:
    """Different notices of 52 problems, in one and in two processes."""
    modules = easy_template_modules()
    judged: dict[str, list[Seconds]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _prepare(folder, count)
        for processes in ("1", "2"):
            sides = _sides(folder, processes, modules)
            in_turns(sides, 1)
            for name in sides:
                require_same_documents(
                    documents_of(folder, ON), documents_of(folder, name)
                )
            times = in_turns(sides, rounds)
            detail = f"{milliseconds(times, count)} a notice; {load()}"
            for peer, name in (("plain", PLAIN_LOOP), ("easy", EASY)):
                if name in sides:
                    yield Row(
                        f"{peer}-off-{processes}", ratio(times, name, OFF), detail
                    )
                    yield Row(f"{peer}-on-{processes}", ratio(times, name, ON), "")
                    detail = ""
            judged[processes] = times[ON]
    detail = f"by processes: {milliseconds(judged, count)} a notice"
    yield Row("workers", ratio(judged, "1", "2"), detail)


def _prepare(folder: Path, count: int) -> None:
    """Write the notices, with rules on and off, and the same text and a template for easy-template-x."""
    ruled = folder / ON
    varied_notices.write_notices(ruled, varied_notices.sound_text(), count)
    unruled = folder / OFF
    shutil.copytree(ruled, unruled)
    varied_notices.turn_rules_off(unruled)
    build(ruled, documents_of(folder, ON))()
    peer_data.write_plain_data(documents_of(folder, ON), folder / EASY)
    peer_data.write_peer_template(folder / "template.docx", peer_data.EASY_TEMPLATE)


def _sides(folder: Path, processes: str, modules: str) -> dict[str, Work]:
    """Return the work of each side; easy-template-x only where it is here."""
    sides = {}
    for name in (OFF, ON):
        documents = documents_of(folder, name)
        sides[name] = build(folder / name, documents, "-j", processes)
    plain_loop = (sys.executable, PEERS / "plain_bulk.py")
    documents = documents_of(folder, PLAIN_LOOP)
    sides[PLAIN_LOOP] = command(
        *plain_loop, folder / ON, documents, TEMPLATE, processes
    )
    if modules:
        easy_template = ("node", PEERS / "easy_template_bulk.mjs", modules)
        template = folder / "template.docx"
        documents = documents_of(folder, EASY)
        sides[EASY] = command(
            *easy_template, folder / EASY, documents, template, processes
        )
    return sides


def documents_of(folder: Path, side: str) -> Path:
    """Return where a side puts its documents."""
    return folder / f"{side} documents"


def with_findings(count: int, rounds: int) -> Iterator[Row]:
    """Notices full of findings against sound ones of the same length, every rule on."""
    sound = varied_notices.sound_text()
    faulty = varied_notices.real_text_as_long_as(sound)
    if faulty is None:
        missing(f"the variable {varied_notices.SEEDS}", "findings")
        return
    with tempfile.TemporaryDirectory() as place:
        sides = {}
        for name, text in {"sound": sound, "full of findings": faulty}.items():
            folder = Path(place)
            varied_notices.write_notices(folder / name, text, count)
            sides[name] = build(folder / name, documents_of(folder, name), "-j", "1")
        in_turns(sides, 1)
        times = in_turns(sides, rounds)
    lengths = f"{printed_length(sound)} and {printed_length(faulty)} characters"
    detail = f"{milliseconds(times, count)} a notice; {lengths}; {load()}"
    yield Row("findings", ratio(times, "full of findings", "sound"), detail)


def against_plainest(count: int, rounds: int) -> Iterator[Row]:
    """A real text, every rule on, against yaml.safe_load and docxtpl with a small template, nothing checked."""
    text = varied_notices.real_text()
    if text is None:
        missing(f"the variable {varied_notices.SEEDS}", "plainest")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        varied_notices.write_notices(folder / ON, text, count)
        our_documents = documents_of(folder, ON)
        ours = build(folder / ON, our_documents, "-j", "1")
        ours()
        data = folder / PLAINEST
        peer_data.write_plain_data(our_documents, data)
        template = folder / "template.docx"
        peer_data.write_peer_template(template, peer_data.DOCXTPL)
        peer_documents = documents_of(folder, PLAINEST)
        loop = (sys.executable, PEERS / "plainest_bulk.py")
        peer = command(*loop, data, peer_documents, template)
        peer()
        require_same_documents(our_documents, peer_documents)
        times = in_turns({ON: ours, PLAINEST: peer}, rounds)
    detail = f"{milliseconds(times, count)} a notice; {load()}"
    yield Row("plainest", ratio(times, PLAINEST, ON), detail)


def build(folder: Path, documents: Path, *options: str) -> Work:
    """Return a build of all notices of ``folder`` into ``documents``, which is removed before."""
    return command(
        *(*OURS, "build", folder, "-o", documents, *options),
        before=lambda: shutil.rmtree(documents, ignore_errors=True),
    )


def easy_template_modules() -> str:
    """Return the folder of easy-template-x; nothing, with a remark, where Node or the package is not here."""
    modules = os.environ.get(EASY_TEMPLATE, "")
    if not shutil.which("node"):
        missing("Node", "easy-template-x")
        return ""
    if not modules or not Path(modules, "node_modules/easy-template-x").is_dir():
        what = f"the variable {EASY_TEMPLATE}, a folder into which npm installed"
        missing(f"{what} {PEERS / 'package.json'}", "easy-template-x")
        return ""
    return str(Path(modules).resolve())


def missing(what: str, comparison: str) -> None:
    """Say on the error output that a comparison is left out, and what it needs."""
    print(f"left out: {comparison}; not here: {what}", file=sys.stderr, flush=True)


def load() -> str:
    """Return how busy the machine is, for those who read the wall times."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
