"""One notice of 52 problems in a warm process: to bytes against docxtpl and the floor, and its YAML against PyYAML."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from typing import Any

from goals import Row
from stopwatch import Seconds, Work, function, in_turns, median, milliseconds, ratio
from varied_notices import SOUND, TEMPLATE, large_notice


def docxtpl_bytes(view: Any) -> bytes:
    """Return the document that docxtpl makes of our template, by a new object as its users do."""
    from docxtpl import DocxTemplate

    from rectify_gen.view import as_context

    template = DocxTemplate(TEMPLATE)
    template.render(as_context(view), autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def render_and_package(_count: int, rounds: int) -> Iterator[Row]:
    """From the view to the bytes of a .docx, proof on."""
    from rectify_gen import compile_template, compose, render

    view = compose(large_notice(1))
    template = compile_template(TEMPLATE.read_bytes())
    document = render(template, view, "0" * 64)
    sides = {
        "ours": function(lambda: render(template, view, "0" * 64), repeat=10),
        "docxtpl": function(lambda: docxtpl_bytes(view)),
        "deflate and zip": deflate_and_zip(document),
    }
    in_turns(sides, 3)
    times = in_turns(sides, rounds * 15)
    detail = f"{milliseconds(times, decimals=2)}; {len(document)} bytes"
    yield Row("render", ratio(times, "docxtpl", "ours"), detail)
    yield Row("floor", ratio(times, "ours", "deflate and zip"), detail)


def deflate_and_zip(document: bytes) -> Work:
    """Return the least that any engine must do: compress the finished document.xml, and copy the other parts."""
    from rectify_gen.package import pack, read_package, write_package

    parts = read_package(document)
    main = parts.pop("word/document.xml")
    copied = [pack(name, [content]) for name, content in parts.items()]

    def work() -> bytes:
        return write_package([*copied, pack("word/document.xml", [main])])

    return function(work, repeat=10)


def locate_yaml(_count: int, rounds: int) -> Iterator[Row]:
    """YAML to data with line and column of every node, against PyYAML's CSafeLoader to plain dicts."""
    import yaml

    from rectify_gen import decode, locate

    data = SOUND.read_bytes()
    sides = {
        "ours": function(lambda: locate(decode(data))),
        "CSafeLoader": function(lambda: yaml.load(data, Loader=yaml.CSafeLoader)),
    }
    in_turns(sides, 5)
    gc.collect()
    times = in_turns(sides, rounds * 30)
    detail = milliseconds(times, decimals=2)
    yield Row("locate", ratio(times, "ours", "CSafeLoader"), detail)


def growth(count: int, rounds: int) -> Iterator[Row]:
    """Import, and validation with every rule, of 1, 2, 4 and 8 times the same text: 10 MB where ``count`` is 1,000."""
    from varied_notices import FAULTY, faulty_notice

    from rectify_gen import import_text, judge

    head = "关于巡察整改情况的通报\n一、主体责任\n文。\n"
    section = "二、整改落实情况\n"
    for number in range(1, 200):
        section += (
            f"{number}.关于“第{number}项工作不够扎实”的问题。\n"
            "一是修订制度。“一是一”，逐条核对，，形成清单。二是加强检查。\n"
            "整改成效：已完成。\n"
        )
    sizes = (1, 2, 4, 8)
    imports = {}
    for times in sizes:
        text = head + section * (times * count // 200 + 1)
        imports[f"{times} ×"] = function(lambda text=text: import_text(text))
    yield _growth_row("growth-import", imports, rounds, what="import")
    items = count // 20 + 1
    paragraphs = count * 5 // 2
    kinds = {
        "an example": lambda times: large_notice(times * items),
        "faulty paragraphs": lambda times: faulty_notice([FAULTY] * times * paragraphs),
        "one faulty paragraph": lambda times: faulty_notice(
            [FAULTY * times * paragraphs]
        ),
    }
    for kind, notice_of in kinds.items():
        judgements = {}
        for times in sizes:
            notice = notice_of(times)
            judgements[f"{times} ×"] = function(lambda notice=notice: judge(notice))
        yield _growth_row("growth-rules", judgements, rounds=1, what=kind)


def _growth_row(goal: str, sides: dict[str, Work], rounds: int, what: str) -> Row:
    times = in_turns(sides, rounds)
    small = median(times["1 ×"])
    large = median(times["8 ×"])
    growth = Seconds(large.wall / small.wall / 8, large.cpu / small.cpu / 8)
    return Row(goal, growth, f"{what}: {milliseconds(times, decimals=0)}")
