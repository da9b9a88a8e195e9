"""The window's style sheet, made of a palette on a grid of 8 px."""

from dataclasses import asdict
from string import Template

from paperknife import bundled
from paperknife.desktop.palette import Colours

_SHEET = Template("""
* { outline: none; }
QMainWindow, #window { background: $window; }
QWidget { color: $ink; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: 4px 8px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 6px 8px; spacing: 2px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 8px; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 7px; padding: 4px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $muted; }
QToolButton::menu-indicator { image: none; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0 2px; }

#segments { background: $hover; border-radius: 9px; }
#segments QToolButton { padding: 3px 11px; margin: 2px 1px; border-radius: 7px; color: $muted; }
#segments QToolButton:hover { color: $ink; background: transparent; }
#segments QToolButton:checked { background: $surface; color: $ink; border-color: $line; }
#segments QToolButton:focus { border-color: $accent; }

QPushButton { background: $surface; border: 1px solid $line; border-radius: 7px; padding: 6px 14px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[kind="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="main"]:hover { border-color: $ink; }
QPushButton[kind="main"]:focus { border: 2px solid $ink; }
QPushButton[kind="main"]:disabled { background: $pressed; border-color: $pressed; color: $muted; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
  background: transparent; border: 2px solid transparent; padding: 3px 8px; color: $accent; min-height: 16px; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border-color: $accent; padding: 3px 8px; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $accent; padding: 3px 8px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; padding: 3px 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $surface; border: 1px solid $line; border-radius: 7px; padding: 6px 9px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 5px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $muted; background: $window; }
QLineEdit:read-only { background: $window; }
QPlainTextEdit[kind="code"] { background: $raised; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$choose"); width: 12px; height: 12px; }

QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $line; selection-background-color: $soft; selection-color: $ink; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $surface; border: 1px solid $muted; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border: 2px solid $accent; }

#panel { background: $surface; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: 4px 2px; margin-right: 14px; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { color: $accent; }
#side { background: $window; }
#panel-title { font-weight: 600; }
#panel-foot { border-top: 1px solid $line; background: $raised; }
#remark { background: $soft; border-radius: 7px; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="heading"] { color: $muted; font-weight: 600; }
QLabel[kind="headline"] { font-weight: 600; }
QLabel[kind="trouble"] { color: $trouble; }
QLabel[kind="good"] { color: $good; }

QListView, QTreeView { background: transparent; border: none; }
QListView::item, QTreeView::item { border-radius: 7px; padding: 5px 8px; border: 2px solid transparent; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $soft; color: $ink; }
QListView:focus::item:selected, QTreeView:focus::item:selected { border-color: $accent; }
QTreeView { show-decoration-selected: 1; }
QTreeView::item { border-radius: 0; border-left: none; border-right: none; padding: 5px 10px; }
QListView[kind="dense"]::item, QTreeView[kind="dense"]::item { padding: 1px 6px; border-width: 1px; }
QListView::item:disabled { color: $muted; }
QTreeView::branch { background: transparent; }

QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 5px 8px; font-weight: 600; }
QTreeView::indicator, QCheckBox::indicator {
  width: 15px; height: 15px; border: 1px solid $muted; border-radius: 4px; background: $surface; }
QTreeView::indicator:checked, QCheckBox::indicator:checked {
  background: #2a5fd0; border-color: #2a5fd0; image: url("$ticked"); }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }

QScrollArea, #scrolled { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenuBar { background: $window; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

#message { background: $raised; border-bottom: 1px solid $line; }
#message[tone="trouble"] { border-left: 4px solid $trouble; }
#message[tone="good"] { border-left: 4px solid $good; }
#message[tone="notice"] { border-left: 4px solid $accent; }
#find { background: $raised; border-top: 1px solid $line; }

#empty { background: $window; }
#target { background: $surface; border: 2px dashed $line; border-radius: 18px; }
#target[dragged="true"] { background: $soft; border-color: $accent; }
#empty-title { font-size: 22px; font-weight: 600; }
#drop-here { background: $veil; border: 3px dashed $accent; border-radius: 16px; }
#drop-here QLabel { font-size: 20px; font-weight: 600; color: $accent; }

#popover { background: $surface; border: 1px solid $line; }
#highlight-popover { background: $surface; border: 1px solid $faint; border-radius: 10px; }
#marker { border-radius: 7px; padding: 3px; }
#marker:checked { background: $surface; border-color: $ink; }
#marker:focus { border-color: $accent; }
#swatch { border: 2px solid $line; border-radius: 8px; padding: 6px; }
#swatch:checked { border: 2px solid $accent; }
#pane-head { background: $window; border-bottom: 1px solid $line; }
#pane-head QLabel { color: $muted; }
QDialog, QMessageBox { background: $surface; }
""")


def sheet(colours: Colours) -> str:
    """The style sheet for a palette."""
    red, green, blue = (int(colours.soft[at : at + 2], 16) for at in (1, 3, 5))
    drawn = {name: bundled.path(f"icons/{name}.svg").as_posix() for name in ("ticked", "choose")}
    return _SHEET.substitute(asdict(colours), veil=f"rgba({red}, {green}, {blue}, 215)", **drawn)
