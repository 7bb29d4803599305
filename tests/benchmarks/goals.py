"""What each comparison is to reach: all goals of the benchmarks in one table.

A goal limits a ratio, or a figure with its unit in the text. No limit means that the figure is only shown.
"""

from __future__ import annotations

from typing import NamedTuple

from stopwatch import Seconds


class Goal(NamedTuple):
    """One line of the table that ``compare.py`` prints."""

    what: str
    at_least: float | None = None
    at_most: float | None = None

    def limit(self) -> str:
        """Return the goal as text."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return ""

    def verdict(self, measured: float) -> str:
        """Return whether ``measured`` reaches the goal; nothing where there is none."""
        if self.at_least is not None:
            return "yes" if measured >= self.at_least else "no"
        if self.at_most is not None:
            return "yes" if measured <= self.at_most else "no"
        return ""


class Row(NamedTuple):
    """What was measured for a goal: by wall time and by CPU time, and the figures behind it."""

    goal: str
    """Its key in ``GOALS``."""
    measured: Seconds
    detail: str


GOALS = {
    # Many different notices of 52 problems, disk to disk, start of the workers included.
    "plain-off-1": Goal("plain loop / rules off, 1 process", at_least=12),
    "plain-on-1": Goal("plain loop / every rule on, 1 process", at_least=8),
    "easy-off-1": Goal("easy-template-x / rules off, 1 process", at_least=3),
    "easy-on-1": Goal("easy-template-x / every rule on, 1 process", at_least=1.5),
    "plain-off-2": Goal("plain loop / rules off, 2 processes", at_least=9),
    "plain-on-2": Goal("plain loop / every rule on, 2 processes", at_least=6),
    "easy-off-2": Goal("easy-template-x / rules off, 2 processes", at_least=3),
    "easy-on-2": Goal("easy-template-x / every rule on, 2 processes", at_least=1.5),
    "workers": Goal("every rule on, 1 process / 2 processes (wall)", at_least=1.7),
    "findings": Goal("full of findings / sound, every rule on", at_most=1.15),
    "plainest": Goal("plainest loop / every rule on, a real text", at_least=5),
    "idle": Goal("nothing to do, ms a notice above --version", at_most=0.4),
    "cluster": Goal("2 local workers / cluster of 2 (wall)", at_least=0.7),
    # One notice of 52 problems.
    "render": Goal("render and package, warm: docxtpl / ours", at_least=28),
    "floor": Goal("render and package, warm: ours / deflate and zip", at_most=2.5),
    "locate": Goal("YAML to located data: ours / CSafeLoader", at_most=1),
    "process-build": Goal("process build: ours / plain script", at_most=0.65),
    "process-validate": Goal("process validate: ours / plain script", at_most=0.55),
    "process-help": Goal("process --help: ours / plain script", at_most=0.18),
    # One large notice.
    "scale": Goal("first render of larger notices: docxtpl / ours"),
    "linear": Goal("time a problem, the largest notice / a 100th of it", at_most=1.25),
    "memory": Goal("peak MiB above the view at 52,000 problems", at_most=200),
    "growth-import": Goal("import: time of 8 × / 8 times that of 1 ×", at_most=1.25),
    "growth-rules": Goal("rules: time of 8 × / 8 times that of 1 ×", at_most=1.25),
    # Other tools.
    "pdf": Goal("notices to PDF (wall): build --pdf / bare soffice", at_most=1.3),
    "check": Goal("check of templates: ours / docxtpl-lint", at_most=1),
    "process-check": Goal("process template check: ours / docxtpl-lint", at_most=1),
}
