"""The command line: the same pipeline without a window."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from paperknife import __version__, pipeline
from paperknife.clipping.markdown.check import losses
from paperknife.errors import PaperknifeError
from paperknife.files import write_whole
from paperknife.highlights.highlight import Found
from paperknife.highlights.marked_page import marked_page
from paperknife.library.highlights import Highlights
from paperknife.library.library import Library
from paperknife.messages import loss, sentence
from paperknife.page.cutting import cut
from paperknife.page.page import Page
from paperknife.settings import Settings, read_settings
from paperknife.verdicts.verdict import JudgedPage

COMMANDS = ("read", "clip", "mark", "find", "highlights", "reindex")


def main(arguments: list[str]) -> int:
    """Runs one command; 0 if all went well, 1 if any file failed, 2 for words that cannot be understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except PaperknifeError as error:
        _complain(error)
        return 1
    except BrokenPipeError:  # whoever reads has enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="paperknife", description="Reads and clips saved web pages.")
    parser.add_argument("--version", action="version", version=f"paperknife {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=words, description=words)
        added.set_defaults(run=run)
        return added

    read = command("read", _read, "Write the article of each page as Markdown.")
    read.add_argument("--json", action="store_true", help="one JSON object per page and line")
    read.add_argument("--keep-all", action="store_true", help="strike nothing")
    read.add_argument("files", nargs="+", metavar="FILE", help="saved pages; - reads paths from standard input")
    clip = command("clip", _clip, "Save the article of each page to the library.")
    clip.add_argument("files", nargs="+", metavar="FILE")
    clip.add_argument("--library", type=Path, metavar="DIR", help="another folder than the one in the settings")
    clip.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="a tag for the clippings; may be repeated"
    )
    mark = command("mark", _mark, "Write a page as it was, with what is not the article struck through.")
    mark.add_argument("file", metavar="FILE")
    mark.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.html")
    find = command("find", _find, "Search the library.")
    find.add_argument("query", nargs="+", metavar="QUERY", help='words, "phrases", tag: site: after: before: -without')
    find.add_argument("--library", type=Path, metavar="DIR")
    highlights = command("highlights", _highlights, "Write the highlights of pages, or of the library, as Markdown.")
    highlights.add_argument("files", nargs="*", metavar="FILE", help="saved pages; without one, the whole library")
    highlights.add_argument("--library", type=Path, metavar="DIR")
    highlights.add_argument("--json", action="store_true", help="one collection of W3C Web Annotations")
    reindex = command("reindex", _reindex, "Read all notes of the library again.")
    reindex.add_argument("--library", type=Path, metavar="DIR")
    return parser


# ---- commands ----


def _read(chosen: argparse.Namespace) -> int:
    def write(path: str, judged: JudgedPage) -> None:
        judged = pipeline.keep_all(judged) if chosen.keep_all else judged
        if chosen.json:
            print(json.dumps(record(path, judged), ensure_ascii=False), flush=True)
        else:
            for note in judged.page.notes:
                print(f"{path}: {note}", file=sys.stderr)
            title = judged.page.metadata.title
            print(f"# {title}\n\n{pipeline.markdown(judged)}" if title else pipeline.markdown(judged))

    def fail(path: str, words: str) -> None:
        if chosen.json:
            print(json.dumps({"path": path, "error": words}, ensure_ascii=False), flush=True)
        else:
            print(words, file=sys.stderr)

    return _each(_paths(chosen.files), write, fail)


def _clip(chosen: argparse.Namespace) -> int:
    settings = read_settings()
    library = _library(chosen, settings)
    highlights = Highlights(library.folder)

    def save(path: str, judged: JudgedPage) -> None:
        clipping = pipeline.clip(judged, settings, tags=chosen.tag, found=_found(judged, highlights))
        print(library.save(clipping).path)
        for lost in losses(clipping.html, clipping.markdown):
            print(f"{path}: the Markdown differs from the page: {loss(lost)}", file=sys.stderr)

    return _each(_paths(chosen.files), save, lambda _path, words: print(words, file=sys.stderr))


def _mark(chosen: argparse.Namespace) -> int:
    judge, highlights = _judge(), Highlights(read_settings().library)
    judged = [judge(page) for page in pipeline.open_pages(Path(chosen.file))]
    pages = [pipeline.mark(page, _found(page, highlights)) for page in judged]
    for number, html in enumerate(pages):
        output: Path = chosen.output
        if number:
            output = output.with_name(f"{output.stem}-{number + 1}{output.suffix}")
        write_whole(output, html.encode("utf-8", "replace"))
        print(output)
    return 0


