"""Bytes to text: the WHATWG order of encodings, with the Web's labels, and a guess where the labels lie."""

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

from paperknife.formats.magic import utf16_of

# What the Web's names mean to Python: the larger sets that browsers really use (Encoding Standard, section 4.2).
_PYTHON = {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "x-user-defined": "latin-1",
}
# Encodings of which a short text can be valid UTF-8 by chance.
_DOUBLE = frozenset(("gb18030", "cp932", "cp949", "big5hkscs", "euc-jp", "iso-2022-jp"))
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.()+-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_LOOKED_AT = 4096
_ONE_BAD_IN = 2000
_SAMPLE = 65_536


def decode(data: bytes, declared: str = "", *, markup: bool = True) -> str:
    """The text of `data`. `declared` is the label a container gave; `markup` allows a <meta> to give one.

    Order: byte order mark; bytes that can hardly be anything but UTF-8; the container's label, the document's own,
    each read strictly; the first of them again if nearly all of it fits; UTF-8; what charset-normalizer takes it for.
    U+FFFD stands only where no reading is left.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if wide := utf16_of(data):
        return data.decode(wide, "replace")
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    claims = [codec for codec in (codec_of(declared), _own_claim(data) if markup else "") if codec]
    if b"\x1b$" in data:
        claims.append("iso-2022-jp")
    if _surely_utf8(data, claims[0] if claims else ""):
        return data.decode("utf-8")
    for codec in claims:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass
    for codec in dict.fromkeys([*claims, "utf-8"]):
        if _nearly_fits(data, codec):
            return data.decode(codec, _MEND)
    guess = _guessed(data)
    return data.decode(guess or "cp1252", _MEND)


def codec_of(label: str) -> str:
    """Python's codec for a label as browsers read it; "" if there is no such label.

    UTF-16 in a label that could be read as ASCII is UTF-8 (HTML, "prescan a byte stream").
    """
    encoding = webencodings.lookup(label.strip().strip("\"'")) if label.isascii() else None
    if encoding is None:
        return ""
    name = str(encoding.name)
    return "utf-8" if name.startswith("utf-16") else _PYTHON.get(name, name)


def _own_claim(data: bytes) -> str:
    """The codec that the first <meta charset>, or the XML declaration, in the first 4096 bytes names."""
    head = data[:_LOOKED_AT]
    for match in (_XML.match(head), *_META.finditer(head)):
        if match and (codec := codec_of(match[1].decode("ascii", "replace"))):
            return codec
    return ""


def _surely_utf8(data: bytes, claim: str) -> bool:
    """Valid UTF-8, with more of it than chance gives in text of the claimed encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return claim not in _DOUBLE or len(data) - len(text) > 6 or not _fits(data, claim)


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _nearly_fits(data: bytes, codec: str) -> bool:
    """Whether at most one place in 2000 characters cannot be read."""
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return bad <= max(1, len(text) // _ONE_BAD_IN)


def _guessed(data: bytes) -> str:
    """charset-normalizer's reading of the words that are not ASCII, as a codec; "" if it has none."""
    words = [word for line in _TAG.sub(b" ", data).splitlines() if not line.isascii() for word in line.split()]
    sample = b" ".join(words)[:_SAMPLE]
    best = from_bytes(sample).best() if sample else None
    if best is None:
        return ""
    return codec_of(best.encoding.replace("_", "-")) or best.encoding


def _mended(error: UnicodeError) -> tuple[str, int]:
    """A stray byte amid another encoding is mostly windows-1252 that was pasted in; a broken sequence is lost."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    cut_off = error.end == len(error.object) and bad[0] >= 0xC2
    if len(bad) == 1 and bad[0] >= 0x80 and not cut_off:
        try:
            return bad.decode("cp1252"), error.end
        except UnicodeDecodeError:
            pass
    return "\ufffd", error.end


_MEND = "paperknife-mend"
codecs.register_error(_MEND, _mended)
