"""The words of a Markdown text without its marks: for excerpts, word counts and the search index."""

import re

_TARGET = re.compile(r"(?<=\])\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)")
_NO_WORDS = re.compile(  # link definitions, marks of footnotes, fences, rules, tags
    r"^\[(?!\^)[^\]\n]+\]:[ \t]+\S+.*$|\[\^[^\]\s]+\]:?"
    r"|^```.*$|^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$|^[ \t]*-{3,}[ \t]*$"
    r"|</?[A-Za-z][^<>\n]*>",
    re.MULTILINE,
)
_LINE_MARK = re.compile(
    r"^[ \t]*(?:>[ \t]*|(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX!a-z]+\][ \t]*)?)+", re.MULTILINE
)
_MARK = re.compile(r"\\([!-/:-@\[-`{-~])|!?\[|\]|\*+|`+|~~|==|(?<!\w)_|_(?!\w)")
# A word is a run of letters and digits; in scripts without spaces between words, a letter counts as one.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|\w+(?:['’.,:-]\w+)*"
)


def plain_text(markdown: str) -> str:
    """`markdown` without marks and addresses, its lines kept."""
    text = _LINE_MARK.sub("", _NO_WORDS.sub(" ", _TARGET.sub("", markdown)))
    return _MARK.sub(lambda match: match[1] or "", text)


def excerpt(plain: str, most: int = 280) -> str:
    """The first words of a plain text, on one line, of at most `most` characters."""
    line = " ".join(plain[: most * 8].split())
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0][: most - 1]}…"


def word_count(plain: str) -> int:
    """How many words a plain text has."""
    return sum(1 for _ in _WORD.finditer(plain))
