"""The reader's highlights: marked text as `==text==`, notes on it as footnotes.

`page.marks` writes them as <mark data-highlight>, with the note as its title. Code takes no marks inside: a span of it
is marked whole, and a block not at all.
"""

from paperknife.clipping.markdown.tree import Document, Element, Text


def highlights(document: Document) -> None:
    """Take highlights out of code, and put their notes at the end, as <note>, with a <ref> behind the highlight."""
    number = 0
    for mark in document.all("mark"):
        if "data-highlight" not in mark.attrs:
            continue
        note = mark.attrs.pop("title", "")
        code = mark.find_parent("pre") or mark.find_parent("code")
        end = mark.find_parent("a") or mark
        if code is not None:
            mark.replace(*mark.contents)
            end = _alone(code) if code.name == "pre" else _marked(code)
        if note.strip():
            number += 1
            ref = Element("ref", {"label": f"note-{number}"})
            end.replace(end, Element("p", None, [ref]) if code is not None and code.name == "pre" else ref)
            paragraphs = [Element("p", None, [Text(part)]) for part in note.split("\n\n") if part.strip()]
            document.root.append(Element("note", {"label": f"note-{number}"}, paragraphs))


def _marked(code: Element) -> Element:
    """The mark around a span of code; a new one if it has none yet."""
    around = code.parent
    if around is not None and around.name == "mark":
        return around
    mark = Element("mark", {"class": "highlight"})
    code.replace(mark)
    mark.append(code)
    return mark


def _alone(code: Element) -> Element:
    """The outermost element that says nothing but this code: what highlighters put around it goes with it."""
    said = "".join(code.all_text().split())
    while code.parent is not None and code.parent.parent is not None:
        if "".join(code.parent.all_text().split()) != said:
            break
        code = code.parent
    return code
