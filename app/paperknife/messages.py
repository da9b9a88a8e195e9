"""Words for every error, in one sentence each: what happened, to which file, and what to do."""

import errno
import os
from pathlib import Path

from paperknife import errors
from paperknife.clipping.markdown.check import Loss

_KINDS = {"number": "Number", "link": "Link to", "image": "Image", "cell": "Table cell", "code": "Code"}
_ROOM = "make room there"
_LEAVE = "allow writing there"
# What to do about a folder, by the system's word for what is wrong with it.
_ADVICE = {
    os.strerror(number).lower(): words
    for number, words in {
        errno.ENOSPC: _ROOM,
        errno.EDQUOT: _ROOM,
        errno.EACCES: _LEAVE,
        errno.EPERM: _LEAVE,
        errno.EROFS: _LEAVE,
        errno.ENOENT: "connect the drive that it is on",
    }.items()
}
_TOO_LONG = os.strerror(errno.ENAMETOOLONG).lower()
_BYTES = ("bytes", "KB", "MB", "GB")


def sentence(error: errors.PaperknifeError) -> str:
    """One sentence for `error`, of at most 300 characters, without a line break."""
    words = _words(error)
    return " ".join(words.split())[:300]


def mistake(error: errors.TemplateError) -> str:
    """What is wrong with a template that one is writing, and in which line."""
    line = f"Line {error.line}: " if error.line else ""
    return f"{line}{_shortened(error.reason, 200)}"


def loss(found: Loss) -> str:
    """A difference between a page and a clipping's Markdown in one clause, without a full stop."""
    wanted, got = (_shortened(" ".join(text.split())) for text in (found.wanted, found.got))
    if found.kind == "image":
        wanted = _shortened(found.wanted.rstrip("/").rpartition("/")[2])
    several = " " in (found.wanted or found.got).strip()
    kind = _KINDS.get(found.kind) or ("Words" if several else "Word")
    many = found.kind == "words" and several
    if not wanted:
        what = f"{kind} “{got}” {'were' if many else 'was'} added"
    elif not got:
        what = f"{kind} “{wanted}” {'are' if many else 'is'} missing"
    else:
        what = f"{kind} “{wanted}” became “{got}”"
    return f"{what}, near “{_shortened(found.where)}”" if found.where else what


def size(count: int) -> str:
    """`count` bytes in the unit a person would use, for instance "3.4 MB"."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(_BYTES) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {_BYTES[unit]}" if unit and value < 100 else f"{value:.0f} {_BYTES[unit]}"


def _words(error: errors.PaperknifeError) -> str:
    if isinstance(error, errors.OpenError):
        return _cannot_open(error, f"“{_shortened(Path(error.path).name or error.path)}”")
    if isinstance(error, errors.LibraryError):
        if error.reason == _TOO_LONG:
            advice = "give the clipping a shorter title or folder"
        else:
            advice = ", or ".join(filter(None, (_ADVICE.get(error.reason), "choose another folder")))
        return (
            f"The library folder “{_shortened(error.path)}” did not take the clipping ({error.reason}); "
            f"{advice}, and save it again."
        )
    if isinstance(error, errors.WriteError):
        return (
            f"“{_shortened(error.path)}” could not be written ({error.reason}); "
            f"{_ADVICE.get(error.reason, 'check the folder and its permissions')} and try again."
        )
    if isinstance(error, errors.DamagedHighlights):
        return (
            f"The highlights in “{_shortened(Path(error.path).name)}” cannot be read ({_shortened(error.detail)}); "
            "mend the file in the library's folder “highlights”. It is kept, and new highlights go into a new one."
        )
    if isinstance(error, errors.TemplateError):
        name = f" “{_shortened(Path(error.name).stem)}”" if error.name else ""
        line = f" in line {error.line}" if error.line else ""
        return f"The template{name} has a mistake{line}: {error.reason}; correct it or choose another one."
    if isinstance(error, errors.ListUnreachable):
        return (
            f"“{_shortened(error.title)}” could not be fetched from {_shortened(error.address)} ({error.reason}); "
            "check the connection and update again. What was there before is still in use."
        )
    if isinstance(error, errors.NotAFilterList):
        return (
            f"“{_shortened(error.title)}” holds no filter rules; "
            "choose a list in the syntax of Adblock Plus or uBlock Origin, or update again in another network."
        )
    if isinstance(error, errors.Cancelled):
        return "Stopped before it was done; nothing was changed."
    return f"Something went wrong: {error}."


def _cannot_open(error: errors.OpenError, name: str) -> str:
    match error:
        case errors.UnreadableFile():
            return f"{name} cannot be read ({error.reason}); check that it is there and that you may open it."
        case errors.EmptyFile():
            return f"{name} is empty; save the page again in the browser."
        case errors.TooLarge():
            return (
                f"{name} is {size(error.size)}, more than the {size(error.limit)} that can be opened at once; "
                "save the page alone, without the pages around it."
            )
        case errors.UnknownFormat():
            kind = f" (it looks like {error.kind})" if error.kind else ""
            return f"{name} is not a saved page{kind}; open an HTML file, a web archive or a text file."
        case errors.DamagedFile():
            detail = f": {error.detail}" if error.detail else ""
            return f"{name} is a damaged {error.format}{detail}; save the page again if you can."
        case errors.LockedFile():
            return f"{name} is protected by a password; unlock it with the program that made it, then open it again."
        case errors.NoPageInside():
            return f"{name} is a {error.format} that holds no saved page; open an HTML file or a web archive."
        case errors.AddressOnly():
            return (
                f"{name} holds only an address, {_shortened(error.address)}, and no page; "
                "open it in a browser and save the page there."
            )
        case _:
            return f"{name} cannot be opened."


def _shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[: limit - 20]}…{text[-19:]}"
