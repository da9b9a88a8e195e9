"""markdownify's walk over the laid-out tree, with what each of its elements becomes."""

import re
from typing import Any

from markdownify import MarkdownConverter

from paperknife.clipping.markdown.addresses import write_target, write_title
from paperknife.clipping.markdown.emphasis import BREAK, marked
from paperknife.clipping.markdown.grid import write_grid
from paperknife.clipping.markdown.line import raw, write_line
from paperknife.clipping.markdown.tree import Element

_CELL, _ROW = "\ud820", "\ud821"
_LINE = re.compile(r"\n(?=[^\n])")
_TICKS = re.compile("`+")
# What readers show as it is written: they decode percent signs and punycode.
_ADDRESS = re.compile(r"https?://(?!\S*xn--)[^\s<>\\`|%]+", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w+;")

Parents = set[str]


class Converter(MarkdownConverter):
    """Writes a tree as `flow.lay_out` makes it; its texts have no stray white space and are escaped with their line."""

    def process_text(self, el: Any, parent_tags: Parents | None = None) -> str:
        return str(el)

    def convert__document_(self, el: Element, text: str, parent_tags: Parents) -> str:
        text = text.strip("\n")
        # A rule at the very beginning would be read as the start of front matter.
        return ("***" + text[3:] if text.startswith("---\n") else text) + "\n"

    # ---- blocks

    def convert_p(self, el: Element, text: str, parent_tags: Parents) -> str:
        edge = "\n" if el.get("compact") else "\n\n"
        return f"{edge}{write_line(text)}{edge}"

    def convert_hN(self, n: int, el: Element, text: str, parent_tags: Parents) -> str:
        return f"\n\n{'#' * n} {write_line(text, 'heading')}\n\n"

    def convert_blockquote(self, el: Element, text: str, parent_tags: Parents) -> str:
        lines = text.strip("\n").split("\n")
        return "\n\n" + "\n".join([f"> {line}" if line else ">" for line in lines]) + "\n\n"

    def convert_ul(self, el: Element, text: str, parent_tags: Parents) -> str:
        edge = "\n" if el.get("compact") else "\n\n"
        return edge + text.strip("\n") + edge

    convert_ol = convert_ul

    def convert_li(self, el: Element, text: str, parent_tags: Parents) -> str:
        edge = "\n" if el.get("compact") else "\n\n"
        marker = el.get("marker")
        return f"{edge}{marker} {_indented(text.strip(chr(10)), len(marker) + 1)}".rstrip(" ") + edge

    def convert_pre(self, el: Element, text: str, parent_tags: Parents) -> str:
        longest = max((len(run) for run in _TICKS.findall(text)), default=0)
        fence = "`" * max(3, longest + 1)
        return (
            f"\n\n{fence}{el.get('language')}\n{text}\n{fence}\n\n"
            if text
            else f"\n\n{fence}{el.get('language')}\n{fence}\n\n"
        )

    def convert_hr(self, el: Element, text: str, parent_tags: Parents) -> str:
        # After a list's own marker three dashes or stars would make one rule of the whole line.
        return "\n\n___\n\n" if "li" in parent_tags else "\n\n---\n\n"

    def convert_note(self, el: Element, text: str, parent_tags: Parents) -> str:
        return f"\n\n[^{el.get('label')}]: {_indented(text.strip(chr(10)), 4)}\n\n"

    def convert_formula(self, el: Element, text: str, parent_tags: Parents) -> str:
        return f"\n\n$$\n{text}\n$$\n\n" if el.get("display") else raw(f"${text}$")

    # ---- tables

    def convert_td(self, el: Element, text: str, parent_tags: Parents) -> str:
        return _CELL + write_line(text, "cell")

    def convert_tr(self, el: Element, text: str, parent_tags: Parents) -> str:
        return _ROW + text

    def convert_table(self, el: Element, text: str, parent_tags: Parents) -> str:
        rows = [row.split(_CELL)[1:] for row in text.split(_ROW)[1:]]
        return f"\n\n{write_grid(rows, el.get('align').split(' '))}\n\n"

    # ---- within a line

    def convert_strong(self, el: Element, text: str, parent_tags: Parents) -> str:
        return marked("strong", text)

    def convert_em(self, el: Element, text: str, parent_tags: Parents) -> str:
        return marked("em", text)

    def convert_del(self, el: Element, text: str, parent_tags: Parents) -> str:
        return marked("del", text)

    def convert_mark(self, el: Element, text: str, parent_tags: Parents) -> str:
        return f"{raw('==')}{text}{raw('==')}"

    def convert_sub(self, el: Element, text: str, parent_tags: Parents) -> str:
        return f"{raw('<sub>')}{text}{raw('</sub>')}"

    def convert_sup(self, el: Element, text: str, parent_tags: Parents) -> str:
        return f"{raw('<sup>')}{text}{raw('</sup>')}"

    def convert_code(self, el: Element, text: str, parent_tags: Parents) -> str:
        text = text.replace("\n", " ")
        runs = set(map(len, _TICKS.findall(text)))
        ticks = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
        padded = text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip(" "))
        return raw(f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}")

    def convert_br(self, el: Element, text: str, parent_tags: Parents) -> str:
        return BREAK

    def convert_verbatim(self, el: Element, text: str, parent_tags: Parents) -> str:
        return raw(text)

    def convert_ref(self, el: Element, text: str, parent_tags: Parents) -> str:
        return raw(f"[^{el.get('label')}]")

    def convert_a(self, el: Element, text: str, parent_tags: Parents) -> str:
        target, title = el.get("href"), el.get("title")
        if not title and text == target and _ADDRESS.fullmatch(text) and not _ENTITY.search(text):
            return raw(f"<{text}>")
        return f"{raw('[')}{text}{raw(f']({write_target(target)}{write_title(title)})')}"

    def convert_img(self, el: Element, text: str, parent_tags: Parents) -> str:
        alt = write_line(" ".join(el.get("alt").split()), "alt")
        return raw(f"![{alt}]({write_target(el.get('src'))}{write_title(el.get('title'))})")


def _indented(text: str, width: int) -> str:
    """A text whose lines but the first begin with spaces; empty lines stay empty."""
    return _LINE.sub("\n" + " " * width, text)
