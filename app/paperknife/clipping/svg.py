"""Makes a drawing (SVG) safe to keep: read by an XML parser, and only what draws is written again.

A saved SVG can hold scripts and can ask other servers for files as soon as some program shows it. Taking out what
is known to be dangerous would leave what is not known yet, so the other way round: the file is parsed as XML and
written anew from the elements and attributes that draw. What is no well-formed XML is no picture in a browser either.
"""

import re
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_BYTES = 10_000_000

# SVG 1.1 and 2, less script, foreignObject, animations (which can set a link), a, and what loads other documents.
_ELEMENTS = frozenset(
    "circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight "
    "feTile feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline "
    "radialGradient rect stop style svg switch symbol text textPath title tspan use view a".split()
)
_INLINE_IMAGE = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp|avif|bmp);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)
_OWN_PART = re.compile(r"#[\w.:-]+\Z")
_CALL = re.compile(r"url\(\s*(['\"]?)(?!\s*#)[^)]*\)?", re.IGNORECASE)
_LOADING = re.compile(
    r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|image(?:-set)?\s*\(|\bsrc\s*\(|\\", re.IGNORECASE
)


def safe_svg(data: bytes) -> bytes | None:
    """The drawing without scripts, handlers and references to anything outside of it; None if it is no SVG."""
    if len(data) > _MOST_BYTES:
        return None
    try:
        return _rewritten(data)
    except (expat.ExpatError, ValueError, LookupError):
        pass  # no XML
    except _Refused:
        return None
    try:
        return _rewritten(_as_xml(data))
    except (expat.ExpatError, ValueError, LookupError, _Refused):
        return None


def _rewritten(data: bytes) -> bytes | None:
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = writer.refuse
    parser.ExternalEntityRefHandler = writer.refuse
    parser.Parse(data, True)
    return "".join(writer.out).encode("utf-8", "replace") if writer.out else None


def _as_xml(data: bytes) -> bytes:
    """A drawing cut out of HTML, with the namespaces and the one entity that HTML leaves to be understood."""
    text = data.decode("utf-8", "ignore").replace("&nbsp;", "&#160;")
    for name, space in (("xmlns", _SVG), ("xmlns:xlink", _XLINK)):
        if f"{name}=" not in text:
            text = re.sub(r"<svg(?=[\s/>])", f'<svg {name}="{space}"', text, count=1)
    return text.encode()


class _Refused(Exception):
    """The file declares entities, which drawings have no use for and bombs are made of."""


class _Writer:
    """Writes what it is told of a document, skipping every element that does not draw with all that is in it."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._skipped = 0
        self._style: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._skipped or space != _SVG or local not in _ELEMENTS or not (self.out or local == "svg"):
            self._skipped += 1
            return
        head = f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}"' if not self.out else f"<{local}"
        kept = dict(pair for pair in (_attribute(*pair) for pair in attributes.items()) if pair)
        self.out.append(head + "".join(f" {key}={quoteattr(value)}" for key, value in kept.items()) + ">")
        if local == "style":
            self._style = []

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if self._style is not None:
            self.out.append(escape(_without_loads("".join(self._style))))
            self._style = None
        self.out.append(f"</{name.rpartition(' ')[2]}>")

    def text(self, data: str) -> None:
        if self._skipped:
            return
        if self._style is not None:
            self._style.append(data)
        else:
            self.out.append(escape(data))

    def refuse(self, *_facts: Any) -> int:
        raise _Refused


def _attribute(name: str, value: str) -> tuple[str, str] | None:
    """The name and value under which an attribute is written; None if it is left out."""
    space, _, local = name.rpartition(" ")
    if local.lower().startswith("on") or space not in ("", _XLINK, _XML):
        return None
    if local == "href" and space != _XML:
        value = value.strip()
        return ("xlink:href", value) if _OWN_PART.match(value) or _INLINE_IMAGE.match(value) else None
    if space == _XLINK or local in ("base", "src"):
        return None
    return f"xml:{local}" if space else local, _without_loads(value)


def _without_loads(css: str) -> str:
    """Style rules or a presentation attribute, "none" if they could load or run anything."""
    return "none" if _LOADING.search(css) else _CALL.sub("none", css)
