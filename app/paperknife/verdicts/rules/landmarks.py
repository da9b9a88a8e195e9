"""Where a block stands among the page's landmarks: navigation, header, footer, aside, article, forms, lists, tables."""

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

_TAGS = frozenset(
    "nav footer header aside article main form section figure blockquote ul ol dl li table td th address details "
    "button label figcaption a pre p h1 h2 h3 h4 h5 h6 strong b em i small".split()
)
_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "main": "main",
    "article": "article",
    "search": "nav",
    "menu": "nav",
    "menubar": "nav",
    "dialog": "dialog",
    "alert": "dialog",
    "alertdialog": "dialog",
    "tablist": "nav",
    "form": "form",
    "list": "",
    "presentation": "",
}
_PROPERTIES = {
    "articlebody": "body",
    "headline": "headline",
    "author": "author",
    "datepublished": "date",
    "description": "deck",
    "text": "body",
    "caption": "caption",
    "comment": "comment",
    "reviewbody": "body",
    "recipeingredient": "body",
    "recipeinstructions": "body",
    "alternativeheadline": "deck",
    "blogpost": "",
    "image": "",
}


def see(survey: Survey) -> None:
    """Adds "in:" signs for everything a block stands in, and "tag:" for the element that holds it."""
    inherited: dict[Element, tuple[str, ...]] = {}
    for element in survey.holders:
        above = inherited[element.parent] if element.parent is not None else ()
        own = _own(element)
        inherited[element] = (*above, *(sign for sign in own if sign not in above)) if own else above
    for block, signs in zip(survey.blocks.all, survey.signs, strict=True):
        element = block.element
        signs.extend(inherited[element])
        signs.append(f"tag:{element.tag}")
        if element.parent is not None:
            signs.append(f"tag:{element.parent.tag}>{element.tag}")


def _own(element: Element) -> list[str]:
    found = []
    attributes = element.attributes
    role = _ROLES.get((attributes.get("role") or "").lower(), "") if "role" in attributes else ""
    name = role or (element.tag if element.tag in _TAGS else "")
    if name:
        found.append(f"in:{name}")
    if "itemprop" in attributes:
        for word in (attributes["itemprop"] or "").lower().split():
            if meaning := _PROPERTIES.get(word):
                found.append(f"in:itemprop {meaning}")
    if "aria-modal" in attributes or (attributes.get("aria-hidden") == "true"):
        found.append("in:aside for ears")
    style = attributes.get("style")
    if style and "fixed" in style:
        found.append("in:fixed")
    return found
