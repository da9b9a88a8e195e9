"""The window's colours, light and dark, and the names and tints of the labels."""

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from paperknife import bundled
from paperknife.highlights.highlight import Colour
from paperknife.verdicts.verdict import Label


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one mood of the window, as "#rrggbb"."""

    window: str
    surface: str
    raised: str
    ink: str
    muted: str
    faint: str
    line: str
    hover: str
    pressed: str
    accent: str
    on_accent: str
    soft: str
    strike: str
    good: str
    trouble: str
    change: str


LIGHT = Colours(
    window="#f4f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    ink="#1f2328",
    muted="#59616a",
    faint="#b3bac2",
    line="#dde1e6",
    hover="#e9ecf0",
    pressed="#dde2e8",
    accent="#2a5fd0",
    on_accent="#ffffff",
    soft="#e6eefc",
    strike="#c1121f",
    good="#1a7f4b",
    trouble="#b3261e",
    change="#b26a00",
)
DARK = Colours(
    window="#16191d",
    surface="#1e2227",
    raised="#23272d",
    ink="#e3e7ec",
    muted="#9ba5b0",
    faint="#545d68",
    line="#333a42",
    hover="#2a3037",
    pressed="#343b44",
    accent="#84aefb",
    on_accent="#0d1a33",
    soft="#23324f",
    strike="#ff6b6b",
    good="#5fd39a",
    trouble="#ff8f86",
    change="#e9b44c",
)

NAMES = {
    Label.AD: ("Ad", "Ads"),
    Label.SPONSORED: ("Sponsored", "Sponsored"),
    Label.RELATED: ("Related", "Related"),
    Label.NEWSLETTER: ("Newsletter", "Newsletters"),
    Label.SOCIAL: ("Social", "Social"),
    Label.COMMENTS: ("Comments", "Comments"),
    Label.COOKIE: ("Cookie notice", "Cookie notices"),
    Label.PROMO: ("Promotion", "Promotions"),
    Label.NAVIGATION: ("Navigation", "Navigation"),
    Label.FOOTER: ("Footer", "Footer"),
    Label.TITLE: ("Title", "Titles"),
    Label.DECK: ("Standfirst", "Standfirsts"),
    Label.BYLINE: ("Byline", "Bylines"),
    Label.CAPTION: ("Caption", "Captions"),
    Label.ARTICLE: ("Article", "Article"),
}
# What a reader struck although the program had kept it.
BY_HAND = "struck"
BY_HAND_NAME = "Struck by you"

# A highlighter's ink, stronger than on the page, for swatches and lists.
_MARKERS = {
    Colour.YELLOW: "#f0bd2c",
    Colour.GREEN: "#58b368",
    Colour.BLUE: "#4b9fe3",
    Colour.PINK: "#ea73a8",
}

_TINT = re.compile(r'\[data-struck="(\w+)"\] \{ --paperknife-tint: (\d+) (\d+) (\d+)')


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def tints() -> dict[str, QColor]:
    """The colour of each label, as the struck page has it."""
    sheet = bundled.text("original/struck.css")
    return {label: QColor(int(red), int(green), int(blue)) for label, red, green, blue in _TINT.findall(sheet)}


def tint(label: str) -> QColor:
    """The colour of a label; grey for labels that are kept."""
    return tints().get(label, QColor(120, 128, 138))


def marker(colour: Colour) -> QColor:
    """What stands for a highlight's colour outside of the page."""
    return QColor(_MARKERS[colour])


def qt_palette(colours: Colours) -> QPalette:
    """The same colours for what Qt draws by itself."""
    role = QPalette.ColorRole
    made = QPalette()
    for roles, colour in (
        ((role.Window, role.AlternateBase), colours.window),
        ((role.Base, role.Button, role.ToolTipBase), colours.surface),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), colours.ink),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight, role.Link, role.Accent), colours.accent),
        ((role.HighlightedText,), colours.on_accent),
        ((role.Mid, role.Midlight, role.Light), colours.line),
    ):
        for each in roles:
            made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return made
