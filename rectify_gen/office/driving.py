"""A LibreOffice that is driven over UNO: started with the script that drives it, given jobs, and ended with both.

The script (``uno_driver``) runs in LibreOffice's Python. It reads from a pipe, so that it notices when we are gone,
however we ended, and takes LibreOffice with it. This module must not know what the jobs are.
"""

import contextlib
import json
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rectify_gen.office.process import (
    end_process,
    environment_of,
    open_words,
    pipes_of,
    start_process,
    write_profile,
)
from rectify_gen.office.program import Office
from rectify_gen.office.uno_python import without_python_variables

_SCRIPT = Path(__file__).with_name("uno_driver.py")


class DrivenOffice:
    """A LibreOffice of our own in ``folder``, which is new and becomes its own; it opens one document after another.

    ``workplace`` is what goes if we are gone: that folder, or one around it.
    """

    def __init__(
        self,
        office: Office,
        python: Path,
        folder: Path,
        workplace: Path,
        answers: int = subprocess.DEVNULL,
    ) -> None:
        """Start it; jobs may be sent at once. ``answers`` is where the script's answers go, as for ``Popen``.

        Raises:
            EnvironmentFaultError: it cannot be started.
        """
        self.folder = folder
        profile_url = write_profile(office, folder)
        pipe = f"rectify-gen-{secrets.token_hex(8)}"
        self._pipes = pipes_of(profile_url, pipe)
        self._sent = 0
        command = [
            str(python),
            str(_SCRIPT),
            str(office.program),
            profile_url,
            pipe,
            str(workplace),
        ]
        command += [str(file) for file in self._pipes]
        environment = without_python_variables(environment_of(office, folder))
        with open_words(folder) as words:
            self.process = start_process(
                command,
                folder,
                environment,
                output=words.fileno(),
                answers=answers,
            )

    def send(self, jobs: Sequence[dict[str, Any]]) -> None:
        """Give it ``jobs``. Where it has ended, that shows when it is waited for."""
        self._sent += 1
        # A pipe holds little, and who waits here could not look after the rest.
        file = self.folder / f"jobs{self._sent}.json"
        file.write_text(json.dumps(list(jobs)), encoding="utf-8")
        self._write(str(file))

    def finish(self) -> None:
        """Let it end by itself once all jobs are done."""
        self._write("end")

    def _write(self, message: str) -> None:
        assert self.process.stdin is not None
        line = json.dumps(message) + "\n"
        with contextlib.suppress(OSError):
            self.process.stdin.write(line.encode("ascii"))
            self.process.stdin.flush()

    def end(self) -> None:
        """End it at once, with all its children."""
        end_process(self.process, self._pipes)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                # What was not written any more is of no use now.
                with contextlib.suppress(OSError):
                    stream.close()
