"""Time to judge a page, beside trafilatura's time to extract it, on the same pages in the same run.

    PYTHONPATH=app python tests/gate/benchmark.py [--pages 60] [--least RATIO]

Prints the medians of CPU time per page in milliseconds and their ratio; exit status 1 if it is below --least. Reading
the file is left out on both sides; parsing, metadata, blocks and verdicts are in ours.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable

import trafilatura
from pages import available, samples

from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import judge


def ours(html: str) -> object:
    tree = parse(html)
    return judge(Page(tree, metadata_of(tree)))


def milliseconds(act: Callable[[str], object], pages: list[str]) -> list[float]:
    """CPU time of `act` for each page, the best of two."""
    best = []
    for html in pages:
        times = []
        for _ in range(2):
            start = time.process_time()
            act(html)
            times.append(1000 * (time.process_time() - start))
        best.append(min(times))
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares the time to judge a page with trafilatura's.")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--least", type=float, default=0.0, metavar="RATIO")
    args = parser.parse_args()
    if not available():
        print("the pages are not beside the project at ../shared", file=sys.stderr)
        return 1
    pages = [sample.page.tree.html or "" for sample in samples("news")[: args.pages]]
    mine, theirs = milliseconds(ours, pages), milliseconds(trafilatura.extract, pages)
    ours_median, theirs_median = statistics.median(mine), statistics.median(theirs)
    ratio = theirs_median / ours_median
    print(f"median ms per page: this program {ours_median:.1f}, trafilatura {theirs_median:.1f}; ratio {ratio:.2f}")
    print(f"longest, ms: this program {max(mine):.1f}, trafilatura {max(theirs):.1f}")
    return int(ratio < args.least)


if __name__ == "__main__":
    sys.exit(main())
