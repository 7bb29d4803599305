"""``python -m rectify_gen`` and the command ``rectify-gen``."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130
"""The exit code that Typer makes of Ctrl-C."""


def interrupt_again(unraisable: sys.UnraisableHookArgs) -> None:
    """Send Ctrl-C once more that came where Python can only report an error and go on (a destructor, a weak set)."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    import threading  # few runs are interrupted

    # Raised at once, it would be lost here again.
    threading.Timer(0.02, _interrupt_main).start()


def _interrupt_main() -> None:
    """Do as Ctrl-C does: a signal also wakes a main thread that waits. Windows cannot send itself one."""
    import signal  # few runs are interrupted
    import threading

    main_thread = threading.main_thread().ident
    if sys.platform == "win32" or main_thread is None:
        import _thread

        _thread.interrupt_main()
    else:
        signal.pthread_kill(main_thread, signal.SIGINT)


def main() -> None:
    """Run the command line and end the process with its exit code; nothing ends it with a traceback."""
    # What the libraries make on import lives until the end; collecting it over and over costs a tenth of a start.
    gc.set_threshold(100_000, 20, 20)
    # Workers of a build import this module, and need nothing of the command line.
    from rectify_gen.cli.late_metadata import import_metadata_late
    from rectify_gen.cli.session import flush_streams, report_unexpected
    from rectify_gen.cli.streams import prepare_streams

    # Plugins of other packages neither change what is valid here, nor are they searched for on each start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import_metadata_late()
    sys.unraisablehook = interrupt_again
    prepare_streams()
    try:
        code = exit_code(sys.argv[1:])
    except Exception as error:
        code = report_unexpected(error)
    _end(flush_streams(code))


def _end(code: int) -> NoReturn:
    """End the process with ``code``.

    Python's own way takes all modules and their objects apart, which costs a 25th of a ``validate``; the system takes
    their memory back at once.
    """
    import threading  # Typer has imported it

    if threading.active_count() > 1 or _is_watched():
        gc.freeze()  # no last search for cycles in all that the libraries left
        sys.exit(code)
    atexit._run_exitfuncs()
    os._exit(code)


def _is_watched() -> bool:
    """Return whether a profiler, a debugger or an interactive session wants to have the last word."""
    if sys.gettrace() or sys.getprofile() or sys.flags.inspect:
        return True
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    return monitoring is not None and any(map(monitoring.get_tool, range(6)))


def exit_code(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name and return its exit code, that of an error for the user included."""
    # As in main; Typer is imported last, for arguments that are refused need none of it.
    from rectify_gen.cli.arguments import (
        move_global_options_first,
        refuse_empty_arguments,
    )
    from rectify_gen.cli.session import sentence, show_errors
    from rectify_gen.cli.streams import write_error_line
    from rectify_gen.diagnostics import RectifyError

    try:
        refuse_empty_arguments(arguments)
        ordered = move_global_options_first(arguments)
        from rectify_gen.cli.app import run_command

        code = run_command(ordered)
    except RectifyError as error:
        show_errors(error.diagnostics)
        return error.exit_code
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    if code == INTERRUPTED:
        write_error_line(sentence("interrupted"))
    return code


if __name__ == "__main__":
    main()
