"""What a heading shows: its headline, apart from kickers, subtitles and what only a screen reader says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from paperknife.page.tree import BLOCKS, UNSEEN, attribute, children, for_ears, hidden_by_attributes, one_line

RULES = r"|–—·•›:/\\~-"  # what stands between a title and what is not of it, inside the [] of a regular expression
EDGES = " \t\r\n\f\xa0|–—·•›:/\\~-"
_MOST_PIECES = 40  # more of them are no headline but a page in an unclosed heading
_PERMALINKS = frozenset("¶§#🔗")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")

# Classes of what stands beside the headline proper, in the words of those who build sites.
_ASIDE = re.compile(
    r"kicker|eyebrow|(?:sub|super|roof|sur)[-_]?(?:line|title|head)|(?<![a-z])(?:over|pre|sup)[-_]?(?:line|title|head)"
    r"|(?<![a-z])top[-_]?line|dachzeile|spitzmarke|(?:vor|ober|unter)zeile|untertitel|rubri[kc]|ressort|surtitre"
    r"|occhiello|volanta|antetitulo|cintillo|chapeu"
    r"|(?:^|[-_])(?:section|category|label|prefix|tag|flag|badge|date)$|^(?:h\d)?[-_]?small$"
)
_ASIDE_TAGS = frozenset(("small", "time"))
_OF_SITE = re.compile(r"(?:^|[-_])(?:site[-_]?(?:title|name)|branding|logo)$")
# The address of a site's first page, perhaps in one of its languages.
_ROOT = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|\.?/)(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home)\.\w+)?", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """The texts of a heading, as they are seen, and whether each stands in a kicker, subtitle or the like."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def whole(self) -> str:
        """All that is seen."""
        return _joined(self.pieces)

    @property
    def proper(self) -> str:
        """What is seen without kickers before and subtitles behind; "" if there are none, or too little is left."""
        bare = [at for at, (text, aside) in enumerate(self.pieces) if not aside and text.strip(EDGES)]
        if not bare:
            return ""
        before, kept, behind = self.pieces[: bare[0]], self.pieces[bare[0] : bare[-1] + 1], self.pieces[bare[-1] + 1 :]
        kicker, subtitle = any(aside for _, aside in before), any(aside for _, aside in behind)
        if not (kicker or subtitle):
            return ""
        text = _joined(kept if kicker and subtitle else kept + behind if kicker else before + kept)
        text = text.lstrip(EDGES) if kicker else text
        return text if is_enough(text) else ""

    def splits(self) -> Iterator[tuple[str, str]]:
        """Every end and every beginning of the pieces, each with the rest."""
        if len(self.pieces) > _MOST_PIECES:
            return
        for at in range(1, len(self.pieces)):
            before, behind = _joined(self.pieces[:at]), _joined(self.pieces[at:])
            if before and behind:
                yield behind, before
                yield before, behind


def read_heading(node: LexborNode) -> Heading:
    """The pieces of a heading, in order; nothing hidden and nothing for screen readers is among them."""
    found = []
    waiting = [(child, False) for child in children(node)][::-1]
    while waiting:
        child, aside = waiting.pop()
        if child.is_text_node:
            found.append((child.text_content or "", aside))
        elif child.is_element_node and (tag := child.tag or "") not in UNSEEN and is_seen(child):
            if tag == "a" and one_line(child.text(deep=True)) in _PERMALINKS:
                continue
            if tag == "br" or tag in BLOCKS:
                found.append((" ", aside))
            aside = aside or tag in _ASIDE_TAGS or _is_aside(attribute(child, "class"))
            waiting += [(grandchild, aside) for grandchild in children(child)][::-1]
    return Heading(tuple(found))


def _is_aside(classes: str) -> bool:
    return any(_ASIDE.search(name) for name in classes.lower().split())


def is_enough(text: str) -> bool:
    """Whether a part of a heading can be a headline: two words, or some letters of a script without spaces."""
    return len(text.split()) > 1 or len(_HAN.findall(text)) > 5


def is_seen(node: LexborNode) -> bool:
    """Whether an element's own attributes let eyes see it."""
    return not (hidden_by_attributes(node.tag or "", node.attributes) or for_ears(attribute(node, "class")))


def names_site(node: LexborNode) -> bool:
    """Whether a heading is the site's name or logo: nothing but a link to the site's root, or called so."""
    link = node.css_first("a[href]")
    if link is not None and one_line(link.text(deep=True)) != one_line(node.text(deep=True)):
        link = None
    above = node.parent
    if above is not None and above.tag == "a":
        link = above
    for element in (node, above, link):
        if element is not None:
            names = f"{attribute(element, 'class')} {attribute(element, 'id')}".lower().split()
            if any(_OF_SITE.search(name) for name in names):
                return True
    if link is None:
        return False
    address = re.sub(r"^.+(?=https?://)", "", attribute(link, "href").strip())  # web archives put theirs before it
    return "home" in attribute(link, "rel").lower().split() or bool(_ROOT.fullmatch(address))


def _joined(pieces: tuple[tuple[str, bool], ...]) -> str:
    return one_line("".join(text for text, _ in pieces))
