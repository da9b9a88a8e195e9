"""Makes a name that every file system takes from any text at all."""

import re
import unicodedata

# Room for the name of the folder beside a note: 255 bytes less ".assets" and a number after a taken name.
MOST_BYTES = 240
UNTITLED = "Untitled"

# What Windows, Obsidian's links and Joplin's export forbid, controls, and marks that turn the direction of a line.
_FORBIDDEN = re.compile(r'[#|^\[\]<>:"/\\?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufeff]|%%+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_JOINERS = "\u200d\u200c\ufe0f\ufe0e"


def safe_name(text: str, most_bytes: int = MOST_BYTES) -> str:
    """`text` as a file's name without its suffix: at most `most_bytes` of UTF-8, never empty, never a path.

    The rules are those of Windows ("Naming Files, Paths, and Namespaces"), which include the others'.
    """
    text = unicodedata.normalize("NFC", text[: 8 * most_bytes])
    name = _trimmed(" ".join(_FORBIDDEN.sub(" ", text).split()))
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name.encode("utf-8")) > most_bytes:
        name = _trimmed(_shortened(name, most_bytes))
    return name or UNTITLED


def numbered(name: str, number: int) -> str:
    """`name` for the `number`th file of that name: "name", "name 1", "name 2"."""
    return f"{name} {number}" if number else name


def _trimmed(name: str) -> str:
    return name.strip(f". {_JOINERS}")


def _shortened(name: str, most_bytes: int) -> str:
    """As much of `name` as fits, ending with a whole word if that costs little, never within a letter or its marks."""
    cut = name.encode("utf-8")[:most_bytes].decode("utf-8", "ignore")
    if " " in cut[-30:] and name[len(cut)] != " ":
        return cut[: cut.rindex(" ")]
    while cut and len(cut) < len(name) and unicodedata.combining(name[len(cut)]):
        cut = cut[:-1]
    return cut
