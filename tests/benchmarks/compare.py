"""Benchmarks side by side with the named peers, as ratios in one run.

    python tests/benchmarks/compare.py            all of them
    python tests/benchmarks/compare.py render     only those named: render scale locate process growth pdf check bulk
                                                  idle cluster

``--count 100 --rounds 3``, before the names, change how many notices bulk, idle and cluster build, and how often.
Each pair is timed in turns, so that a busy machine slows both; medians are compared.
"""

from __future__ import annotations

import argparse
import copy
import gc
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bulk

ROOT = Path(__file__).resolve().parents[2]
NOTICE = ROOT / "examples" / "market-regulation-report.yaml"
TEMPLATE = ROOT / "templates" / "report.docx"
PLAIN = Path(__file__).with_name("plain_tool.py")


def in_turns(functions: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each function, run in turns."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def row(what: str, measured: float, goal: str, detail: str) -> None:
    print(f"| {what} | {measured:.2f} | {goal} | {detail} |", flush=True)


def view_of(path: Path, times: int = 1) -> Any:
    """Return the view of a notice, its rectification items repeated ``times``."""
    from rectify_gen import compose

    return compose(view_notice(times, path))


def view_notice(times: int, path: Path = NOTICE) -> Any:
    """Return a notice, its rectification items repeated ``times``."""
    from rectify_gen import Notice, locate, read_file

    value = copy.deepcopy(locate(read_file(path)).value)
    for section in value["sections"]:
        if section.get("role") == "rectification":
            section["content"] = section["content"] * times
    if times > 1:
        del value["statistics"]
    return Notice.model_validate(value)


def docxtpl_bytes(view: Any) -> bytes:
    from docxtpl import DocxTemplate

    from rectify_gen.view import as_context

    template = DocxTemplate(TEMPLATE)
    template.render(as_context(view), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def render() -> None:
    """Render and package, warm, to bytes, against docxtpl with a new object for each document."""
    from rectify_gen import compile_template
    from rectify_gen import render as render_document

    view = view_of(NOTICE)
    template = compile_template(TEMPLATE.read_bytes())
    ours = lambda: render_document(template, view, "0" * 64)  # noqa: E731
    for _ in range(20):
        ours()
    docxtpl_bytes(view)
    taken = in_turns({"ours": ours, "docxtpl": lambda: docxtpl_bytes(view)}, 60)
    detail = f"{1000 * taken['ours']:.2f} ms, {len(ours())} bytes; docxtpl {1000 * taken['docxtpl']:.2f} ms, {len(docxtpl_bytes(view))} bytes"
    row(
        "render + package, docxtpl / ours",
        taken["docxtpl"] / taken["ours"],
        "≥ 15",
        detail,
    )


_SCALE = """
import gc, json, sys, time
sys.path.insert(0, {folder!r})
from compare import TEMPLATE, docxtpl_bytes, view_of, NOTICE
from rectify_gen import compile_template, render
view = view_of(NOTICE, {times})
template = compile_template(TEMPLATE.read_bytes())
gc.collect()
def kilobytes(name):
    with open('/proc/self/status') as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name))
with open('/proc/self/clear_refs', 'w') as reset:
    reset.write('5')
now = kilobytes('VmRSS')
start = time.perf_counter()
made = {call}
taken = time.perf_counter() - start
print(json.dumps([taken, (kilobytes('VmHWM') - now) / 1024, len(made)]))
"""


def scale() -> None:
    """One document of 52 … 52,000 problems: time for each problem, peak memory above the finished view."""
    calls = {"ours": "render(template, view)", "docxtpl": "docxtpl_bytes(view)"}
    found: dict[str, list[list[float]]] = {name: [] for name in calls}
    for times in (1, 10, 100, 1000):
        for name, call in calls.items():
            code = _SCALE.format(
                folder=str(Path(__file__).parent), times=times, call=call
            )
            out = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                text=True,
                check=True,
                cwd=ROOT,
            )
            found[name].append(json.loads(out.stdout))
    for at, times in enumerate((1, 10, 100, 1000)):
        ours, peer = found["ours"][at], found["docxtpl"][at]
        detail = f"ours {1000 * ours[0]:.1f} ms, +{ours[1]:.0f} MiB; docxtpl {1000 * peer[0]:.1f} ms, +{peer[1]:.0f} MiB"
        row(
            f"{52 * times} problems, docxtpl / ours (first render)",
            peer[0] / ours[0],
            "",
            detail,
        )
    linear = (found["ours"][3][0] / 1000) / (found["ours"][1][0] / 10)
    row("time a problem, 52,000 / 520", linear, "about 1", "")
    row(
        "peak MiB above the view at 52,000",
        found["ours"][3][1],
        "≤ 200",
        f"docxtpl {found['docxtpl'][3][1]:.0f}",
    )


def locate() -> None:
    """YAML to data with line and column of every node, against PyYAML's CSafeLoader to plain dicts."""
    import yaml

    from rectify_gen import decode
    from rectify_gen import locate as locate_data

    data = NOTICE.read_bytes()
    functions = {
        "ours": lambda: locate_data(decode(data)),
        "CSafeLoader": lambda: yaml.load(data, Loader=yaml.CSafeLoader),
    }
    in_turns(functions, 5)
    gc.collect()
    taken = in_turns(functions, 100)
    detail = f"{1000 * taken['ours']:.2f} ms; CSafeLoader {1000 * taken['CSafeLoader']:.2f} ms"
    row(
        "YAML to located data, ours / CSafeLoader",
        taken["ours"] / taken["CSafeLoader"],
        "≤ 1",
        detail,
    )


def process() -> None:
    """Whole processes, against a plain script with its libraries at its top."""
    environment = {**os.environ, "LANG": "C.UTF-8"}
    environment.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # as installed: both sides run from compiled modules
    with tempfile.TemporaryDirectory() as folder:
        environment["PYTHONPYCACHEPREFIX"] = folder
        out = str(Path(folder) / "out.docx")
        mine, plain = (
            [sys.executable, "-m", "rectify_gen"],
            [sys.executable, str(PLAIN)],
        )
        pairs = {
            "build": (
                [*mine, "build", "--force", str(NOTICE), "-o", out],
                [*plain, "build", str(NOTICE), out, str(TEMPLATE)],
                0.9,
            ),
            "validate": (
                [*mine, "validate", str(NOTICE)],
                [*plain, "validate", str(NOTICE)],
                0.75,
            ),
            "--help": ([*mine, "--help"], [*plain, "--help"], 0.4),
        }
        for name, (ours, peer, goal) in pairs.items():
            commands = {
                "ours": _process(ours, environment),
                "plain": _process(peer, environment),
            }
            in_turns(commands, 2)
            taken = in_turns(commands, 15)
            detail = (
                f"{1000 * taken['ours']:.0f} ms; plain {1000 * taken['plain']:.0f} ms"
            )
            row(
                f"process {name}, ours / plain",
                taken["ours"] / taken["plain"],
                f"≤ {goal}",
                detail,
            )


def _process(command: list[str], environment: dict[str, str]) -> Callable[[], Any]:
    return lambda: subprocess.run(
        command, capture_output=True, check=True, env=environment, cwd=ROOT
    )


def pdf() -> None:
    """20 documents from YAML to checked PDFs, against one bare call of LibreOffice on the same 20 .docx, profile warm."""
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(20):
            copied = examples[number % len(examples)]
            (folder / f"{number:02}.yaml").write_bytes(copied.read_bytes())
        ours = [
            sys.executable,
            "-m",
            "rectify_gen",
            "--quiet",
            "build",
            "--force",
            name,
            "--pdf",
        ]
        _process(ours, dict(os.environ))()
        documents = sorted(str(one) for one in folder.glob("*.docx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        bare = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder / "bare"),
            *documents,
        ]
        commands = {
            "ours": _process(ours, dict(os.environ)),
            "bare": _process(bare, dict(os.environ)),
        }
        in_turns(commands, 1)
        taken = in_turns(commands, 5)
        assert (
            len(list(folder.glob("*.pdf")))
            == len(list((folder / "bare").glob("*.pdf")))
            == len(documents)
        )
    detail = f"{taken['ours']:.2f} s; bare call {taken['bare']:.2f} s"
    row(
        "20 documents to PDF, build --pdf / bare soffice",
        taken["ours"] / taken["bare"],
        "≤ 1.3",
        detail,
    )


def growth() -> None:
    """Import, and validation with every rule, of 1, 2, 4 and 8 times the same text: seconds for each length."""
    from rectify_gen import import_text, judge

    section = "二、整改落实情况\n" + "".join(
        f"{n}.关于“第{n}项工作不够扎实”的问题。\n一是修订制度。“一是一”，逐条核对，，形成清单。二是加强检查。\n整改成效：已完成。\n"
        for n in range(1, 200)
    )
    head = "关于巡察整改情况的通报\n一、主体责任\n文。\n"
    functions = {
        str(times): lambda times=times: import_text(head + section * times * 5)
        for times in (1, 2, 4, 8)
    }
    taken = in_turns(functions, 3)
    row(
        "import, time of 8 × / 8 times that of 1 ×",
        taken["8"] / taken["1"] / 8,
        "about 1",
        _series(taken),
    )
    kinds = {
        "an example": lambda times: view_notice(times * 50),
        "faulty paragraphs": lambda times: faulty_notice([FAULTY] * times * 2_500),
        "one faulty paragraph": lambda times: faulty_notice([FAULTY * times * 2_500]),
    }
    for kind, notice_of in kinds.items():
        notices = {str(times): notice_of(times) for times in (1, 2, 4, 8)}
        taken = in_turns(
            {
                name: lambda notice=notice: judge(notice)
                for name, notice in notices.items()
            },
            1,
        )
        what = f"rules on {kind} up to 10 MB, time of 8 × / 8 times that of 1 ×"
        row(what, taken["8"] / taken["1"] / 8, "about 1", _series(taken))


FAULTY = (
    "部署,落实(推进)“甲”、“乙”等,不到位.按照示财[2015]230号和示财（2016）7号，建成了  10家'三会一课'，学习...等２０２４年，2月30日、"
    "3月05日、1-7月份、5-10个。2024公开招聘，约30余人，满意率101%；共52个问题，已完成45个，基本完成4个，持续整改2个，整改完成率76%。"
    "“甲。”问题，其它帐号，电话85550137、0599—5550137。。整改率为100%，给予李某某警告处分，13800138000，【待补】，截止目前“未完"
)
"""A paragraph in which nearly every rule finds something."""


def faulty_notice(preamble: list[str]) -> Any:
    from rectify_gen import Notice

    item = {"problem": "甲", "content": "文。", "status": "ongoing"}
    return Notice.model_validate(
        {
            "preamble": preamble,
            "sections": [{"role": "rectification", "content": [item]}],
        }
    )


def check() -> None:
    """`template check` of the shipped folder against docxtpl-lint: the work alone, and whole processes."""
    from docxtpl_lint.api import lint

    from rectify_gen.templating.template_check import check_template

    paths = sorted((ROOT / "templates").glob("*.docx"))
    files = [path.read_bytes() for path in paths]
    work = {
        "ours": lambda: [check_template(one) for one in files],
        "peer": lambda: [lint(one) for one in files],
    }
    in_turns(work, 2)
    taken = in_turns(work, 20)
    detail = (
        f"{1000 * taken['ours']:.0f} ms; docxtpl-lint {1000 * taken['peer']:.0f} ms"
    )
    row(
        f"check of {len(files)} templates, ours / docxtpl-lint",
        taken["ours"] / taken["peer"],
        "≤ 1",
        detail,
    )
    environment = {**os.environ, "LANG": "C.UTF-8"}
    commands = {
        "ours": _process(
            [sys.executable, "-m", "rectify_gen", "template", "check", "templates"],
            environment,
        ),
        "peer": _process(
            [sys.executable, "-m", "docxtpl_lint", *map(str, paths)], environment
        ),
    }
    in_turns(commands, 2)
    taken = in_turns(commands, 15)
    detail = (
        f"{1000 * taken['ours']:.0f} ms; docxtpl-lint {1000 * taken['peer']:.0f} ms"
    )
    row(
        "process template check, ours / docxtpl-lint",
        taken["ours"] / taken["peer"],
        "≤ 1",
        detail,
    )


def _series(taken: dict[str, float]) -> str:
    return ", ".join(
        f"{name} × {1000 * seconds:.0f} ms" for name, seconds in taken.items()
    )


ALL = {
    "render": render,
    "scale": scale,
    "locate": locate,
    "process": process,
    "growth": growth,
    "pdf": pdf,
    "check": check,
}
MANY = {"bulk": bulk.bulk, "idle": bulk.idle, "cluster": bulk.cluster}


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print("| what | ratio | goal | medians |\n|---|---|---|---|")
    for name in asked.names or [*ALL, *MANY]:
        if name in MANY:
            MANY[name](row, asked.count, asked.rounds)
        else:
            ALL[name]()


if __name__ == "__main__":
    main()
