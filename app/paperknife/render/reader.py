"""The article alone: the kept blocks of a judged page as clean HTML, and as a document made for reading."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from paperknife import bundled
from paperknife.page.excerpt import excerpt
from paperknife.page.marks import Marks
from paperknife.page.page import Page
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute, one_line, parse
from paperknife.page.writing import Instead, escape, escape_value, start_tag, write
from paperknife.render import safety
from paperknife.render.themes import Appearance
from paperknife.verdicts.verdict import JudgedPage, Label

AddressOf = Callable[[Resource], str]

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"))


def body(judged: JudgedPage, marks: Marks | None = None) -> str:
    """The kept blocks as the page wrote them, less an unmarked title that its facts say too; for writing Markdown."""
    title = judged.page.metadata.title
    told = {v.block.id for v in judged.verdicts if v.label is Label.TITLE and one_line(v.block.text) == title}
    return excerpt(judged.page, judged.blocks, judged.kept - (told - set(marks or ())), marks)


def article(judged: JudgedPage, address_of: AddressOf | None = None) -> str:
    """The kept blocks as safe HTML, each marked with `data-block`.

    With `address_of`, images lead to their saved bytes at the addresses it gives, and those never saved become a
    quiet frame with their words; without it, they keep the addresses that they had in the page.
    """
    tree = parse(excerpt(judged.page, judged.blocks, judged.kept))
    if tree.body is None:
        return ""

    def choose(node: LexborNode, tag: str) -> str | Instead | None:
        if tag == "body":
            return ""
        if tag == "img" and address_of is not None:
            return _shown(judged.page, node, address_of)
        return safety.choose(node, tag)

    return write(tree.body, choose)


def document(judged: JudgedPage, appearance: Appearance, address_of: AddressOf | None = None) -> str:
    """A whole HTML document: the article in <main id="article">, below its title where no kept block says it."""
    facts = judged.page.metadata
    language = facts.language or "und"
    direction = "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{escape_value(language)}" dir="{direction}" data-theme="{appearance.theme}">'
        f'<head><meta charset="utf-8"><title>{escape(facts.title)}</title>'
        f"<style>{appearance.css()}\n{bundled.text('reader/reader.css')}</style></head>"
        f'<body>{_heading(judged)}<main id="article">{article(judged, address_of)}</main></body></html>'
    )


def _heading(judged: JudgedPage) -> str:
    """The page's title from its metadata, unless the article says it itself."""
    said = any(v.label is Label.TITLE and v.block.id in judged.kept for v in judged.verdicts)
    title = judged.page.metadata.title
    return f'<header id="heading"><h1>{escape(title)}</h1></header>' if title and not said else ""


def _shown(page: Page, node: LexborNode, address_of: AddressOf) -> Instead:
    source = attribute(node, "src")
    kept = [(name, value) for name, value in safety.attributes(node) if name != "src"]
    resource = page.resource(source) if source else None
    if resource is None or not resource.data:
        marks = [(name, value) for name, value in kept if name in ("data-block", "title", "lang", "dir")]
        return Instead(
            f"{start_tag('span', [*marks, ('data-missing', source)])}{escape(attribute(node, 'alt'))}</span>"
        )
    return Instead(start_tag("img", [("src", address_of(resource)), *kept]))
