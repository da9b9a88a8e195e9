"""How the article looks: theme, font, size, width and line height, as the variables of `reader/reader.css`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Theme(StrEnum):
    """The colours of the article; `system` follows the desktop."""

    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"
    CONTRAST = "contrast"
    SYSTEM = "system"


# Every pair of ink and page passes WCAG 2.2 AAA (7 : 1), every muted and link colour AA (4.5 : 1).
COLOURS: Mapping[Theme, Mapping[str, str]] = {
    Theme.LIGHT: {
        "page": "#ffffff",
        "ink": "#1f2328",
        "muted": "#5c636b",
        "rule": "#dfe3e8",
        "link": "#0b57a4",
        "mark-yellow": "#ffe28a",
        "mark-green": "#b9e8b0",
        "mark-blue": "#b5dcfb",
        "mark-pink": "#fbc4dc",
        "raised": "#f4f6f8",
    },
    Theme.SEPIA: {
        "page": "#f7f0e2",
        "ink": "#3a2f22",
        "muted": "#6d5c45",
        "rule": "#dfd2b8",
        "link": "#84430a",
        "mark-yellow": "#f3d58a",
        "mark-green": "#cbdc9c",
        "mark-blue": "#bdd3da",
        "mark-pink": "#f0bfb9",
        "raised": "#efe5d0",
    },
    Theme.DARK: {
        "page": "#1b1e22",
        "ink": "#dfe3e8",
        "muted": "#9aa4af",
        "rule": "#343a42",
        "link": "#8ab8f2",
        "mark-yellow": "#665314",
        "mark-green": "#27592f",
        "mark-blue": "#1f4f75",
        "mark-pink": "#742f52",
        "raised": "#24282e",
    },
    Theme.CONTRAST: {
        "page": "#000000",
        "ink": "#ffffff",
        "muted": "#e0e0e0",
        "rule": "#9a9a9a",
        "link": "#ffe14d",
        "mark-yellow": "#7a5b00",
        "mark-green": "#00601c",
        "mark-blue": "#0a4fa3",
        "mark-pink": "#8c1457",
        "raised": "#141414",
    },
}
DARK = frozenset((Theme.DARK, Theme.CONTRAST))

FONTS: Mapping[str, str] = {
    "serif": '"Iowan Old Style", "Charter", "Source Serif 4", "Noto Serif", Georgia, serif',
    "sans": 'system-ui, "Inter", "Segoe UI", "Noto Sans", sans-serif',
    "mono": 'ui-monospace, "Cascadia Code", "Noto Sans Mono", "DejaVu Sans Mono", monospace',
}
SIZES = range(12, 41)
WIDTHS = range(36, 121)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a reader chose.

    `font` is "serif", "sans", "mono" or the name of an installed family; `size` is in CSS px, `width` of the
    column in ch, `line_height` a multiple of the size.
    """

    theme: Theme = Theme.SYSTEM
    font: str = "serif"
    size: int = 19
    width: int = 66
    line_height: float = 1.6

    def on(self, *, dark: bool) -> "Appearance":
        """The same with a definite theme, for a desktop that is `dark` or not."""
        if self.theme is not Theme.SYSTEM:
            return self
        return replace(self, theme=Theme.DARK if dark else Theme.LIGHT)

    def variables(self) -> dict[str, str]:
        """CSS custom properties and their values; `system` gives the light colours."""
        colours = COLOURS.get(self.theme, COLOURS[Theme.LIGHT])
        return {
            **{f"--{name}": value for name, value in colours.items()},
            "--font": _family(self.font),
            "--size": f"{_between(self.size, SIZES)}px",
            "--width": f"{_between(self.width, WIDTHS)}ch",
            "--line-height": f"{min(max(self.line_height, 1.0), 3.0):.2f}",
            "color-scheme": "dark" if self.theme in DARK else "light",
        }

    def css(self) -> str:
        """A style sheet that sets the variables on the root; `system` asks the media query for dark ones."""
        sheet = f":root {{ {_declarations(self.variables())} }}"
        if self.theme is Theme.SYSTEM:
            dark = self.on(dark=True).variables()
            sheet += f"\n@media (prefers-color-scheme: dark) {{ :root {{ {_declarations(dark)} }} }}"
        return sheet


def _declarations(variables: Mapping[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in variables.items())


def _family(font: str) -> str:
    """The CSS font list for a choice; a family's name is quoted, and falls back to the serif list."""
    if font in FONTS:
        return FONTS[font]
    name = "".join(letter for letter in font if letter.isalnum() or letter in " -_.+&'").strip()
    return f'"{name}", {FONTS["serif"]}' if name else FONTS["serif"]


def _between(value: int, allowed: range) -> int:
    return min(max(value, allowed.start), allowed.stop - 1)
