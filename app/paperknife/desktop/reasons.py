"""Says in a short sentence why a block was struck or kept; the engine only says which rule saw what."""

from typing import Any

from paperknife.desktop.palette import BY_HAND, BY_HAND_NAME, NAMES, tint
from paperknife.verdicts.verdict import Finding, JudgedPage, Label, Verdict

# {detail} is what the rule saw, as it stands in the page or in a filter list.
_SENTENCES: dict[str, str] = {}
_LONGEST = 90


def name_of(label: str, plural: bool = False) -> str:
    """The name of a label for people."""
    if label == BY_HAND:
        return BY_HAND_NAME
    singular, many = NAMES[Label(label)]
    return many if plural else singular


def label_of(judged: JudgedPage, verdict: Verdict) -> str:
    """Under which label a struck block stands: the verdict's, or that the reader struck it."""
    return str(verdict.label) if verdict.struck else BY_HAND


def reason(finding: Finding | None) -> str:
    """One sentence for a finding, without a full stop."""
    if finding is None:
        return "Nothing spoke for or against it"
    detail = _shortened(finding.detail)
    known = _SENTENCES.get(finding.rule)
    if known is None:
        rule = finding.rule.replace("_", " ").strip().capitalize() or "A rule"
        return f"{rule}: “{detail}”" if detail else rule
    if "{detail}" in known and not detail:
        return known.split(" “{detail}”")[0].split(" ({detail})")[0]
    return known.format(detail=detail)


def why(judged: JudgedPage, verdict: Verdict) -> str:
    """One sentence for how a block stands now, the reader's own choice first."""
    choice = judged.overruled.get(verdict.block.id)
    if choice is None:
        return reason(verdict.reason)
    if choice:
        return f"Kept by you. The program had struck it as {name_of(verdict.label).lower()}"
    return "You struck it"


def for_original(judged: JudgedPage) -> dict[str, dict[str, Any]]:
    """What `original.js` needs to strike every block and to say why, by block id."""
    told = {}
    for verdict in judged.verdicts:
        struck = judged.is_struck(verdict)
        label = label_of(judged, verdict) if struck else str(verdict.label)
        colour = tint(label)
        told[verdict.block.id] = {
            "label": label,
            "struck": struck,
            "tint": f"{colour.red()} {colour.green()} {colour.blue()}",
            "name": name_of(label),
            "reason": why(judged, verdict),
            "hint": "Click to keep it" if struck else "Click to strike it",
        }
    return told


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
