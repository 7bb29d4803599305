"""Which characters the fonts of this machine have, as fontconfig says: of a family, or of what stands in for it.

On Windows and macOS there is no fontconfig, and nothing is known. This module must not know documents.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rectify_gen.office.fonts import is_drawn, read_stand_ins
from rectify_gen.office.process import with_font_map
from rectify_gen.office.program import FONTS_VARIABLE

_PATIENCE = 30
_ASKED = "%{family}\n%{charset}"


class FoundFont(NamedTuple):
    """The font that draws a family on this machine."""

    name: str
    is_asked_one: bool
    """Whether it is of the family that was asked for, and does not stand in for it."""
    ranges: tuple[range, ...]

    def lacks(self, sign: str) -> bool:
        """Return whether it has no glyph for ``sign``."""
        return not any(ord(sign) in codes for codes in self.ranges)


def found_font(
    family: str,
    environment: Mapping[str, str],
) -> FoundFont | None:
    """Return the font that draws ``family`` in PDFs; None where that cannot be known.

    Raises:
        EnvironmentFaultError: the font map in the environment has another form.
    """
    stand_ins = read_stand_ins(environment.get(FONTS_VARIABLE, ""))
    finder = shutil.which("fc-match", path=environment.get("PATH", ""))
    if finder is None:
        return None
    with tempfile.TemporaryDirectory(prefix="rectify-gen-") as folder:
        try:
            answer = subprocess.run(
                [finder, "-f", _ASKED, family],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=_PATIENCE,
                env=with_font_map(environment, stand_ins, Path(folder)),
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
    families, _, codes = answer.stdout.decode("utf-8", "replace").partition("\n")
    # A family has its names in several languages.
    names = families.split(",")
    return FoundFont(
        name=names[0],
        is_asked_one=is_drawn(family, names),
        ranges=tuple(_range(written) for written in codes.split()),
    )


def _range(written: str) -> range:
    """Return the codes of ``4e00-4e03``, or of one code alone."""
    start, _, end = written.partition("-")
    return range(int(start, 16), int(end or start, 16) + 1)
