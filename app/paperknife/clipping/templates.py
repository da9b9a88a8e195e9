"""Writes a clipping as a note, and names it, by a template: Jinja2 in its sandbox."""

import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paperknife import bundled
from paperknife.clipping import front_matter
from paperknife.clipping.clipping import Clipping, domain, wikilink
from paperknife.clipping.file_name import MOST_BYTES, safe_name
from paperknife.clipping.images import FOLDER, in_folder
from paperknife.clipping.template_mistakes import FAULTS, mistake
from paperknife.errors import TemplateError

SHIPPED = ("obsidian", "joplin", "plain", "quote")
MOST_SECONDS = 2.0
MOST_CHARACTERS = 50_000_000

_MARKUP = re.compile(r"([\\`*\[\]<$]|(?<!\w)_|_(?!\w)|==|~~|&(?=#?\w+;)|\A(?:#{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|>))")
_NUMBERED = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")


def template_text(name: str) -> str:
    """The text of the shipped template `name`, or of the template file at that path. Raises TemplateError."""
    file = bundled.path(f"templates/{name}.md") if name in SHIPPED else Path(name)
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise TemplateError(name, "it cannot be read") from error


def note_text(
    clipping: Clipping,
    template: str,
    *,
    folder: str = FOLDER,
    wikilinks: bool = True,
    more: bool = False,
    name: str = "",
) -> str:
    """The whole note that the text `template` makes of a clipping whose images lie in `folder`; an edit stays on top.

    `wikilinks` and `more` are those of `Clipping.properties`; `name` is what an error calls the template.
    Raises TemplateError.
    """
    facts = variables(clipping, wikilinks=wikilinks, more=more)
    facts["content"] = clipping.markdown.strip("\n")
    written = _rendered(template, facts, name).strip("\n") + "\n"
    return in_folder(clipping.edit.onto(written) if clipping.edit is not None else written, folder)


def note_name(clipping: Clipping, template: str, most_bytes: int = MOST_BYTES) -> str:
    """The file name, without its suffix, that the text `template` gives a clipping. Raises TemplateError."""
    facts = variables(clipping)
    facts["content"] = clipping.markdown
    return safe_name(_rendered(template, facts, "file name"), most_bytes)


def variables(clipping: Clipping, *, wikilinks: bool = True, more: bool = False) -> dict[str, Any]:
    """What a template may speak of, `content` aside; what is unknown is empty."""
    about = clipping.metadata
    properties = clipping.properties(wikilinks=wikilinks, more=more)
    return {
        "title": clipping.title,
        "source": about.address,
        "domain": domain(about.address),
        "site": about.site,
        "authors": list(about.byline),
        "published": str(properties["published"] or ""),
        "date": clipping.created.isoformat(),
        "language": about.language,
        "description": about.description,
        "excerpt": clipping.excerpt,
        "words": clipping.words,
        "tags": list(clipping.tags),
        "note": clipping.note,
        "properties": properties,
    }


def as_text(text: str) -> str:
    """`text` in one line of Markdown that shows just these characters."""
    line = _MARKUP.sub(r"\\\1", " ".join(str(text).split()))
    return _NUMBERED.sub(r"\1\\\2", line)


def quoted(markdown: str) -> str:
    """`markdown` as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in str(markdown).split("\n"))


class _Sandbox(ImmutableSandboxedEnvironment):
    """A template can read the clipping and nothing else, and cannot multiply a letter into gigabytes."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        if all(isinstance(side, int | float) and abs(side) < 10_000 for side in (left, right)):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"“{operator}” is for small numbers only")


_ENVIRONMENT = _Sandbox(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
_ENVIRONMENT.filters.update(
    front_matter=lambda properties: front_matter.write(properties).rstrip("\n"),
    as_text=as_text,
    quote=quoted,
    wikilink=wikilink,
    safe_name=safe_name,
)
for _name in ("lipsum", "cycler", "joiner", "namespace"):
    _ENVIRONMENT.globals.pop(_name, None)
# Filters whose result is as large as a number in the template says.
for _name in ("center", "indent", "format", "batch", "slice", "wordwrap"):
    _ENVIRONMENT.filters.pop(_name, None)


def _rendered(template: str, facts: dict[str, Any], name: str) -> str:
    try:
        return "".join(_bounded(_ENVIRONMENT.from_string(template).generate(facts)))
    except FAULTS as error:
        raise mistake(error, name, facts, _ENVIRONMENT.filters) from error


def _bounded(parts: Iterator[str]) -> Iterator[str]:
    """The parts of a note, until there are too many of them or they take too long."""
    end, length = monotonic() + MOST_SECONDS, 0
    for part in parts:
        length += len(part)
        if length > MOST_CHARACTERS or monotonic() > end:
            raise SecurityError("it takes too long or writes too much")
        yield part
