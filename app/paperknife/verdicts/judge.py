"""Judges a page: cuts it into blocks and gives each a verdict."""

from paperknife.page.cutting import cut
from paperknife.page.page import Page
from paperknife.verdicts.verdict import Finding, JudgedPage, Label, Verdict


def judge(page: Page) -> JudgedPage:
    """The page with a verdict for each of its blocks."""
    blocks = cut(page.tree)
    verdicts = []
    for block in blocks.all:
        names = {e.tag for e in block.element.lineage()}
        label = Label.ARTICLE
        if names & {"nav"}:
            label = Label.NAVIGATION
        elif names & {"footer", "aside"}:
            label = Label.FOOTER
        elif block.text.strip().upper() in ("ADVERTISEMENT", "ANZEIGE"):
            label = Label.AD
        elif block.link_chars > 0.5 * len(block.text) > 0:
            label = Label.RELATED
        elif block.kind == "heading" and block.level == 1:
            label = Label.TITLE
        elif block.kind == "caption":
            label = Label.CAPTION
        finding = Finding(block.id, label, 1.0, "landmark", block.element.tag)
        verdicts.append(Verdict(block, label, 1.0, (finding,)))
    return JudgedPage(page, blocks, tuple(verdicts))
