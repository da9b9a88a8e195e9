"""Images as pictures, characters or words; video, sound and frames as links."""

import re
import unicodedata
from urllib.parse import urlsplit

from paperknife.clipping.markdown.tree import Document, Element, Text

_ICON = re.compile(r"\.svg(?:[?#]|\Z)|^data:image/svg|\bicons?\b|^\Z", re.IGNORECASE)
_EMOJI_CLASSES = re.compile(r"\b(?:emoji|wp-smiley|twemoji|emojione|smiley)\b", re.IGNORECASE)
_EMBEDS = ("iframe", "embed", "object", "video", "audio")
_KINDS = {"video": "Video", "audio": "Audio"}


def images(document: Document) -> None:
    """An image that is an emoji becomes its character, one without an address its words.

    Which address is the real one has been found before: see `page.images`.
    """
    for button in document.all("button"):
        pictures = [image for image in button.inside("img") if not _ICON.search(image.get("src").strip())]
        button.replace(*pictures)  # what a click enlarges is shown, what a click does is not
    for image in document.all("img", "amp-img"):
        image.name = "img"
        image.hold(())
        alt = image.get("alt").strip()
        source = image.get("src").strip()
        if _is_emoji(alt) and _EMOJI_CLASSES.search(f"{image.get('class')} {source}"):
            image.replace(Text(alt))
        elif source:
            image.attrs["src"] = source
        else:
            image.replace(*([Text(alt)] if alt else []))


def _is_emoji(text: str) -> bool:
    return 0 < len(text) <= 12 and any(
        unicodedata.category(sign) in ("So", "Sk", "Cn") or ord(sign) > 0x2600 for sign in text
    )


def embeds(document: Document) -> None:
    """A video, a sound or a framed page becomes a paragraph with a link to it."""
    for embed in document.all(*_EMBEDS):
        if not document.holds(embed):
            continue
        links = [_link(embed, target) for target in _targets(embed)]
        inner = [] if links else embed.inside("img", "a") if embed.name == "object" else []
        embed.replace(*(Element("p", None, [link]) for link in links), *inner)


def _targets(embed: Element) -> list[str]:
    """Where an embed leads: its own address, else the first of its sources, which are formats of one thing."""
    names = (
        ("data", "src", "data-src")
        if embed.name == "object"
        else ("src", "data-src", "data-lazy-src", "data-litespeed-src")
    )
    sources = [embed, *embed.inside("source", "embed")]
    found = (source.get(name).strip() for source in sources for name in names)
    good = [
        target
        for target in found
        if target and not target.startswith(("about:", "javascript:", "data:text/html", "blob:"))
    ]
    return good[:1]


def _link(embed: Element, target: str) -> Element:
    named = embed.get("title").strip() or embed.get("aria-label").strip() or _KINDS.get(embed.name, "")
    return Element("a", {"href": target}, [Text(named or _host(target) or target)])


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
