"""What the program costs beside others, on the same pages in the same run.

    PYTHONPATH=app python tests/gate/benchmark.py [--pages 60] [--least RATIO]

Prints CPU times and their ratios: judging a page beside trafilatura's extraction (reading the file is left out on both
sides; parsing, metadata, blocks and verdicts are in ours), asking large filter lists beside judging, and writing
Markdown of 1 MB beside markdownify alone. Exit status 1 if the ratio of judging is below --least.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from markdownify import markdownify
from pages import available, samples

from paperknife.clipping.markdown import to_markdown
from paperknife.filters.filter_lists import FilterList, FilterLists, own_list
from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import judge

LISTS = Path(__file__).parents[3] / "shared" / "lists"
ARTICLE = (
    '<div><p>Some words and a <a href="https://e.com/">link</a>, <b>bold</b> and <i>italic</i> ones, '
    "<code>code</code>, H<sub>2</sub>O.</p><ul><li>one</li><li>two</li></ul><table><tr><th>a</th><th>b</th></tr>"
    "<tr><td>1</td><td>2</td></tr></table></div>"
)


def page_of(html: str) -> Page:
    tree = parse(html)
    return Page(tree, metadata_of(tree))


def milliseconds(act: Callable[[str], object], texts: list[str]) -> list[float]:
    """CPU time of `act` for each text, the best of two."""
    best = []
    for text in texts:
        times = []
        for _ in range(2):
            start = time.process_time()
            act(text)
            times.append(1000 * (time.process_time() - start))
        best.append(min(times))
    return best


def compare(what: str, ours: list[float], name: str, theirs: list[float]) -> float:
    """Prints the medians and says how many times longer the other takes."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{what}: {mine:.1f} ms (longest {max(ours):.1f}), {name} {other:.1f} ms; ratio {other / mine:.2f}")
    return other / mine


def with_metadata(html: str) -> object:
    """Trafilatura's extraction with title, author and date, which are a part of judging here."""
    return trafilatura.bare_extraction(html, with_metadata=True)


def listed(pages: list[str]) -> list[float]:
    """Time to ask the program's own list and two large ones about pages that are cut already."""
    texts = [FilterList(file.stem, file.read_text("utf-8")) for file in sorted(LISTS.glob("*.txt"))]
    lists = FilterLists([own_list(), *texts], None)
    lists.load()
    cuts = {html: (page := page_of(html), cut(page.tree)) for html in pages}
    return milliseconds(lambda html: lists.matches(*cuts[html]), pages)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares what the program costs with what others cost.")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--least", type=float, default=0.0, metavar="RATIO")
    args = parser.parse_args()
    if not available():
        print("the pages are not beside the project at ../shared", file=sys.stderr)
        return 1
    pages = [sample.page.tree.html or "" for sample in samples("news")[: args.pages]]
    judging = milliseconds(lambda html: judge(page_of(html)), pages)
    ratio = compare("judging a page", judging, "trafilatura", milliseconds(trafilatura.extract, pages))
    compare("judging a page", judging, "trafilatura with metadata", milliseconds(with_metadata, pages))
    compare("asking large lists", listed(pages), "judging", judging)
    megabyte = [ARTICLE * (1_000_000 // len(ARTICLE))]
    compare("1 MB to Markdown", milliseconds(to_markdown, megabyte), "markdownify", milliseconds(markdownify, megabyte))
    return int(ratio < args.least)


if __name__ == "__main__":
    sys.exit(main())
