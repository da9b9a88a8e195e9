"""The title of a page: the headline that its readers see, without the name of the site."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

from paperknife.page.heading import EDGES, RULES, Heading, is_enough, is_seen, names_site, read_heading
from paperknife.page.tree import one_line

_SEPARATOR = re.compile(rf"\s+[{RULES}]+\s+|\s*\|\s*")
_ANGLES = "«»‹"
_ANGLED = re.compile(rf"\s+[{RULES}{_ANGLES}]+\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans({**dict.fromkeys("–—‐‑−", "-"), **dict.fromkeys("’‘", "'"), **dict.fromkeys("“”„", '"')})
_MOST_HEADINGS = 50  # of a kind that are looked through
_LEAST = 10  # characters of a heading that can be a title
_SURE = 30  # characters of a heading that can be one though nothing says so
# Chinese and Japanese titles have the site's name, and sections before it, behind a rule without spaces.
_HAN = r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
_HAN_SITE = re.compile(rf"(?<={_HAN}{{6}})(?:[-_–—]+{_HAN}{{2,8}})+$")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}|<%.*?%>")  # that nobody has filled in
_NAMELESS = re.compile(
    r"home(?: ?page)?|start(?:seite)?|index|accueil|in[ií]cio"
    r"|untitled(?: document)?|unbenanntes dokument|null|undefined",
    re.IGNORECASE,
)


def headline(tree: LexborHTMLParser, social: str, said: tuple[str, ...], site: str) -> str:
    """The title of a page, "" if nothing says one.

    `social` is what the page tells others to show (og:title), `said` what its further metadata call it, best first,
    `site` the site's name. An h1 is taken if another source confirms it, or if it is alone and long enough; else
    a lesser heading that another source begins with; else what the sources say, less the site's name.
    """
    element = tree.css_first("title")
    whole = _unescaped(element.text(deep=True)) if element else ""
    social = _sound(social, whole)
    claims = [claim for each in (social, *said, whole) if (claim := _sound(each, whole))]
    sites = [site] if site else []
    headings = []
    for node in tree.css("h1")[:_MOST_HEADINGS]:
        text = _said_in(read_heading(node), claims)
        if text and names_site(node):
            sites.append(text)
        elif text and is_seen(node):
            headings.append(text)
    names = {name.casefold() for name in sites}
    headings = [heading for heading in headings if heading.casefold() not in names]
    return (
        _confirmed(headings, claims, social, whole)
        or _alone(headings, social, whole)
        or _lesser(tree, [claim for claim in claims if claim.casefold() not in names])
        or _claimed(claims, social, whole, sites)
        or (headings[0] if len(headings) == 1 else whole)
    )


def _confirmed(headings: list[str], claims: list[str], social: str, whole: str) -> str:
    """The first heading that another source confirms, unless it names the site or a section of it."""
    folded = social.casefold()
    for heading in headings:
        if any(_confirms(claim, heading) for claim in claims):
            own = heading.casefold()
            named = own != folded and any(own in claim.casefold() for claim in claims)
            strange = folded and own not in folded and not _alike(folded, heading)
            if not (named and (strange or _ends_as_site(whole, heading))):
                return heading
    return ""


def _alone(headings: list[str], social: str, whole: str) -> str:
    """The one headline that a reader sees, though it is worded otherwise for those who share and search."""
    if len(headings) == 1 and (_LEAST if social else _SURE) <= len(headings[0]) < 200:
        return "" if _ends_as_site(whole, headings[0]) else headings[0]
    return ""


def _lesser(tree: LexborHTMLParser, claims: list[str]) -> str:
    """A lesser heading that another source is, or begins with."""
    for node in tree.css("h2, h3")[:_MOST_HEADINGS] if claims else []:
        heading = _said_in(read_heading(node), claims)
        if len(heading) >= _LEAST and any(_begins(claim, heading) for claim in claims):
            return heading
    return ""


def _claimed(claims: list[str], social: str, whole: str, sites: list[str]) -> str:
    """What the best of the other sources says, without the site's name."""
    folded = social.casefold()
    if social and len(whole) > len(social) and whole.casefold().startswith(folded):
        if not any(site.casefold() in folded for site in sites):
            return social  # <title> has the site's name behind it
    return _without_site(claims[0], sites) if claims else ""


