"""What of an office's software is on this machine: the version of LibreOffice, the font families.

Nothing is converted here. This module must not know documents.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rectify_gen.office.fonts import is_drawn
from rectify_gen.office.program import Office

_PATIENCE = 60
"""Seconds for LibreOffice to say its version: its first start on a slow machine takes some."""
_FONT_FOLDERS = (
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path.home() / "Library" / "Fonts",
)
"""Where macOS keeps fonts."""


class InstalledFonts(NamedTuple):
    """The names of the font families of this machine."""

    names: frozenset[str]
    """As the system writes them; empty where it cannot be asked."""

    def has(self, family: str) -> bool:
        """Return whether ``family`` is installed, under its Chinese name or the one that its file carries."""
        return is_drawn(family, self.names)


def office_version(office: Office) -> str:
    """Return what LibreOffice says of its version: ``LibreOffice 7.4.7.2``; empty where it says nothing."""
    try:
        answer = subprocess.run(
            [office.program, "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = answer.stdout.decode("utf-8", "replace").split()
    # The third word is a digest of the build.
    return " ".join(words[:2]) if words[:1] == ["LibreOffice"] else ""


def installed_fonts(environment: Mapping[str, str]) -> InstalledFonts:
    """Return the font families of this machine, asked of fontconfig, of the registry of Windows or of macOS' folders."""
    if sys.platform == "win32":
        return InstalledFonts(frozenset(_names_in_registry()))
    lister = shutil.which("fc-list", path=environment.get("PATH", ""))
    if lister is not None:
        return InstalledFonts(frozenset(_names_of_fontconfig(lister)))
    names = set()
    for folder in _FONT_FOLDERS:
        for path in folder.glob("**/*.[to]t[fc]"):
            names.add(path.stem)
    return InstalledFonts(frozenset(names))


def _names_of_fontconfig(lister: str) -> set[str]:
    try:
        answer = subprocess.run(
            [lister, ":", "family"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return set()
    names: set[str] = set()
    for line in answer.stdout.decode("utf-8", "replace").splitlines():
        # A family has its names in several languages on one line.
        names.update(name.strip() for name in line.split(","))
    return names


def _names_in_registry() -> set[str]:
    names: set[str] = set()
    if sys.platform == "win32":
        import winreg

        path = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                key = winreg.OpenKey(hive, path)
            except OSError:
                continue
            with key:
                count = winreg.QueryInfoKey(key)[1]
                for index in range(count):
                    # "FangSong (TrueType)", and of a collection "SimSun & NSimSun (TrueType)"
                    value_name = winreg.EnumValue(key, index)[0]
                    families = value_name.partition(" (")[0]
                    names.update(name.strip() for name in families.split("&"))
    return names
