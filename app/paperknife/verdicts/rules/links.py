"""Where the links of a block lead: to share services, topics, authors, other sites, places on the same page."""

import re
from collections.abc import Iterator

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

# What an address is for, by the words in it; of several the first in this order.
_PURPOSES = {
    "share": "sharer dialog intent addtoany addthis sharethis submit getpocket whatsapp share tellafriend",
    "mail": "mailto",
    "phone": "tel",
    "outside": "outbrain taboola doubleclick googleadservices sponsored plista ligatus revcontent",
    "shop": "amazon amzn cart checkout affiliate awin shop warenkorb produkt product products",
    "app": "itunes apps play",
    "comment": "respond comment comments reply disqus replytocom kommentare",
    "author": (
        "author authors autor autoren profile profil people staff contributor contributors user users "
        "member members redakteur"
    ),
    "topic": (
        "tag tags topic topics thema themen schlagwort keyword keywords category categories kategorie "
        "kategorien rubrik label etiqueta hashtag sujet tema temas"
    ),
    "legal": (
        "privacy datenschutz impressum imprint terms cookie cookies legal disclaimer copyright agb "
        "kontakt contact about"
    ),
    "account": (
        "login signin signup register anmelden subscribe subscription subscriptions abo newsletter "
        "account premium donate spende spenden membership"
    ),
    "follow": "facebook twitter instagram youtube pinterest linkedin tiktok telegram vk",
    "file": "pdf doc docx zip mp3 jpg jpeg png gif",
    "script": "javascript",
}
_ORDER = tuple(_PURPOSES)
_RANKS = {word: rank for rank, words in reversed(tuple(enumerate(_PURPOSES.values()))) for word in words.split()}
_WORDS = re.compile(r"[a-z0-9]+")


def see(survey: Survey) -> None:
    """Adds "to:" signs."""
    own = survey.page.metadata.address.partition("#")[0].rstrip("/")
    host = _host(own) if own else ""
    known: dict[str, str] = {}
    found: dict[int, dict[str, int]] = {}
    for element, address in _links(survey):
        purpose = known.get(address)
        if purpose is None:
            purpose = known[address] = _purpose(_within(address, own), host)
        counts = found.setdefault(element.first, {})
        counts[purpose] = counts.get(purpose, 0) + 1
    for index, counts in found.items():
        if index >= len(survey.signs):
            continue
        signs = survey.signs[index]
        links = sum(counts.values())
        signs.extend(f"to:{purpose}" for purpose in counts)
        if links > 1:
            signs.extend(f"to:only {purpose}" for purpose, count in counts.items() if count == links)


def _links(survey: Survey) -> Iterator[tuple[Element, str]]:
    for element in survey.blocks.elements:
        if element.tag == "a" and (address := element.attributes.get("href")):
            yield element, address


def _within(address: str, own: str) -> str:
    """An address on the page itself as "#place", as which some programs save it; any other as it is."""
    if "#" in address and own and address.startswith(own):
        rest = address[len(own) :].removeprefix("/")
        if rest[:1] == "#":
            return rest
    return address


def _purpose(address: str, host: str) -> str:
    if address[0] == "#":
        return "here" if len(address) > 1 else "script"
    known = _RANKS.keys() & set(_WORDS.findall(address[:200].lower()))
    if known:
        return _ORDER[min(_RANKS[word] for word in known)]
    if not address.startswith(("http:", "https:", "//")):
        return "the site"
    if not host:
        return "somewhere"
    other = _host(address)
    return "the site" if other == host or other.endswith(f".{host}") or host.endswith(f".{other}") else "elsewhere"


def _host(address: str) -> str:
    start = address.find("//") + 2
    return address[start:].split("/", 1)[0].split("?", 1)[0].lower().removeprefix("www.")
