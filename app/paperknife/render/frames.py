"""Saved frames and shadow trees in the original: elements of the page now, they keep the look of what they were."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife.formats.shadows import confined

_INSIDE = "[data-frame], [data-shadow-root]"
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%|px)?")
_TRACK = re.compile(r"\s*(\d*\.?\d*)\s*(%|\*|px|)\s*")
_MOST_TRACKS = 100
_USUAL = {"width": "300px", "height": "150px"}  # CSS, section 10.3.2

Attributes = list[tuple[str, str | None]]


def loosened(tree: LexborHTMLParser) -> set[int]:
    """The paragraphs (by `mem_id`) that hold a frame or a shadow tree: as <p> they would end where it begins."""
    found: set[int] = set()
    for node in tree.css(_INSIDE):
        above = node.parent
        while above is not None:
            if above.tag == "p":
                found.add(above.mem_id)
            above = above.parent
    return found


def scoped(node: LexborNode, css: str) -> str:
    """The style sheet that `node` names, confined to the frame or shadow tree if it belongs to one."""
    return confined(css) if "data-scoped" in node.attributes else css


def dressed(attributes: Attributes) -> Attributes:
    """The attributes of a saved frame, or of a set of frames, with its measures where the style sheet finds them."""
    named = dict(attributes)
    if "data-frameset" in named:
        measures = {name: _tracks(named.get(name) or "*") for name in ("rows", "cols")}
    else:
        measures = {name: _length(named.get(name) or "", usual) for name, usual in _USUAL.items()}
        measures["edge"] = "0px" if (named.get("frameborder") or "").strip().lower() in ("0", "no") else "2px"
    style = "; ".join(
        [f"--paperknife-{name}: {value}" for name, value in measures.items()] + [named.get("style") or ""]
    )
    return [*(pair for pair in attributes if pair[0] != "style"), ("style", style)]


def _length(said: str, usual: str) -> str:
    match = _LENGTH.match(said)
    return f"{match[1]}{match[2] or 'px'}" if match else usual


def _tracks(lengths: str) -> str:
    """The lengths of a frameset (HTML, section 16.3.4, "list of dimensions") as tracks of a grid."""
    tracks = []
    for length in lengths.split(",")[:_MOST_TRACKS]:
        match = _TRACK.fullmatch(length)
        number, unit = (match[1].strip("."), match[2]) if match else ("", "*")
        unit = {"*": "fr", "": "px"}.get(unit, unit) if number else "fr"
        tracks.append(f"minmax(0, {number or '1'}{unit})" if unit == "fr" else f"{number}{unit}")
    return " ".join(tracks)
