"""How long an import takes as the notice grows: python tests/benchmarks/imports.py

A notice of N problems, from text to data and from data to YAML with its comments, in seconds of processor time.
On a busy machine of two cores, Python 3.11, as it is read and with ``--normalize``:

========  ==========  =====  ==========  =====
problems  characters  read   normalized  YAML
========  ==========  =====  ==========  =====
     500      27,000  0.18   0.17        0.15
   1,000      54,000  0.32   0.37        0.27
   2,000     109,000  0.60   0.70        0.52
   4,000     219,000  1.10   1.34        1.04
========  ==========  =====  ==========  =====

Eight times the notice takes about eight times as long. A real notice has 20 to 160 problems.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from rectify_gen.importer import Imported, import_text
from rectify_gen.report import imports
from rectify_gen.source.yaml_writing import to_yaml

HEAD = (
    "中共青河市林业局党组关于八届市委第四轮巡察整改进展情况的通报\n"
    "根据市委统一部署，2024年3月4日至5月17日，市委第一巡察组对中共青河市林业局党组进行了巡察。现予公布。\n"
    "一、组织整改情况\n局党组召开专题会议，研究部署整改工作。\n二、整改落实情况\n"
)
PROBLEM = "（{}）关于巡查制度执行不到位的问题。\n整改情况：修订制度3项,明确责任人。一是加密巡查；二是按月通报。\n"
COUNTS = (500, 1000, 2000, 4000)


def notice(problems: int) -> str:
    """Return the text of a notice with so many problems; each has a half-width comma to be corrected."""
    items = [PROBLEM.format(number) for number in range(1, problems + 1)]
    return HEAD + "".join(items)


def yaml_of(imported: Imported) -> str:
    """Return the text of the YAML file, comments and gaps included."""
    return to_yaml(
        imported.data, imports.comments(imported), imports.spaced_routes(imported)
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of ``work``."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print one line for each size."""
    for count in COUNTS:
        text = notice(count)
        read = seconds(lambda text=text: import_text(text))
        normalized = seconds(lambda text=text: import_text(text, normalize=True))
        imported = import_text(text)
        written = seconds(lambda imported=imported: yaml_of(imported))
        print(f"{count:6,} {len(text):9,}  {read:.2f}  {normalized:.2f}  {written:.2f}")


if __name__ == "__main__":
    main()