def _said_in(heading: Heading, claims: list[str]) -> str:
    """The headline in a heading: all of it if another source says so, else its proper part, or the one that is said."""
    whole = heading.whole
    if len(heading.pieces) > 1 and not any(_plain(claim) == _plain(whole) for claim in claims):
        if proper := heading.proper:
            return proper
        for part, rest in heading.splits():
            if is_enough(part) and any(_begins(claim, part) and rest not in claim for claim in claims):
                return part
    if "|" in whole:
        for part in (whole.partition("|")[2].strip(), whole.rpartition("|")[0].strip()):
            if is_enough(part) and any(_plain(claim) == _plain(part) for claim in claims):
                return part
    return whole


# ---- how claims and headings compare ----


def _plain(text: str) -> str:
    """`text` as it is compared: sources differ in capitals, dashes and quotation marks."""
    return text.casefold().translate(_PLAIN)


def _begins(claim: str, heading: str) -> bool:
    """Whether a claim is a heading, with or without something behind a separator."""
    if not _plain(claim).startswith(_plain(heading)):
        return False
    return len(claim) == len(heading) or bool(_SEPARATOR.match(claim, len(heading)))


def _confirms(claim: str, heading: str) -> bool:
    """Whether a heading is what another source calls the page, perhaps in slightly other words."""
    folded, other = heading.casefold(), claim.casefold()
    if len(heading) >= _LEAST and folded in other:
        return True
    if other.startswith(folded) and _SEPARATOR.match(claim, len(heading)):
        return True
    return len(heading) < 200 and _alike(other, heading)


def _alike(claim: str, heading: str) -> bool:
    """Whether most words of a heading and of what another source says are the same."""
    ours, theirs = set(_WORD.findall(heading.casefold())), set(_WORD.findall(claim.casefold()))
    return len(ours & theirs) >= max(4, 0.7 * len(ours))


def _ends_as_site(title: str, heading: str) -> bool:
    """Whether a title ends with a heading after three words or more of its own: then the heading is the site's name."""
    if not title.casefold().endswith(heading.casefold()):
        return False
    rest = title[: -len(heading)]
    return rest.rstrip() != rest.rstrip(EDGES + _ANGLES) and len(rest.split()) > 3


# ---- what other sources say ----


def _sound(claim: str, whole: str) -> str:
    """What a source says; "" if that tells nothing, or was cut short at a quotation mark inside an attribute."""
    claim = _unescaped(claim)
    rest = whole[len(claim) :].lstrip() if whole.startswith(claim) else ""
    return "" if rest.startswith(("'", '"')) or _NAMELESS.fullmatch(claim) else claim


def _unescaped(text: str) -> str:
    """Metadata that was escaped twice, as is common, read once more; "" for a template that was never filled in."""
    text = one_line(html.unescape(text)) if "&" in text else one_line(text)
    return "" if _TEMPLATE.match(text) else text


def _without_site(title: str, sites: list[str]) -> str:
    """`title` less what is the site's name, or less a last part that is short beside the rest."""
    if title.casefold() in (site.casefold() for site in sites):
        return title
    # Angles of one kind are separators, of two kinds quotation marks.
    angled = ("«" in title) != ("»" in title)
    separator, edges = (_ANGLED, EDGES + _ANGLES) if angled else (_SEPARATOR, EDGES)
    for site in sites:
        if len(rest := _beside(title, site, separator, edges)) > 5:
            return rest
    title = _HAN_SITE.sub("", title)
    parts, cuts = separator.split(title), list(separator.finditer(title))
    if not cuts:
        return title
    for part, rest in ((parts[-1], title[: cuts[-1].start()]), (parts[0], title[cuts[0].end() :])):
        name = part.casefold()
        if len(rest) > 5 and any(name in site.casefold() or site.casefold() in name for site in sites):
            return rest.strip(edges)
    rest = title[: cuts[-1].start()]
    if len(rest.split()) < 3 or len(parts[-1].split()) > 4:
        return title
    if len(cuts) > 1 and "|" in cuts[-2].group() and len(parts[-2].split()) <= 2:  # the site's name, then what it is
        rest = title[: cuts[-2].start()]
    return rest


def _beside(title: str, site: str, separator: re.Pattern[str], edges: str) -> str:
    """What stands before a site's name in a title, or else behind it, if separators keep them apart; else ""."""
    for found in re.finditer(re.escape(site), title, re.IGNORECASE):
        before, behind = title[: found.start()].rstrip(edges), title[found.end() :].lstrip(edges)
        left = separator.fullmatch(title, len(before), found.start())
        right = separator.fullmatch(title, found.end(), len(title) - len(behind))
        if left and (right or not behind):
            return before.strip(edges)
        if right and not before:
            return behind.strip(edges)
    return ""
