"""Blocks that say what the page's metadata says: title, description, author, site."""

from paperknife.page.tree import one_line
from paperknife.verdicts.survey import Survey

_LONGEST_BYLINE = 120  # characters of a line that can be a byline
_START = 60  # characters of a description that a block has to begin with, for descriptions are cut short


def see(survey: Survey) -> None:
    """Adds "fact:" signs."""
    facts = survey.page.metadata
    title, site = one_line(facts.title).casefold(), one_line(facts.site).casefold()
    description = one_line(facts.description).casefold()[:_START]
    authors = [name.casefold() for name in facts.byline if len(name) > 3]
    for block, size, signs in zip(survey.blocks.all, survey.sizes, survey.signs, strict=True):
        if not 3 < size:
            continue
        if size <= 300:
            text = one_line(block.text).casefold()
            if title and text == title:
                signs.append("fact:title linked" if block.link_chars else "fact:title")
            elif len(title) > 15 and (title in text or (len(text) > 15 and text in title)):
                signs.append("fact:title nearly")
            if site and text == site:
                signs.append("fact:site")
            if size <= _LONGEST_BYLINE and any(name in text for name in authors):
                signs.append("fact:author" if size < 40 else "fact:author long")
        if len(description) > 30 and one_line(block.text[: 2 * _START]).casefold().startswith(description):
            signs.append("fact:description")
