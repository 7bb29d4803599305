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

import notices
import peer_data
from documents import require_same_documents
from goals import Row
from notices import TEMPLATE, printed_length
from stopwatch import OURS, Seconds, Work, command, in_turns, milliseconds, ratio

PEERS = Path(__file__).with_name("peers")
EASY_TEMPLATE = "RECTIFY_GEN_EASY_TEMPLATE"
"""The variable that names a folder into which npm installed peers/package.json."""


def against_peers(count: int, rounds: int) -> Iterator[Row]:
    """Different notices of 52 problems, in one and in two processes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ruled = folder / "ruled"
        notices.write_notices(ruled, notices.sound_text(), count)
        unruled = folder / "unruled"
        shutil.copytree(ruled, unruled)
        notices.turn_rules_off(unruled)
        ruled_documents = folder / "ruled documents"
        unruled_documents = folder / "unruled documents"
        plain_documents = folder / "plain documents"
        easy_documents = folder / "easy documents"
        peer_documents = [unruled_documents, plain_documents]
        modules = easy_template_modules()
        data = folder / "data"
        template = folder / "easy-template-x.docx"
        if modules:
            build(ruled, ruled_documents)()
            peer_data.write_plain_data(ruled_documents, data)
            peer_data.write_peer_template(template, peer_data.EASY_TEMPLATE)
            peer_documents.append(easy_documents)
        judged: dict[str, list[Seconds]] = {}
        for processes in ("1", "2"):
            jobs = ("-j", processes)
            sides = {
                "rules off": build(unruled, unruled_documents, *jobs),
                "every rule on": build(ruled, ruled_documents, *jobs),
                "plain loop": plain_loop(ruled, plain_documents, processes),
            }
            if modules:
                sides["easy-template-x"] = command(
                    *("node", PEERS / "easy_template_bulk.mjs", modules),
                    *(data, easy_documents, template, processes),
                )
            in_turns(sides, 1)
            for documents in peer_documents:
                require_same_documents(ruled_documents, documents)
            times = in_turns(sides, rounds)
            detail = f"{milliseconds(times, count)} a notice; {load()}"
            for peer, name in (("plain", "plain loop"), ("easy", "easy-template-x")):
                if name in sides:
                    off = ratio(times, name, "rules off")
                    on = ratio(times, name, "every rule on")
                    yield Row(f"{peer}-off-{processes}", off, detail)
                    yield Row(f"{peer}-on-{processes}", on, "")
                    detail = ""
            judged[processes] = times["every rule on"]
    yield Row("workers", ratio(judged, "1", "2"), milliseconds(judged, count))


def with_findings(count: int, rounds: int) -> Iterator[Row]:
    """Notices full of findings against sound ones of the same length, every rule on."""
    sound = notices.sound_text()
    faulty = notices.real_text_as_long_as(sound)
    if faulty is None:
        missing(f"the variable {notices.SEEDS}", "findings")
        return
    with tempfile.TemporaryDirectory() as place:
        sides = {}
        for name, text in {"sound": sound, "full of findings": faulty}.items():
            folder = Path(place) / name
            notices.write_notices(folder, text, count)
            sides[name] = build(folder, Path(place) / f"{name} documents", "-j", "1")
        in_turns(sides, 1)
        times = in_turns(sides, rounds)
    lengths = f"{printed_length(sound)} and {printed_length(faulty)} characters"
    detail = f"{milliseconds(times, count)} a notice; {lengths}; {load()}"
    yield Row("findings", ratio(times, "full of findings", "sound"), detail)


def against_plainest(count: int, rounds: int) -> Iterator[Row]:
    """A real text, every rule on, against yaml.safe_load and docxtpl with a small template, nothing checked."""
    text = notices.real_text()
    if text is None:
        missing(f"the variable {notices.SEEDS}", "plainest")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "notices"
        notices.write_notices(source, text, count)
        our_documents = folder / "our documents"
        ours = build(source, our_documents, "-j", "1")
        ours()
        template = folder / "plainest.docx"
        peer_data.write_peer_template(template, peer_data.DOCXTPL)
        data = folder / "data"
        peer_data.write_plain_data(our_documents, data)
        documents = folder / "plainest documents"
        loop = PEERS / "plainest_bulk.py"
        peer = command(sys.executable, loop, data, documents, template)
        peer()
        require_same_documents(our_documents, documents)
        times = in_turns({"every rule on": ours, "plainest loop": peer}, rounds)
    detail = f"{milliseconds(times, count)} a notice; {load()}"
    yield Row("plainest", ratio(times, "plainest loop", "every rule on"), detail)


def build(folder: Path, documents: Path, *options: str) -> Work:
    """Return a build of all notices of ``folder`` into ``documents``, which is removed before."""
    return command(
        *(*OURS, "build", folder, "-o", documents, *options),
        before=lambda: shutil.rmtree(documents, ignore_errors=True),
    )


def plain_loop(folder: Path, documents: Path, processes: str) -> Work:
    """Return the same with PyYAML, pydantic and docxtpl."""
    loop = PEERS / "plain_bulk.py"
    return command(sys.executable, loop, folder, documents, TEMPLATE, processes)


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
