"""What holds for all tests: nothing is skipped quietly in CI, and property tests have no stopwatch."""

import os
import signal
from collections.abc import Iterator

import hypothesis
import pytest
from needs import NOTICES

# The command lines that tests start share the product's byte code, instead of compiling it each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

IN_CI = os.environ.get("CI") == "true"

# A script that runs in the background ignores Ctrl-C, and so would every program that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if IN_CI else "here")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Real notices may be absent, for they are not ours to give away, and no machine is two; anything else must be there."""
    if not IN_CI or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(
        report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
    )
    elsewhere = "only Windows" in reason
    if not elsewhere and (NOTICES not in reason or os.environ.get(NOTICES)):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where everything must run: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report