def _find(chosen: argparse.Namespace) -> int:
    for entry in _library(chosen, read_settings()).search(" ".join(chosen.query)):
        print(f"{entry.path}\t{entry.title}")
    return 0


def _highlights(chosen: argparse.Namespace) -> int:
    highlights = Highlights(chosen.library or read_settings().library)
    failed = False
    if chosen.files:
        pages = []

        def collect(_path: str, page: Page) -> None:
            known = marked_page(page, cut(page.tree))
            pages.append(replace(known, highlights=highlights.of(known)))

        failed = bool(_each_page(_paths(chosen.files), collect, lambda _path, words: print(words, file=sys.stderr)))
    else:
        pages, damaged = highlights.all()
        for error in damaged:
            failed = True
            _complain(error)
    pages = [page for page in pages if page.highlights]
    if pages or chosen.json:
        print(pipeline.export_highlights(pages, as_json=chosen.json), end="")
    return int(failed)


def _reindex(chosen: argparse.Namespace) -> int:
    library = _library(chosen, read_settings())
    library.reindex()
    count = len(library.clippings())
    print(f"{count} clipping{'' if count == 1 else 's'} in {library.folder}")
    return 0


# ---- what they share ----


def record(path: str, judged: JudgedPage) -> dict[str, Any]:
    """One page as the JSON object that `read --json` writes."""
    facts, article = judged.page.metadata, pipeline.article(judged)
    return {
        "path": path,
        "url": facts.address,
        "title": facts.title,
        "byline": ", ".join(facts.byline),
        "site": facts.site,
        "published": facts.published,
        "language": facts.language,
        "kind": str(judged.kind),
        "text": article.text,
        "markdown": pipeline.markdown(judged),
        "html": article.html,
        "images": [{"src": i.address, "found": i.size > 0, "bytes": i.size} for i in article.images],
        "links": list(article.links),
        "headings": [{"level": level, "text": words} for level, words in article.headings],
        "blocks": [
            {
                "id": verdict.block.id,
                "text": verdict.block.text,
                "label": str(verdict.label),
                "struck": judged.is_struck(verdict),
                "reason": f"{verdict.reason.rule}: {verdict.reason.detail}" if verdict.reason else "",
            }
            for verdict in judged.verdicts
        ],
        "notes": list(judged.page.notes),
        "error": None,
    }


def _each(paths: Iterable[str], work: Callable[[str, JudgedPage], None], fail: Callable[[str, str], None]) -> int:
    """Judges every page of every file and hands it to `work`; what fails goes to `fail`, and the next file follows."""
    judge = _judge()
    return _each_page(paths, lambda path, page: work(path, judge(page)), fail)


def _each_page(paths: Iterable[str], work: Callable[[str, Page], None], fail: Callable[[str, str], None]) -> int:
    """The same with pages that are not judged."""
    failed = False
    for path in paths:
        try:
            for page in pipeline.open_pages(Path(path)):
                work(path, page)
        except PaperknifeError as error:
            failed = True
            fail(path, sentence(error))
        except BrokenPipeError:
            raise
        except Exception as fault:  # one page's bad luck must not end a batch
            failed = True
            name = type(fault).__name__
            fail(
                path, f"“{Path(path).name}” met a fault of Paperknife itself ({name}); please report it with the file."
            )
    return int(failed)


def _found(judged: JudgedPage, highlights: Highlights) -> list[Found]:
    """The highlights of a page; what is wrong with them is said, and nothing waits for them."""
    try:
        return pipeline.find_highlights(judged, highlights)
    except PaperknifeError as error:
        _complain(error)
        return []


def _judge() -> Callable[[Page], JudgedPage]:
    """Judges pages by the filter lists and the corrections of the person at the keyboard."""
    lists, corrected = pipeline.filter_lists(), pipeline.corrections()
    return lambda page: pipeline.judge(page, lists, corrected)


def _paths(given: Iterable[str]) -> Iterator[str]:
    """The paths on the command line; "-" stands for those on standard input, one per line."""
    for path in given:
        if path == "-":
            for line in sys.stdin:
                if line.strip("\r\n"):
                    yield line.rstrip("\r\n")
        else:
            yield path


def _library(chosen: argparse.Namespace, settings: Settings) -> Library:
    return Library(chosen.library or settings.library, settings)


def _complain(error: PaperknifeError) -> None:
    print(sentence(error), file=sys.stderr)
