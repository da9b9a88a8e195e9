"""Footnotes: marks in the text and their notes, found by their links to each other, become <ref> and <note>."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from paperknife.clipping.markdown.tree import Document, Element, Text

# What a mark in the text looks like: 1, [1], (a), *, note 3, cite 4.
_MARK = re.compile(
    r"[\[(（【〔]?\s*(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#※]{1,4}|(?:note|notes|nb|n|fn|tn|anm|注|註|脚注|lower-alpha)[\s.]*\d{1,4})\s*[\])）】〕]?[.:]?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[\s*\d{1,4}\s*\]")
_NAMED_MARK = re.compile(
    r"foot-?note|fn-?ref|note-?ref|sdfootnoteanc|end-?note|easy-footnote|doc-noteref|modern-footnotes", re.IGNORECASE
)
_NAMED_NOTE = re.compile(
    r"foot-?note|\bfn\b|fn[:\d_-]|end-?note|cite_note|sdfootnote|doc-(?:endnote|footnote)|_ftn|\breferences?\b|\bnote",
    re.IGNORECASE,
)
_NAMED_SECTION = re.compile(r"foot-?note|end-?note|doc-endnotes", re.IGNORECASE)
_BACK_LINK = re.compile(
    r"foot-?note-?back|fn-?back|reversefootnote|doc-backlink|cite-backlink|easy-footnote-to-top|back-?ref",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"[\s^↩↑⤴↵⬆⇧︎️\[\]()]*(?:back(?: to (?:content|text|top))?|return|zurück|jump up)?[\s^↩↑⤴↵⬆⇧︎️\[\]()]*\Z", re.IGNORECASE
)
_HOLDERS = frozenset("li p div dd aside section td blockquote".split())
_WRAPPERS = frozenset("sup span small label cite b strong i em".split())
_BRACKETS = re.compile(r"[\s\[\]()（）【】〔〕,;、]*\Z")
_SIDENOTES = frozenset(("sidenote", "marginnote"))
_SIDENOTE_TEXT = re.compile(r"foot-?note-?(?:content|text|body)", re.IGNORECASE)
_LONGEST = 12  # characters of a mark


@dataclass
class _Note:
    """A note: the element that holds it, the marks that lead to it, and its label."""

    holder: Element
    refs: list[Element] = field(default_factory=list)
    label: str = ""


def footnotes(document: Document) -> None:
    """Replace marks by <ref label> and put the notes that they lead to at the end, as <note label>."""
    found = _pairs(document)
    taken: set[str] = set()
    for note in found:
        note.label = _label(note, taken)
        taken.add(note.label)
    for note in found:
        _clean(note)
    for note in found:
        for ref in note.refs:
            _put_ref(ref, note.label)
    for items in {id(note.holder.parent): note.holder.parent for note in found}.values():
        if items is not None and items.name == "ol":
            _keep_numbers(items)
    ends = [_take(note) for note in found]
    _side_notes(document, taken, ends)
    for end in ends:
        document.root.append(end)


# ---- finding


def _pairs(document: Document) -> list[_Note]:
    """The notes in the order of their first marks."""
    by_holder: dict[int, _Note] = {}
    order: dict[int, int] = {}
    named = {link.get("name"): link for link in document.named.get("a", ()) if link.get("name")}
    for link in document.all("a"):
        target = _target(document, named, link)
        holder = _holder(target) if target is not None and len(link.all_text()) <= _LONGEST else None
        if target is None or holder is None or not _is_mark(link, target, holder):
            continue
        order = order or {id(node): number for number, node in enumerate(document.root.walk())}
        if order[id(link)] > order[id(target)]:  # a link from a note back to its mark looks like one itself
            continue
        by_holder.setdefault(id(holder), _Note(holder)).refs.append(link)
    notes = list(by_holder.values())
    # A holder around another one is a section, not a note.
    holders = {id(note.holder) for note in notes}
    return [note for note in notes if not any(id(node) in holders for node in note.holder.walk())]


def _target(document: Document, named: dict[str, Element], link: Element) -> Element | None:
    """The element of the fragment that a link leads to."""
    _, sign, fragment = link.get("href").rpartition("#")
    if not sign or not fragment:
        return None
    for name in (fragment, unquote(fragment)):
        target = document.identified.get(name) or named.get(name)
        if target is not None and document.holds(target):
            return target
    return None


def _holder(target: Element) -> Element | None:
    """The element that holds a note's text: the target of the mark, or what the target begins."""
    node: Element | None = target
    while node is not None and node.name not in _HOLDERS:
        if node.name in ("h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "[document]", "figure", "dl", "pre"):
            return None
        if node.name == "dt":
            following = node.after()
            return following if isinstance(following, Element) and following.name == "dd" else None
        node = node.parent
    if node is None:
        return None
    if node.name == "td" and node.parent is not None and node.parent.name == "tr":
        return None
    around = node.parent
    # A paragraph or box that is all of a list item: the item is the note.
    while around is not None and node.before() is None and around.name == "li":
        node, around = around, around.parent
    # A paragraph that says only the number begins the box that holds the note.
    if around is not None and around.name in _HOLDERS and node.name == "p" and node.before() is None:
        if _MARK.fullmatch(" ".join(node.all_text().split())) and node.after() is not None:
            return around
    return node


def _is_mark(link: Element, target: Element, holder: Element) -> bool:
    text = " ".join(link.all_text().split())
    if not text or _holds(holder, link):
        return False
    if not _MARK.fullmatch(text) or (holder.name in ("section", "div") and holder.inside("h1", "h2", "h3")):
        return False
    hints = " ".join(
        link.get(name) for name in ("class", "rel", "role", "epub:type", "id", "data-component-name", "type")
    )
    around = link.parent
    if around is not None and around.name in _WRAPPERS:
        hints += f" {around.get('class')} {around.get('id')} {around.get('role')}"
    if "data-footnote-ref" in link.attrs or _NAMED_MARK.search(hints) or re.search(r"\breference\b", hints):
        return True
    raised = (around is not None and around.name == "sup") or bool(link.inside("sup"))
    named = _NAMED_NOTE.search(f"{target.get('id')} {holder.get('id')} {holder.get('class')} {target.get('name')}")
    return (
        _leads_back(link, holder)
        or (raised and (bool(named) or holder.name == "li"))
        or (bool(_BRACKETED.fullmatch(text)) and holder.name == "li" and text.strip("[] ") == str(_number_of(holder)))
    )


def _number_of(item: Element) -> int:
    """The place of an item among those of its list."""
    assert item.parent is not None
    return next(number for number, other in enumerate(item.parent.elements(), 1) if other is item)


def _holds(holder: Element, node: Element) -> bool:
    around: Element | None = node
    while around is not None:
        if around is holder:
            return True
        around = around.parent
    return False


def _names_of(link: Element) -> set[str]:
    """The names by which a note can lead back to a mark: those of the mark and of what is closely around it."""
    names = {link.get("id"), link.get("name")}
    node: Element = link
    for _ in range(3):
        if node.parent is None or node.parent.name == "[document]":
            break
        before = node.before()
        if isinstance(before, Element) and before.name in ("a", "span") and not before.all_text().strip():
            names |= {before.get("id"), before.get("name")}
        node = node.parent
        names |= {node.get("id")}
    names |= {inner.get("id") for inner in link.walk() if isinstance(inner, Element)}
    return names - {""}


def _leads_back(link: Element, holder: Element) -> bool:
    names = _names_of(link)
    return any(_fragment(back) in names for back in holder.inside("a"))


def _fragment(link: Element) -> str:
    return unquote(link.get("href").rpartition("#")[2]) if "#" in link.get("href") else ""


# ---- writing


def _label(note: _Note, taken: set[str]) -> str:
    """The number that the page shows, if no other note has it, else the next free one."""
    shown = re.sub(r"[^\w*†‡§¶]", "", note.refs[0].all_text())
    if shown.isascii() and shown.isalnum() and shown not in taken:
        return shown
    number = len(taken) + 1
    while str(number) in taken:
        number += 1
    return str(number)


def _clean(note: _Note) -> None:
    """Take the links back to the text and the label out of a note."""
    names: set[str] = set()
    for ref in note.refs:
        names |= _names_of(ref)
    marks = {" ".join(ref.all_text().split()).strip("[]().: ") for ref in note.refs}
    for node in [node for node in note.holder.walk() if isinstance(node, Element)]:
        if node.name in ("a", "span", "sup", "div", "p") and _BACK_LINK.search(
            f"{node.get('class')} {node.get('role')} {node.get('rev')}"
        ):
            node.remove()
        elif node.name == "a" and ("data-footnote-backref" in node.attrs or _fragment(node) in names):
            text = " ".join(node.all_text().split())
            if _ARROW.match(text) or text.strip("[]().: ") in marks or len(text) < 3:
                _without_wrappers(node).remove()
            else:
                node.unwrap_element()
    _drop_label(note.holder, marks)


def _without_wrappers(node: Element) -> Element:
    """The outermost sup, span and so on around a node that says nothing else."""
    while node.parent is not None and node.parent.name in _WRAPPERS:
        if not all(other is node or _is_empty(other) for other in node.parent.contents):
            break
        node = node.parent
    return node


def _is_empty(node: Element | Text) -> bool:
    return bool(_BRACKETS.match(node if isinstance(node, Text) else node.all_text()))


def _drop_label(holder: Element, marks: set[str]) -> None:
    """Take the label at the beginning of a note's text away: `1. `, `[1]`, `^`."""
    first = next((node for node in holder.walk() if isinstance(node, Text) and node.strip()), None)
    if first is None or first.parent is None:
        return
    labels = "|".join(sorted(map(re.escape, marks - {""}), key=len, reverse=True)) or "(?!)"
    end = r"(?:[.:]\s|\s*$)" if holder.name == "li" else r"(?:[.:]?\s|\s*$)"
    found = re.match(rf"\s*(?:[\[(]?(?:{labels})[\])](?:[.:]\s)?|(?:{labels}){end}|\^(?=\s))\s*", first)
    if found is None and holder.name != "li" and first.parent.name in _WRAPPERS and first.strip() in marks:
        found = re.match(r".*\Z", first, re.DOTALL)
    if found is not None and (
        holder.name != "li" or first.parent is not holder or not first[: found.end()].strip().isalnum()
    ):
        contents = first.parent.contents
        place = next(index for index, node in enumerate(contents) if node is first)
        rest = Text(first[found.end() :])
        rest.parent = first.parent
        contents[place] = rest


def _put_ref(link: Element, label: str) -> None:
    """Put a <ref> in the place of a mark and of the brackets and the sup around it."""
    ref = Element("ref", {"label": label})
    link.replace(ref)
    around = ref.parent
    while around is not None and around.name in _WRAPPERS:
        inside = [node for node in around.walk() if not isinstance(node, Text) or not _BRACKETS.match(node)]
        refs = [node for node in inside if isinstance(node, Element) and node.name in ("ref", "a")]
        if len(inside) != len(refs) + sum(isinstance(node, Element) and node.name in _WRAPPERS for node in inside):
            break
        if any(node.name == "a" for node in refs):
            break
        outer = around.parent
        around.replace(*refs)
        around = outer


def _take(note: _Note) -> Element:
    """The note out of its place, with the list and section around it if nothing else is in them."""
    holder, around = note.holder, note.holder.parent
    label = holder.before() if holder.name == "dd" else None
    if isinstance(label, Element) and label.name == "dt":
        label.remove()
    holder.remove()
    while (
        around is not None
        and around.parent is not None
        and around.name in ("ol", "ul", "dl", "div", "section", "aside", "footer")
    ):
        named = _NAMED_SECTION.search(f"{around.get('class')} {around.get('role')} {around.get('id')}")
        if not all(_says_no_more(node, bool(named) or "data-footnotes" in around.attrs) for node in around.contents):
            break
        outer = around.parent
        around.remove()
        around = outer
    return Element("note", {"label": note.label}, holder.contents)


def _says_no_more(node: Element | Text, in_section: bool) -> bool:
    """Whether a node beside notes says nothing without them: white space, the heading and rule of their section."""
    if isinstance(node, Text):
        return not node.strip()
    if not in_section or node.name in ("img", "formula", "pre") or node.inside("img", "formula", "pre"):
        return False
    return node.name in ("hr", "h1", "h2", "h3", "h4", "h5", "h6") or not node.all_text().strip()


def _keep_numbers(items: Element) -> None:
    """Let the items of a list say their numbers, so that those that stay keep theirs."""
    start = items.attrs.pop("start", "1")
    number = int(start) if start.isascii() and start.isdecimal() else 1
    for item in items.elements():
        number = int(item.get("value")) if item.get("value").isdecimal() else number
        item.attrs["value"] = str(number)
        number += 1


def _side_notes(document: Document, taken: set[str], ends: list[Element]) -> None:
    """Notes that stand within the sentence they belong to: Tufte's side notes, and those that a script unfolds."""
    for aside in document.with_class():
        held = _side_note(aside)
        if held is None or not held.all_text().strip():
            continue
        number = len(taken) + 1
        while str(number) in taken:
            number += 1
        taken.add(str(number))
        before = aside.before()
        while held is aside and isinstance(before, Element) and before.name in ("input", "label"):
            before.remove()  # what unfolds the note on small screens
            before = aside.before()
        first = next((node for node in held.contents if isinstance(node, Element) or node.strip()), None)
        if isinstance(first, Element) and first.name == "sup" and _MARK.fullmatch(first.all_text().strip()):
            first.remove()
        ends.append(Element("note", {"label": str(number)}, held.contents))
        aside.replace(Element("ref", {"label": str(number)}))


def _side_note(element: Element) -> Element | None:
    """What holds the text of a side note: the element itself, or a part of it behind its mark."""
    if element.name not in ("span", "small", "aside"):
        return None
    classes = element.classes
    if not _SIDENOTES.isdisjoint(classes):
        return element
    if any("footnote" in name for name in classes):
        parts = [node for node in element.elements() if _SIDENOTE_TEXT.search(node.get("class"))]
        return parts[0] if len(parts) == 1 and len(element.all_text()) < len(parts[0].all_text()) + _LONGEST else None
    return None
