"""What is wrong with a template, and in which line: Jinja's errors in words for people who do not program."""

import re
import traceback
from collections.abc import Callable, Iterable
from difflib import get_close_matches

import jinja2

from paperknife.errors import TemplateError

# What a template's own expressions can do wrong: adding text to numbers, dividing by zero …
FAULTS = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)
_FILE = "<template>"  # what Jinja calls a template that is no file
_Words = Callable[[re.Match[str]], str]
_SAID: tuple[tuple[re.Pattern[str], _Words], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"unexpected end of template, expected 'end of (print|statement)",
            lambda m: "“{{” is not closed by “}}”" if m[1] == "print" else "“{%” is not closed by “%}”",
        ),
        (
            r"Unexpected end of template.* needs to be closed is '(\w+)'",
            lambda m: f"“{{% {m[1]} %}}” is not closed by “{{% end{m[1]} %}}”",
        ),
        (r"Missing end of comment", lambda m: "“{#” is not closed by “#}”"),
        (r"Expected an expression, got 'end of", lambda m: "something is missing between the brackets"),
        (r"unexpected '[}\]%]'", lambda m: "a bracket is wrong: “{{” ends with “}}”, and “{%” with “%}”"),
        (r"unexpected char [\"']+ at", lambda m: "a quotation mark is not closed"),
        (r"unknown tag '(end\w+|else|elif)'", lambda m: f"“{{% {m[1]} %}}” has no beginning"),
        (r"unknown tag '(\w+)'", lambda m: f"there is no “{{% {m[1]} %}}”"),
        (r"object' has no attribute '(.*)'", lambda m: f"there is no “{m[1]}” in it"),
        (r"has no element (.*)", lambda m: f"there is no item {m[1]} in it"),
        (r"no loader for this", lambda m: "a template cannot take in other files"),
        (r"access to attribute '(.*?)' of", lambda m: f"“{m[1]}” may not be used in a template"),
        (r"Range too big", lambda m: "it counts too far"),
        (r"maximum recursion", lambda m: "it calls itself without end"),
    )
)
_UNKNOWN = re.compile(r"'(\w+)' is undefined|No (?:filter|test) named '(\w+)'")


def mistake(error: BaseException, name: str, variables: Iterable[str], filters: Iterable[str]) -> TemplateError:
    """The error of a template called `name`, one of FAULTS, in words; it knows these variables and filters."""
    said = (error.message if isinstance(error, jinja2.TemplateError) else str(error)) or type(error).__name__
    return TemplateError(name, _reason(said, variables, filters), _line(error))


def _reason(said: str, variables: Iterable[str], filters: Iterable[str]) -> str:
    if unknown := _UNKNOWN.match(said):
        word = unknown[1] or unknown[2]
        near = get_close_matches(word, [*(variables if unknown[1] else filters)], 1)
        kind = "" if unknown[1] else "filter "
        return f"there is no {kind}“{word}”" + (f"; did you mean “{near[0]}”?" if near else "")
    for pattern, words in _SAID:
        if match := pattern.search(said):
            return words(match)
    return said.rstrip(".")


def _line(error: BaseException) -> int | None:
    """The line in the template, counted from 1."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == _FILE]
    return lines[0] if lines else None
