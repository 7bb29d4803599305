"""Benchmarks side by side with the named peers, as ratios in one run. Needs Linux.

    python tests/benchmarks/compare.py                 all of them
    python tests/benchmarks/compare.py bulk render     only those named

``--count 100 --rounds 3`` changes how many notices are built where there are many, or how often
the text of a large one is repeated, and how often all of it is done. Prints a table: each goal (``goals.py``), the ratio by CPU time and by wall time, whether
the first reaches the goal, and the medians, wall time in brackets. On a shared machine CPU time
counts. What a comparison needs and is not here is named on the error output.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

import bulk
import cluster
import idle
import pdf
import processes
import rendering
import scaling
from goals import GOALS, Row

Comparison = Callable[[int, int], Iterator[Row]]
"""Takes the number of notices and of rounds, and yields rows as they are measured."""

COMPARISONS: dict[str, Comparison] = {
    "bulk": bulk.against_peers,
    "findings": bulk.with_findings,
    "plainest": bulk.against_plainest,
    "render": rendering.render_and_package,
    "locate": rendering.locate_yaml,
    "process": processes.commands,
    "scale": scaling.scale,
    "idle": idle.idle,
    "growth": rendering.growth,
    "check": processes.template_check,
    "pdf": pdf.to_pdf,
    "cluster": cluster.cluster,
}

HEAD = "| what | goal | by CPU time | by wall time | reached | medians: CPU (wall) |"


def table_line(row: Row) -> str:
    """Return ``row`` as a line of the table."""
    goal = GOALS[row.goal]
    wall, cpu = row.measured
    counted = wall if "(wall)" in goal.what else cpu
    cells = (
        goal.what,
        goal.limit(),
        f"{cpu:.2f}",
        f"{wall:.2f}",
        goal.verdict(counted),
        row.detail,
    )
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="|".join(COMPARISONS))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in COMPARISONS]
    if unknown:
        parser.error(f"no such comparison: {', '.join(unknown)}")
    if asked.count < 1 or asked.rounds < 1:
        parser.error("--count and --rounds must be at least 1")
    print(HEAD, "|---|---|---|---|---|---|", sep="\n", flush=True)
    for name in asked.names or COMPARISONS:
        for row in COMPARISONS[name](asked.count, asked.rounds):
            print(table_line(row), flush=True)


if __name__ == "__main__":
    main()
