"""Images by their best address; video, sound and frames as links."""

import re
import unicodedata
from urllib.parse import urlsplit

from paperknife.clipping.markdown.tree import Document, Element, Text

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-url",
    "data-image",
)
_PLACEHOLDER = re.compile(
    r"(?:^|[/._-])(?:placeholder|blank|spacer|transparent|pixel|loading|lazyload|1x1)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_ICON = re.compile(r"\.svg(?:[?#]|\Z)|^data:image/svg|\bicons?\b|^\Z", re.IGNORECASE)
_CANDIDATE = re.compile(r"\s*(\S*[^\s,])(?:\s+([\d.]+)([wxh]))?\s*(?:,|\Z)")
_EMOJI_CLASSES = re.compile(r"\b(?:emoji|wp-smiley|twemoji|emojione|smiley)\b", re.IGNORECASE)
_EMBEDS = ("iframe", "embed", "object", "video", "audio")
_KINDS = {"video": "Video", "audio": "Audio"}


def images(document: Document) -> None:
    """Give every image its address; one that is an emoji becomes its character, one without an address goes."""
    for fallback in document.all("noscript"):
        _noscript(fallback)
    for picture in document.all("picture"):
        _picture(picture)
    for button in document.all("button"):
        pictures = [image for image in button.inside("img") if not _ICON.search(address(image))]
        button.replace(*pictures)  # what a click enlarges is shown, what a click does is not
    for image in document.all("img", "amp-img"):
        image.name = "img"
        image.hold(())
        alt = image.get("alt").strip()
        if _is_emoji(alt) and _EMOJI_CLASSES.search(f"{image.get('class')} {image.get('src')}"):
            image.replace(Text(alt))
            continue
        source = address(image)
        if source:
            image.attrs["src"] = source
        else:
            image.replace(*([Text(alt)] if alt else []))


def address(image: Element) -> str:
    """The address of an image: its own, or the one that a script would have put there, or the largest of a set."""
    own = image.get("src").strip()
    if not _is_placeholder(own):
        return own
    lazy = next((image.get(name).strip() for name in _LAZY if "." in image.get(name) or "/" in image.get(name)), "")
    if lazy and not lazy.startswith(("{", "[")):
        return lazy
    return _largest(image.get("data-srcset") or image.get("srcset") or image.get("data-lazy-srcset")) or own


def _is_placeholder(source: str) -> bool:
    """Whether an address is none, or that of something shown until the image is loaded."""
    return not source or source.startswith("data:") or bool(_PLACEHOLDER.search(source))


def _largest(candidates: str) -> str:
    """The address with the greatest descriptor of a srcset (HTML standard, "parse a srcset attribute")."""
    best, most = "", -1.0
    for found in _CANDIDATE.finditer(candidates):
        try:
            size = float(found[2] or 1)
        except ValueError:
            size = 1.0
        if size > most:
            best, most = found[1], size
    return best


def _picture(picture: Element) -> None:
    image = next(iter(picture.inside("img")), None)
    sources = picture.inside("source")
    if image is not None and sources and _is_placeholder(address(image)):
        image.attrs["src"] = _largest(sources[-1].get("srcset") or sources[-1].get("data-srcset"))
    for source in sources:
        source.remove()


def _noscript(fallback: Element) -> None:
    """The image in <noscript> stands for one before it that a script would have loaded; other content is not shown."""
    found = fallback.inside("img")
    before = fallback.before()
    inside = [before, *before.inside("img")] if isinstance(before, Element) else []
    lazy = next((node for node in inside if node.name == "img"), None)
    if len(found) == 1 and lazy is None and not fallback.all_text().strip():
        fallback.replace(found[0])
        return
    if len(found) == 1 and lazy is not None:
        own = address(lazy)
        if _is_placeholder(own):
            lazy.attrs["src"] = address(found[0])
    fallback.remove()


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
