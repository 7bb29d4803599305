"""The exit code of a build, from what became of its documents and PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen.building.planning import Target
from rectify_gen.building.running import Outcome
from rectify_gen.cli.build_run import _exit_code
from rectify_gen.diagnostics import (
    Diagnostic,
    EnvironmentFaultError,
    InputError,
    RectifyError,
    TemplateError,
    internal_fault,
)
from rectify_gen.office import Converted, Pair
from rectify_gen.project import NONE

BUG = internal_fault(ValueError("x"), "a.yaml")
INPUT = InputError([Diagnostic("too-few")])
TEMPLATE = TemplateError([Diagnostic("docx-damaged")])
ENVIRONMENT = EnvironmentFaultError([Diagnostic("office-missing")])


def outcome(state: str, failure: RectifyError | None = None) -> Outcome:
    target = Target(Path("a.yaml"), Path("a.docx"), NONE)
    return Outcome(target=target, source=None, state=state, failure=failure)


def converted(failure: RectifyError | None = None) -> Converted:
    return Converted(Pair(Path("a.docx"), Path("a.pdf")), failure=failure)


BUILT = outcome("built")


@pytest.mark.parametrize(
    ("outcomes", "conversions", "code"),
    [
        ([BUILT, outcome("current"), outcome("removed")], [], 0),
        ([outcome("orphan")], [], 0),
        ([outcome("stale")], [], 1),
        ([outcome("failed", INPUT)], [], 1),
        ([outcome("failed", TEMPLATE)], [], 3),
        ([outcome("failed", TEMPLATE), BUILT], [], 1),
        ([outcome("failed", BUG), BUILT], [], 3),
        ([BUILT], [converted()], 0),
        ([BUILT], [converted(ENVIRONMENT)], 1),
        ([BUILT], [converted(BUG), converted()], 3),
        ([outcome("failed", INPUT)], [converted(BUG)], 3),
    ],
)
def test_exit_code(
    outcomes: list[Outcome], conversions: list[Converted], code: int
) -> None:
    assert _exit_code(outcomes, conversions) == code
