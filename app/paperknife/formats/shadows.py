"""Shadow trees that were saved as templates become content of the page, as a browser shows them."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperknife.page.tree import attribute, children

# HTML's declarative shadow trees, and the name that Chromium's MHTML has for them.
_MODES = ("shadowrootmode", "shadowmode")
_SELECTOR = ", ".join(f"template[{mode}]" for mode in _MODES)
_UNSEEN = ("template", "style", "script", "link", "-comment")
_DEEPEST = 40
_SCOPE = "@scope"
SHEETS = "style, link[rel~=stylesheet]"
_HOST = re.compile(r":host\(((?:[^()]|\([^()]*\))*)\)")
_SLOTTED = re.compile(r"(?:\bslot(\[[^\]]*\])?)?::slotted\(")
_WHOLE = re.compile(
    r"""(?<![\w.#/:\["'-])(?:(?:html|:root)(?:\s*>\s*|\s+))?(?:html|body|:root|:host)(?![\w-])""", re.IGNORECASE
)


def open_shadows(tree: LexborHTMLParser, text: str) -> None:
    """Puts the content of every shadow template of the tree, made of `text`, into the page in the template's place.

    It lies in a <div data-shadow-root>; the host's own content moves into its slots. Where the shadow tree shows
    something and has no slot for it, that content is hidden, as it is in a browser.
    """
    if "<template" not in text or not any(mode in text for mode in _MODES):
        return
    hosts: set[int] = set()
    for _ in range(_DEEPEST):
        templates = tree.css(_SELECTOR)
        if not templates:
            return
        for template in templates:
            host = template.parent
            if host is not None and host.mem_id not in hosts:
                hosts.add(host.mem_id)
                _open(tree, host, template)


def scope(sheet: LexborNode) -> None:
    """Confines a <style> to the element that holds it, as its shadow tree or frame did; a <link> is marked for it."""
    if sheet.tag == "link":
        sheet.attrs["data-scoped"] = ""
        return
    css = sheet.text(deep=True)
    if css.strip() and not css.startswith(_SCOPE):
        sheet.inner_html = confined(css)


def confined(css: str) -> str:
    """A style sheet that holds only in the element it stands in (CSS @scope), which is its host, or page and body."""
    css = _SLOTTED.sub(r"slot\1 > :is(", _HOST.sub(r":scope\1", css))
    return f"{_SCOPE} {{{_WHOLE.sub(':scope', css)}}}"


def _open(tree: LexborHTMLParser, host: LexborNode, template: LexborNode) -> None:
    root = tree.create_node("div")
    root.attrs["data-shadow-root"] = next((value for mode in _MODES if (value := attribute(template, mode))), "open")
    fragments = template.template_fragments()
    for child in list(children(fragments[0])) if fragments else []:
        root.insert_child(child, move=True)
    template.replace_with(root, move=True)
    for sheet in root.css(SHEETS):
        scope(sheet)
        root.insert_before(sheet, move=True)
    if host.tag not in ("body", "html", "head"):
        _fill_slots(tree, host, root)


def _fill_slots(tree: LexborHTMLParser, host: LexborNode, root: LexborNode) -> None:
    """Moves the host's content into the slots of its shadow tree by their names (DOM, "assigned nodes")."""
    light = [child for child in children(host) if child != root and child.tag not in _UNSEEN]
    by_name: dict[str, list[LexborNode]] = {}
    for child in light:
        by_name.setdefault(attribute(child, "slot") if child.is_element_node else "", []).append(child)
    shows = any(_counts(node) for node in root.traverse(include_text=True) if node.is_text_node and _is_seen(node))
    for slot in root.css("slot"):
        given = by_name.pop(attribute(slot, "name"), [])
        if not any(_counts(node) for node in given):
            continue
        for fallback in list(children(slot)):
            fallback.decompose()
        for node in given:
            slot.insert_child(node, move=True)
    left = [node for nodes in by_name.values() for node in nodes if _counts(node)]
    if left and shows:
        hidden = tree.create_node("div")
        hidden.attrs["hidden"] = ""
        host.insert_child(hidden, move=True)
        for node in left:
            hidden.insert_child(node, move=True)


def _is_seen(text: LexborNode) -> bool:
    return text.parent is None or text.parent.tag not in _UNSEEN


def _counts(node: LexborNode) -> bool:
    """Whether a node is more than white space between elements."""
    return node.is_element_node or bool((node.text_content or "").strip())
