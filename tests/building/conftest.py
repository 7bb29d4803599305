"""A folder with notices to build, and how a run is driven."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made import short

from rectify_gen.building.batch import Pool, local_pool
from rectify_gen.building.comparison import check
from rectify_gen.building.planning import plan
from rectify_gen.building.running import Asked, Outcome, build

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., list[Outcome]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three short notices; its name has Chinese and a space."""
    place = tmp_path / "巡察 整改"
    place.mkdir()
    for name in ("甲", "乙", "丙"):
        (place / f"{name}.yaml").write_text(short(name), encoding="utf-8")
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def example(folder: Path) -> Path:
    """A full-length example in the folder."""
    return Path(
        shutil.copy(
            ROOT / "examples" / "water-affairs-bureau.yaml", folder / "水务.yaml"
        )
    )


def built(
    *paths: str, asked: Asked | None = None, pool: Pool | None = None
) -> list[Outcome]:
    targets = plan([Path(one) for one in paths or (".",)])
    return list(
        build(targets, pool or local_pool(1), time.perf_counter, asked or Asked())
    )


def checked(*paths: str, asked: Asked | None = None) -> list[Outcome]:
    targets = plan([Path(one) for one in paths or (".",)])
    return list(check(targets, local_pool(1), time.perf_counter, asked or Asked()))


def states(outcomes: list[Outcome]) -> dict[str, str]:
    return {one.target.source.stem: one.state for one in outcomes}


def assert_said_how_far(told: str, documents: int, count: int) -> None:
    """An interrupted run of ``count`` told the ``documents`` it made; the signal may come between making and telling."""
    found = re.search(
        r"(?:^|\n)(\d+) done, (\d+) not; run again to continue\.\ninterrupted\.\n$",
        told,
    )
    assert found
    done, left = (int(part) for part in found.groups())
    assert done + left == count
    assert all(abs(done - known) <= 1 for known in (documents, told.count("built ")))
