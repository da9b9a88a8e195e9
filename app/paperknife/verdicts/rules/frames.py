"""Frames of other hosts that were saved with the page: players, counters and banners, unless they hold prose."""

from urllib.parse import urlsplit

from paperknife.verdicts.rules.filter_lists import SURE
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Finding, Label

RULE = "frame"
_ADDRESS = "data-frame"  # of the boxes that saved frames are put into when a page is opened


def see(survey: Survey) -> dict[str, Finding]:
    """Findings by the ids of the blocks in such a frame; a quoted post or an article in one is left alone."""
    own = _host(survey.page.metadata.address)
    found: dict[str, Finding] = {}
    for element in survey.blocks.elements:
        host = _host(element.attributes.get(_ADDRESS) or "") if _ADDRESS in element.attributes else ""
        if not host or host == own or any(survey.good[element.first : element.stop]):
            continue
        for block in survey.blocks.all[element.first : element.stop]:
            found[block.id] = Finding(block.id, Label.AD, SURE, RULE, host)
    return found


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
