"""Aa: the article's theme, font, size, width and line height, changed while one looks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paperknife.desktop.rows import say
from paperknife.render.themes import COLOURS, FONTS, SIZES, WIDTHS, Appearance, Theme

_THEMES = {
    Theme.SYSTEM: "Auto",
    Theme.LIGHT: "Light",
    Theme.SEPIA: "Sepia",
    Theme.DARK: "Dark",
    Theme.CONTRAST: "High contrast",
}
_FONTS = {"serif": "Serif", "sans": "Sans serif", "mono": "Typewriter"}


class AppearancePopover(QFrame):
    """Stands below its button until one clicks elsewhere."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName("Appearance of the article")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = Appearance()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(14)
        column.addLayout(self._make_themes())
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(1, 190)
        self._fonts = QComboBox()
        say(self._fonts, "Font")
        for key in FONTS:
            self._fonts.addItem(_FONTS[key], key)
        self._fonts.insertSeparator(self._fonts.count())
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                self._fonts.addItem(family, family)
        self._fonts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fonts.activated.connect(lambda _at: self._take(font=self._fonts.currentData()))
        grid.addWidget(QLabel("Font"), 0, 0)
        grid.addWidget(self._fonts, 0, 1, 1, 2)
        self._size = self._make_slider(grid, 1, "Size", SIZES, lambda value: self._take(size=value))
        self._width = self._make_slider(grid, 2, "Width", WIDTHS, lambda value: self._take(width=value))
        self._lines = self._make_slider(
            grid, 3, "Line height", range(10, 31), lambda value: self._take(line_height=value / 10)
        )
        column.addLayout(grid)
        foot = QHBoxLayout()
        self._reset = QPushButton("As it was at first")
        self._reset.setProperty("kind", "link")
        self._reset.clicked.connect(lambda: self._take(**_values(Appearance(theme=self._appearance.theme))))
        foot.addStretch()
        foot.addWidget(self._reset)
        column.addLayout(foot)

    def stand_below(self, widget: QWidget) -> None:
        """Opens below a button, inside its window."""
        self.adjustSize()
        window = widget.window()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 6))
        right = window.mapToGlobal(QPoint(window.width() - 12, 0)).x()
        self.move(max(min(corner.x(), right - self.width()), window.mapToGlobal(QPoint(12, 0)).x()), corner.y())
        self.show()
        self._themes.button(list(_THEMES).index(self._appearance.theme)).setFocus()

    def set_appearance(self, appearance: Appearance) -> None:
        """Shows these choices."""
        self._appearance = appearance
        self._themes.button(list(_THEMES).index(appearance.theme)).setChecked(True)
        at = self._fonts.findData(appearance.font)
        self._fonts.setCurrentIndex(max(at, 0))
        for (slider, value), number, words in (
            (self._size, appearance.size, f"{appearance.size}"),
            (self._width, appearance.width, f"{appearance.width}"),
            (self._lines, round(appearance.line_height * 10), f"{appearance.line_height:.1f}"),
        ):
            slider.blockSignals(True)
            slider.setValue(number)
            slider.blockSignals(False)
            value.setText(words)

    def _make_themes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._themes = QButtonGroup(self)
        for number, (theme, name) in enumerate(_THEMES.items()):
            colours = COLOURS.get(theme, COLOURS[Theme.LIGHT])
            dark = COLOURS[Theme.DARK] if theme is Theme.SYSTEM else colours
            button = QToolButton()
            button.setObjectName("swatch")
            button.setText("Aa" if theme is not Theme.SYSTEM else "")
            button.setCheckable(True)
            button.setToolTip(name if theme is not Theme.SYSTEM else "Light or dark, as the desktop is")
            button.setFixedSize(52, 40)
            say(button, f"Theme: {name}")
            ground = (
                f"qlineargradient(x1:0, y1:0, x2:1, y2:1, stop:0 {colours['page']}, stop:0.499 {colours['page']}, "
                f"stop:0.501 {dark['page']}, stop:1 {dark['page']})"
            )
            button.setStyleSheet(f"QToolButton {{ background: {ground}; color: {colours['ink']}; }}")
            self._themes.addButton(button, number)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, theme=theme: self._take(theme=theme))
        return row

    def _make_slider(
        self, grid: QGridLayout, row: int, name: str, allowed: range, take: Callable[[int], None]
    ) -> tuple[QSlider, QLabel]:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(allowed.start, allowed.stop - 1)
        say(slider, name)
        value = QLabel()
        value.setProperty("kind", "muted")
        value.setMinimumWidth(28)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(take)
        grid.addWidget(QLabel(name), row, 0)
        grid.addWidget(slider, row, 1)
        grid.addWidget(value, row, 2)
        return slider, value

    def _take(self, **choices: Any) -> None:
        self.set_appearance(replace(self._appearance, **choices))
        self.changed.emit(self._appearance)


def _values(appearance: Appearance) -> dict[str, Any]:
    return {
        "font": appearance.font,
        "size": appearance.size,
        "width": appearance.width,
        "line_height": appearance.line_height,
    }
