"""The outline of a block (linked or plain, short or long, how it ends) together with what stands beside it."""

from paperknife.page.blocks import Block
from paperknife.verdicts.survey import Survey

_SIZES = ((40, "40"), (120, "120"), (250, "250"))  # up to so many characters, and the name
_ENDS = frozenset('.!?…。"”')
_ITALIC = ("em", "i")
_REACH = 3  # elements above a text in which it can be made italic


def see(survey: Survey) -> None:
    """Adds "shape:" signs."""
    blocks, looks = survey.blocks.all, survey.looks
    last = len(blocks) - 1
    for index, (block, size, signs) in enumerate(zip(blocks, survey.sizes, survey.signs, strict=True)):
        if not size:
            continue
        text = block.text
        linked = "link" if block.link_chars > 0.9 * len(text) else "part" if block.link_chars else "plain"
        length = next((name for most, name in _SIZES if size < most), "long")
        outline = f"shape:{linked} {length} {'closed' if text[-1] in _ENDS else 'open'}"
        before = looks[index - 1] if index else "nothing"
        after = looks[index + 1] if index < last else "nothing"
        signs += (f"{outline} after {before}", f"{outline} before {after}", f"{outline} {block.kind}")
        if block.bold_chars > 0.9 * len(text):
            signs.append(f"{outline} bold")
        if text.isupper():
            signs.append(f"shape:capitals {linked} {before} {after}")
        if text[0] == "©":
            signs.append("shape:begins with ©")
        if _is_italic(block):
            signs += (f"{outline} italic", f"shape:italic before {after}")
        if length != "long":
            if index and not blocks[index - 1].text:
                signs.append(f"{outline} below {blocks[index - 1].kind}")
            if index < last and not blocks[index + 1].text:
                signs.append(f"{outline} above {blocks[index + 1].kind}")


def _is_italic(block: Block) -> bool:
    """Whether all of a block's text is emphasised, as notes of the editors are."""
    for _, element in block.leaves:
        for _ in range(_REACH):
            if element.tag in _ITALIC:
                break
            if element.parent is None:
                return False
            element = element.parent
        else:
            return False
    return bool(block.leaves)
