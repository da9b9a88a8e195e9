"""Where the links of a block lead: to share services, topics, authors, other sites, places on the same page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

# What an address is for, by a part of it; the first that fits.
_PURPOSES = re.compile(
    r"""
    (?P<share>facebook\.com/(?:sharer|dialog|share)|twitter\.com/(?:share|intent)|x\.com/(?:share|intent)|whatsapp://|wa\.me/
        |api\.whatsapp|t\.me/share|linkedin\.com/share|pinterest\.[a-z.]+/pin/create|reddit\.com/submit|plus\.google\.com/share
        |addtoany|addthis|sharethis|tumblr\.com/(?:share|widgets)|getpocket\.com|vk\.com/share|share=|mailto:\?)
    |(?P<mail>^mailto:)|(?P<phone>^tel:)
    |(?P<follow>//(?:[a-z]+\.)?(?:facebook|twitter|x|instagram|youtube|pinterest|linkedin|tiktok|telegram|vk|t)\.(?:com|me)/[^/]*/?$)
    |(?P<shop>//(?:www\.)?amazon\.|amzn\.to|/cart|/checkout|tag=[\w-]+-2[01]|affiliate|awin|/shop/|//shop\.)
    |(?P<outside>outbrain|taboola|doubleclick|googleadservices|/sponsored|utm_(?:source|campaign)=)
    |(?P<app>itunes\.apple|apps\.apple|play\.google\.com)
    |(?P<comment>\#(?:respond|comment|reply|disqus)|/comments?(?:[/?#]|$)|replytocom)
    |(?P<author>/(?:authors?|autor(?:en)?|profile?s?|people|by|staff|contributors?|user|member|redakteur)/)
    |(?P<topic>/(?:tags?|topics?|themen?|schlagwort|keywords?|categor(?:y|ies)|kategorien?|rubrik|label|etiqueta|hashtag|sujet|tema|temas)/)
    |(?P<legal>privacy|datenschutz|impressum|imprint|/terms|cookie|legal|disclaimer|copyright|/agb|kontakt|/contact|/about)
    |(?P<account>log-?in|sign-?in|sign-?up|register|anmelden|subscri|/abo|newsletter|/account|premium|donate|spende|membership)
    |(?P<script>^javascript:|^\#$)|(?P<here>^\#)
    |(?P<file>\.(?:pdf|docx?|zip|mp3|jpe?g|png|gif)$)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def see(survey: Survey) -> None:
    """Adds "to:" signs."""
    host = _host(survey.page.metadata.address)
    known: dict[str, str] = {}
    found: dict[int, dict[str, int]] = {}
    for element, address in _links(survey):
        purpose = known.get(address)
        if purpose is None:
            purpose = known[address] = _purpose(address, host)
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


def _purpose(address: str, host: str) -> str:
    if match := _PURPOSES.search(address):
        return match.lastgroup or "here"
    if not address.startswith(("http:", "https:", "//")):
        return "the site"
    other = _host(address)
    if not host:
        return "somewhere"
    return "the site" if other == host or other.endswith(f".{host}") or host.endswith(f".{other}") else "elsewhere"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
