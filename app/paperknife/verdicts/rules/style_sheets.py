"""Elements that the page's own style sheets hide: menus, dialogs and tabs that open on a click, layers over the page.

Only rules whose selector is a plain class or id are read, outside conditions such as @media: whoever wants more has to
lay the page out. Their text stays a part of the page, for a script may have shown it to the person who saved it.
"""

import re
from collections.abc import Iterator

from paperknife.verdicts.survey import Survey

_STEPS = re.compile(r"[{}]|display\s*:\s*none|visibility\s*:\s*hidden")
_PLAIN = re.compile(r"(?:[a-z][\w-]*)?[.#]([\w-]+)", re.IGNORECASE)
_MOST = 200_000  # characters of style sheets that are read
_MOST_PROSE = 0.5  # a box with more of the page's prose is shown by a script


def see(survey: Survey) -> None:
    """Adds "in:hidden" to the blocks in such elements."""
    names = set(_hidden_names(survey))
    if not names:
        return
    done = 0
    for element in survey.holders:
        if element.stop <= done or not element.attributes:
            continue
        own = f"{element.attributes.get('class') or ''} {element.attributes.get('id') or ''}".split()
        if not names.isdisjoint(own) and survey.good_share(element) < _MOST_PROSE:
            done = element.stop
            for signs in survey.signs[element.first : element.stop]:
                signs.append("in:hidden")


def _hidden_names(survey: Survey) -> Iterator[str]:
    """Classes and ids that a rule hides."""
    left = _MOST
    for node in survey.page.tree.css("style"):
        text = (node.text() or "")[:left]
        left -= len(text)
        if "none" not in text and "hidden" not in text:
            continue
        depth = start = opened = 0
        for step in _STEPS.finditer(text):
            found = step[0]
            if found == "{":
                depth += 1
                opened = step.start()
            elif found == "}":
                depth = max(0, depth - 1)
                start = step.end()
            elif depth == 1:
                for selector in text[start:opened].split(","):
                    if plain := _PLAIN.fullmatch(selector.strip()):
                        yield plain[1]
