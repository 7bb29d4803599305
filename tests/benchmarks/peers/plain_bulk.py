"""Peer of the bulk benchmark: a loop of yaml.safe_load, pydantic and docxtpl in some processes.

python plain_bulk.py FOLDER OUTPUT TEMPLATE PROCESSES
"""

import functools
import multiprocessing
import sys
from pathlib import Path

from plain_tool import build


def build_pair(pair, template):
    source, document = pair
    build(source, document, template)


def main():
    folder, output, template = (Path(argument) for argument in sys.argv[1:4])
    processes = int(sys.argv[4])
    output.mkdir(exist_ok=True)
    pairs = []
    for source in sorted(folder.glob("[0-9]*.yaml")):
        pairs.append((source, output / f"{source.stem}.docx"))
    work = functools.partial(build_pair, template=template)
    if processes == 1:
        for pair in pairs:
            work(pair)
    else:
        with multiprocessing.Pool(processes) as pool:
            for _ in pool.imap_unordered(work, pairs, chunksize=8):
                pass


if __name__ == "__main__":
    main()
