"""What a page says more than once, and blocks that look like many others."""

from collections import Counter

from paperknife.verdicts.survey import Survey


def see(survey: Survey) -> None:
    """Adds "again:" signs for texts said twice, and "alike:" for blocks with many neighbours of the same make."""
    blocks = survey.blocks.all
    said = Counter(block.text for block in blocks if block.text)
    make = survey.makes
    alike = Counter(make)
    prose = Counter(make[i] for i, good in enumerate(survey.good) if good)
    for block, signs in zip(blocks, survey.signs, strict=True):
        times = said[block.text] if block.text else 1
        if times > 1:
            signs.append("again:" + ("2" if times == 2 else "3"))
            if times == 2 and len(block.text) > 25:
                signs.append("again:long")
        kin = make[block.index]
        count = alike[kin]
        if count > 2:
            share = prose[kin] / count
            size = "many" if count > 7 else "some"
            signs.append(f"alike:{size} {'prose' if share > 0.5 else 'mixed' if share > 0.15 else 'not prose'}")
