"""What bytes look like that are no page: a word for the message that refuses them."""

_MAGIC = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound or a video"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"RIFF", "a sound or a video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"!<arch>", "a software package"),
    (b"MSCF", "a Windows cabinet"),
    (b"ITSF", "a Windows help file"),
    (b"8BPS", "a Photoshop picture"),
)


def kind_of(head: bytes) -> str:
    """The kind that `head`, a file's first bytes, shows, with its article: "a font"; "" if unknown."""
    if head[4:8] == b"ftyp":
        return "a video"
    if head[257:262] == b"ustar":
        return "a tar archive"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "binary data" if is_binary(head) else "")


def is_binary(head: bytes) -> bool:
    """Whether `head` cannot be the beginning of a text in any encoding that pages are in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    head = head[:_LOOKED_AT]
    if 0 not in head:
        return len(head) - len(head.translate(None, _CONTROL)) > len(head) // 50
    return not utf16_of(head) and head.count(0) > len(head) // 1000


def utf16_of(head: bytes) -> str:
    """ "utf-16-le" or "utf-16-be", known without a mark by the zero bytes of ASCII characters; "" for all else."""
    even, odd = head[:512:2], head[1:512:2]
    if len(head) < 8 or 0 not in head[:512]:
        return ""
    if odd.count(0) > len(odd) * 0.4 and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > len(even) * 0.4 and not odd.count(0) else ""


_LOOKED_AT = 16_384
_CONTROL = bytes(code for code in range(1, 32) if code not in (8, 9, 10, 11, 12, 13, 27))
