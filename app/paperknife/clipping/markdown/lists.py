"""Lists: task boxes before the layout; afterwards each item's marker, and lists that Markdown can count."""

from itertools import pairwise

from paperknife.clipping.markdown.tree import Document, Element, Text

_MOST = 999_999_999  # the largest number that CommonMark takes for an item


def task_boxes(document: Document) -> None:
    """A check box at the start of an item becomes `[x]` or `[ ]`; elsewhere it becomes a character. Other inputs go."""
    for box in document.all("input"):
        if box.get("type").lower() != "checkbox":
            box.remove()
            continue
        checked = "checked" in box.attrs
        if not _begins_item(box):
            box.replace(Text("☑ " if checked else "☐ "))
        else:
            box.replace(Element("verbatim", None, [Text("[x]" if checked else "[ ]")]), Text(" "))


def _begins_item(box: Element) -> bool:
    """Whether a box is the first in its list item; a paragraph or label may stand around it."""
    node = box
    while node.parent is not None and node.before() is None:
        node = node.parent
        if node.name not in ("p", "label", "span", "div"):
            return node.name == "li"
    return False


def finish(found: list[Element]) -> None:
    """Give the items of laid-out lists their markers; a list whose numbers jump becomes several lists."""
    parts = [part for one in found for part in _split(one)]
    for part in parts:
        _mark(part)


def _split(found: Element) -> list[Element]:
    """A list as lists whose items are numbered one after the other; bullets stay together."""
    items = found.contents
    if found.parent is None or not items:
        return []
    numbers = _numbers(found) if found.name == "ol" else []
    parts: list[list[Element]] = [[]]
    for index, item in enumerate(items):
        if numbers:
            if index and numbers[index] != numbers[index - 1] + 1:
                parts.append([])
            item.attrs = {"number": str(numbers[index])}
        else:
            item.attrs = {}
        parts[-1].append(item)
    made = [Element(found.name, None, part) for part in parts]
    found.replace(*made)
    return made


def _mark(one: Element) -> None:
    """The markers of a list: other signs than the list directly before it has, so that they stay two."""
    before = one.before()
    other = isinstance(before, Element) and before.name == one.name and not before.get("other")
    if other:
        one.attrs["other"] = "yes"
    one.attrs["loose"] = "" if all(_is_compact(item) for item in one.contents) else "yes"
    for item in one.contents:
        number = item.get("number")
        item.attrs["marker"] = (number + (")" if other else ".")) if number else "*" if other else "-"
        if not one.attrs["loose"]:
            item.attrs["compact"] = "yes"
            for block in item.contents:
                block.attrs["compact"] = "yes"


def _is_compact(item: Element) -> bool:
    """Whether an item needs no blank line inside: a paragraph at most, then lists that can follow one directly."""
    blocks = item.contents
    if not all(block.name in ("ul", "ol") for block in blocks[1:]) or (
        blocks and blocks[0].name not in ("p", "ul", "ol")
    ):
        return False
    if any(one.name == other.name for one, other in pairwise(blocks)):
        return False
    if any(not block.contents[0].contents for block in blocks[1:]):
        return False
    return not any(block.name == "ol" and _numbers(block)[0] != 1 for block in blocks[1:])


def _numbers(found: Element) -> list[int]:
    """The number of every item, as a browser counts (HTML standard, "ordinal value")."""
    items = found.contents
    backwards = "reversed" in found.attrs
    number = _integer(found.get("start"), len(items) if backwards else 1)
    numbers = []
    for item in items:
        number = _integer(item.get("value"), _integer(item.get("number"), number))
        numbers.append(number)
        number += -1 if backwards else 1
    return numbers if all(0 <= number <= _MOST for number in numbers) else list(range(1, len(items) + 1))


def _integer(text: str, otherwise: int) -> int:
    try:
        return int(text)
    except ValueError:
        return otherwise
