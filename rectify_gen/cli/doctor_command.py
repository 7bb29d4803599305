"""The command ``doctor``: what of fonts, LibreOffice and extras is on this machine, and what a missing one costs."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.cli.session import sentence
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import EnvironmentFaultError
from rectify_gen.layout import Fonts

if TYPE_CHECKING:
    from rectify_gen.office import Office


class _Extra(NamedTuple):
    """A set of libraries that not everybody installs, with the one that tells whether it is there."""

    name: str
    package: str


_EXTRAS = (
    _Extra("excel", "openpyxl"),
    _Extra("preview", "starlette"),
    _Extra("cluster", "distributed"),
)
_THERE = "✓ "
_MISSING = "✗ "
_ADVICE = "  "


def doctor() -> None:
    """List what is there and what is not; missing things are no error, for each is needed by some only."""
    system = f"{platform.system()} {platform.release()}"
    lines = [
        _THERE
        + sentence(
            "doctor-program",
            version=version("rectify-gen"),
            python=platform.python_version(),
            system=system,
        )
    ]
    lines += _office_lines()
    lines += _font_lines()
    lines += _extra_lines()
    if not any(line.startswith(_MISSING) for line in lines):
        lines.append(sentence("doctor-fine"))
    write("\n".join(lines) + "\n")


def _office_lines() -> list[str]:
    from rectify_gen.office import find_office
    from rectify_gen.office.installed import office_version

    try:
        office = find_office(os.environ)
    except EnvironmentFaultError:
        is_linux = sys.platform.startswith("linux")
        advice = "doctor-get-office-linux" if is_linux else "doctor-get-office"
        return [
            _MISSING + sentence("doctor-no-office"),
            _ADVICE + sentence(advice),
        ]
    its_version = office_version(office)
    if not its_version:
        return [_MISSING + sentence("doctor-office-mute", program=office.program)]
    words = sentence("doctor-office", version=its_version, program=office.program)
    return [_THERE + words, *_uno_lines(office)]


def _uno_lines(office: "Office") -> list[str]:
    from rectify_gen.office.uno_python import uno_python

    python = uno_python(office)
    if python is not None:
        return [_THERE + sentence("doctor-uno", python=python)]
    return [
        _MISSING + sentence("doctor-no-uno"),
        _ADVICE + sentence("doctor-get-uno"),
    ]


def _font_lines() -> list[str]:
    from rectify_gen.office import STAND_INS
    from rectify_gen.office.installed import installed_fonts

    fonts = installed_fonts(os.environ)
    if not fonts.names:
        return [_MISSING + sentence("doctor-fonts-unknown")]
    families = [family for family in dict.fromkeys(Fonts()) if family]
    lines = []
    is_one_missing = False
    for family in families:
        if fonts.has(family):
            lines.append(_THERE + sentence("doctor-font", family=family))
            continue
        is_one_missing = True
        stand_in = next(filter(fonts.has, STAND_INS.get(family, ())), None)
        code = "doctor-no-font" if stand_in else "doctor-no-stand-in"
        lines.append(_MISSING + sentence(code, family=family, stand_in=stand_in))
    if is_one_missing:
        lines.append(_ADVICE + sentence("doctor-get-fonts"))
    return lines


def _extra_lines() -> list[str]:
    lines = []
    for extra in _EXTRAS:
        try:
            installed = version(extra.package)
        except PackageNotFoundError:
            cost = sentence(f"doctor-cost-{extra.name}")
            words = sentence("doctor-no-extra", extra=extra.name, cost=cost)
            lines.append(_MISSING + words)
            continue
        words = sentence(
            "doctor-extra",
            extra=extra.name,
            package=extra.package,
            version=installed,
        )
        lines.append(_THERE + words)
    return lines
