"""The peer of the bulk benchmark: a loop of yaml.safe_load, pydantic and docxtpl in some processes.

python plain_bulk.py FOLDER OUTPUT TEMPLATE PROCESSES
"""

import functools
import multiprocessing
import sys
from pathlib import Path

from plain_tool import build


def main() -> None:
    folder, output, template = (Path(one) for one in sys.argv[1:4])
    output.mkdir(exist_ok=True)
    jobs = [
        (source, output / f"{source.stem}.docx")
        for source in sorted(folder.glob("[0-9]*.yaml"))
    ]
    work = functools.partial(one, template=template)
    if sys.argv[4] == "1":
        for job in jobs:
            work(job)
    else:
        with multiprocessing.Pool(int(sys.argv[4])) as pool:
            for _ in pool.imap_unordered(work, jobs, chunksize=8):
                pass


def one(job, template):
    source, document = job
    build(source, document, template)


if __name__ == "__main__":
    main()
