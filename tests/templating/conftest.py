"""Views that the rendering tests print."""

from __future__ import annotations

from pathlib import Path

import pytest
from notices import NOTICE, view_of

from rectify_gen.source import locate, read_file
from rectify_gen.validation import validate
from rectify_gen.view import View, compose

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@pytest.fixture(scope="session")
def view() -> View:
    """A small notice with every kind of paragraph and awkward characters."""
    return view_of(NOTICE)


@pytest.fixture(scope="session", params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> View:
    """Every example of the repository as a view."""
    return compose(validate(locate(read_file(request.param))))
