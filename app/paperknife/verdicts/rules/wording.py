"""What the text itself looks like: length, links, punctuation, capitals, digits."""

import re
from bisect import bisect_right

from paperknife.page.blocks import Block
from paperknife.verdicts.survey import Survey, ends_sentence

_Bands = tuple[tuple[float, ...], tuple[str, ...]]  # where each band begins, and its name
_LENGTHS: _Bands = (0, 10, 20, 40, 80, 160, 320, 640), ("none", "10", "20", "40", "80", "160", "320", "640")
_FEW_LENGTHS: _Bands = (0, 20, 80, 320), ("none", "20", "80", "320")
_SHARES: _Bands = (0.0, 0.1, 0.25, 0.5, 0.8, 0.97), ("0", ".1", ".25", ".5", ".8", ".97")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d{2}\b")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")
# "(Image: GETTY)", "| Foto: Reuters", "© Name", "Photo by Name": who made a picture.
_CREDIT = re.compile(
    r"(?:photos?|photograph|pictures?|pic|images?|illustration|graphic|credits?|fotos?|fotó|bild(?:er|quelle)?|grafik|quelle|crédits?|"
    r"kuva|zdjęcie|zdj|fot|zdroj|źródło|forrás|фото|источник|imagen|immagine|beeld|fotoğraf|写真|撮影|图|사진)"
    r"(?:\s+(?:credit|by|courtesy|von|de|di|copyright))?\s*[:©/|==]",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:getty|reuters|afp|shutterstock|istock|picture alliance|imago|dpa|epa|ap photo|pixabay|unsplash|flickr)\b",
    re.I,
)
_CREDIT_MARK = re.compile(r"[:©/|=]")
_SIGNED = re.compile(r"^[—–―-]+\s*\S.*(?:\(@|\d{4}$)")
_NO_WORDS = "text:no words"
_QUOTED = frozenset("\"“„«»‚‘'")


def see(survey: Survey) -> None:
    """Adds "size:", "links:", "text:" signs."""
    for block, size, signs in zip(survey.blocks.all, survey.sizes, survey.signs, strict=True):
        signs.append(f"kind:{block.kind}")
        band = _band(size, _LENGTHS)
        signs.append(f"size:{band}")
        if not size:
            continue
        links = _band(block.link_chars / len(block.text), _SHARES)
        signs.append(f"links:{links}")
        signs.append(f"links {links} size:{_band(size, _FEW_LENGTHS)}")
        if block.links > 3:
            signs.append("links:many")
        signs.extend(_look(block, size))


def _look(block: Block, size: int) -> list[str]:
    text = block.text
    found = []
    last = text[-1]
    if last == ":":
        found.append("text:ends with a colon")
    elif last == "…" or text.endswith("..."):
        found.append("text:ends with dots")
    elif last in "?？؟":
        found.append("text:ends with a question")
    elif ends_sentence(text):
        found.append("text:ends a sentence" + (" short" if size < 80 else ""))
    else:
        found.append("text:ends open" + (" long" if size >= 80 else ""))
    commas, separated = text.count(","), "|" in text
    if not text.isascii():
        commas += text.count("、") + text.count("，") + text.count("،")
        separated = separated or " » " in text or " › " in text or " · " in text or "•" in text
    found.append(f"commas:{min(commas, 4)}")
    if text[0] in _QUOTED:
        found.append("text:quotes")
    if "©" in text or "(c)" in text[:60].lower():
        found.append("text:©")
    if separated:
        found.append("text:separators")
    if size < 200:
        short = _short(text)
        found += short
        shape = "whole" if block.link_chars > 0.9 * len(text) else "part" if block.link_chars else "no"
        case = short[0] if short[0] != _NO_WORDS else "capitals:none"
        found.append(f"line {shape} link {case} size {'20' if size < 20 else '80' if size < 80 else '200'}")
    if block.bold_chars > 0.9 * len(text):
        found.append("text:bold" + (" short" if size < 80 else ""))
    if block.images:
        found.append("text:with an image")
    lines = text.count("\n")
    if lines:
        found.append("lines:2" if lines < 3 else "lines:4" if lines < 8 else "lines:9")
        found.append("lines:short" if size / (lines + 1) < 40 else "lines:long")
    return found


def _short(text: str) -> list[str]:
    """Signs of a short text; the first one tells its capitals, or that it has no words."""
    found = []
    words = _WORD.findall(text)
    if words:
        capital = sum(map(str.isupper, [word[0] for word in words])) / len(words)
        found.append("capitals:all" if text.isupper() else f"capitals:{_band(capital, _SHARES)}")
        found.append(f"words:{min(len(words), 6)}")
    else:
        found.append(_NO_WORDS)
    digits = _DIGIT.findall(text)
    if digits:
        found.append(f"digits:{_band(len(digits) / len(text), _SHARES)}")
        if _DATE.search(text):
            found.append("text:date")
    if "@" in text and _MAIL.search(text):
        found.append("text:mail address")
    if "http" in text or "www." in text:
        found.append("text:address")
    if _CREDIT_MARK.search(text) and (match := _CREDIT.search(text)):
        found.append("credit:leads" if match.start() < 3 else "credit:inside")
    elif text[0] in "©(" or "/" in text:
        if _AGENCY.search(text):
            found.append("credit:agency")
    if text[0] == "©" and len(text) < 80:
        found.append("credit:©")
    if text[0] in "—–-―" and _SIGNED.match(text):
        found.append("text:signed")
    if "@" in text and " (@" in text:
        found.append("text:account")
    if text[0] in "[(" and text[-1] in "])":
        found.append("text:in brackets")
    if text[0] in "*•►▶→»>":
        found.append("text:bullet")
    if text[0].islower():
        found.append("text:begins small")
    return found


def _band(value: float, bands: _Bands) -> str:
    """The name of the highest band that `value`, at least 0, reaches."""
    beginnings, names = bands
    return names[bisect_right(beginnings, value) - 1]
