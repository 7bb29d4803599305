"""What the arguments and the environment say before Typer reads them: language, tracebacks, quiet.

Pure: from lists of words to values. ``rectify-gen build . --lang=zh -q`` becomes ``--lang=zh -q build .``, so that
options of the program may stand behind the command. This module must not print.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence

from rectify_gen.diagnostics import Diagnostic, UsageError

LANGUAGES = ("zh", "en")
DEBUG_VARIABLE = "RECTIFY_GEN_DEBUG"
"""Set to anything but 0, it asks for tracebacks as --debug does."""
_GLOBAL_FLAGS = frozenset({"--quiet", "-q", "--debug"})


def refuse_empty_arguments(arguments: Sequence[str]) -> None:
    """Refuse an empty argument: ``""`` would mean the working folder, and comes from a variable that is not set.

    Raises:
        UsageError: one of ``arguments`` is empty, or an option with = and nothing behind it.
    """
    previous = "rectify-gen"
    for argument in arguments:
        lacks_value = argument.startswith("-") and argument.endswith("=")
        if argument and not lacks_value:
            previous = argument
            continue
        # An empty word cannot be seen, so the report names the word before it.
        before = argument or previous
        fault = Diagnostic("argument-empty", facts={"before": before})
        raise UsageError([fault])


def move_global_options_first(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with --lang, --quiet and --debug, which may stand anywhere, moved before the command.

    Raises:
        UsageError: --lang stands last, with no language behind it.
    """
    global_options: list[str] = []
    remaining: list[str] = []
    unread = iter(arguments)
    for argument in unread:
        if argument == "--":
            # What follows are names of files, even where they look like options.
            remaining.append(argument)
            remaining.extend(unread)
        elif argument in _GLOBAL_FLAGS or argument.startswith("--lang="):
            global_options.append(argument)
        elif argument == "--lang":
            value = next(unread, None)
            if value is None:
                facts = {
                    "name": argument,
                    "choices": ", ".join(LANGUAGES),
                }
                fault = Diagnostic("option-without-value", facts=facts)
                raise UsageError([fault])
            global_options += [argument, value]
        else:
            remaining.append(argument)
    return global_options + remaining


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return ``zh`` or ``en``: what --lang says, else what the locale says."""
    previous = ""
    for argument in arguments:
        named = argument if previous == "--lang" else ""
        if argument.startswith("--lang="):
            named = argument.removeprefix("--lang=")
        if named in LANGUAGES:
            return named
        previous = argument
    # Windows names the language in a word: Chinese (Simplified)_China.
    is_chinese = _locale(environment).startswith(("zh", "chinese"))
    return "zh" if is_chinese else "en"


def _locale(environment: Mapping[str, str]) -> str:
    """Return the name of the locale in lower case: of the first variable that is set, in the order of POSIX."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return value.lower()
    return _windows_locale().lower()


def _windows_locale() -> str:
    if sys.platform != "win32":
        return ""
    import locale  # slow to import, and other systems name it in a variable

    name, _ = locale.getlocale()
    return name or ""


def wants_debug(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether tracebacks are to be printed: --debug, before any ``--``, or the variable says so."""
    if "--debug" in _options(arguments):
        return True
    value = environment.get(DEBUG_VARIABLE, "")
    return value not in ("", "0")


def wants_quiet(arguments: Sequence[str]) -> bool:
    """Return whether --quiet or -q stands before any ``--``: no progress, no summary, of reports errors only."""
    options = _options(arguments)
    return "--quiet" in options or "-q" in options


def _options(arguments: Sequence[str]) -> list[str]:
    """Return what may be options: all arguments before ``--``."""
    return list(itertools.takewhile(lambda argument: argument != "--", arguments))
