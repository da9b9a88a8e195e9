"""A formula in a line of text: its TeX where the page gives it, else MathML written out in one line."""

from selectolax.lexbor import LexborNode

from paperknife.page.tree import attribute, children, one_line

_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_", "mover": "^", "munder": "_", "mroot": "^"}
_MOST = 20_000  # nodes of one formula


def maths_text(node: LexborNode) -> str:
    """What the <math> element `node` says, so that no number changes: 4/3 never becomes 43."""
    for annotation in node.css("annotation"):
        if "tex" in attribute(annotation, "encoding").lower():
            return one_line(annotation.text(deep=True))
    return one_line(attribute(node, "alttext")) or one_line(_linear(node))


def _linear(root: LexborNode) -> str:
    """MathML (W3C MathML Core) as text, by an explicit stack: operators go between an element's children."""
    pieces: list[str] = []
    waiting: list[LexborNode | str] = [root]
    seen = 0
    while waiting and seen < _MOST:
        entry = waiting.pop()
        seen += 1
        if isinstance(entry, str):
            pieces.append(entry)
        elif entry.is_text_node:
            pieces.append(entry.text_content or "")
        elif entry.is_element_node and entry.tag not in ("annotation", "annotation-xml", "mphantom"):
            waiting.extend(reversed(_parts(entry)))
    return "".join(pieces)


def _parts(node: LexborNode) -> list[LexborNode | str]:
    inner = [child for child in children(node) if child.is_element_node or (child.text_content or "").strip()]
    if node.tag in _BETWEEN and len(inner) == 2:
        return [*_grouped(inner[0]), _BETWEEN[node.tag], *_grouped(inner[1])]
    if node.tag in ("msubsup", "munderover") and len(inner) == 3:
        return [inner[0], "_", *_grouped(inner[1]), "^", *_grouped(inner[2])]
    if node.tag == "msqrt":
        return ["√(", *inner, ")"]
    if node.tag in ("mtr", "mtd"):
        return [*inner, "; " if node.tag == "mtr" else " "]
    return list(inner)


def _grouped(node: LexborNode) -> list[LexborNode | str]:
    """The node in parentheses, unless it is a single sign or number."""
    plain = node.tag in ("mn", "mi", "mo", "mtext") or len(one_line(node.text(deep=True))) <= 1
    return [node] if plain else ["(", node, ")"]
