"""One pane: a web view in which a page is locked up, and what the page's blocks and the program tell each other."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QChildEvent,
    QCoreApplication,
    QEvent,
    QFile,
    QIODevice,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineFindTextResult,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from paperknife import bundled
from paperknife.desktop.scheme import SCHEME

# The place of a pane: how far it stands from some blocks, [[id, distance in px]].
Near = Sequence[tuple[str, float]]

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_ZOOMS = (0.3, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class PageView(QWebEngineView):
    """Shows one document of a page and speaks of its blocks by their ids.

    `selected` gives parts of blocks, [[id, first letter, last letter + 1]], and where their end is to be seen; an empty
    list when nothing is selected any more.
    """

    ready = Signal()
    clicked = Signal(str)
    scrolled = Signal(list)
    link_clicked = Signal(QUrl)
    menu_wanted = Signal(str, QPoint)
    dragged = Signal(str)
    zoomed = Signal(float)
    selected = Signal(list, QRect)
    highlight_clicked = Signal(str, QRect)

    def __init__(
        self, profile: QWebEngineProfile, own_script: str, own_sheet: str = "", parent: QWidget | None = None
    ) -> None:
        """`own_script` and `own_sheet` are the bundled script and style sheet of this kind of pane.

        The script runs where pages cannot see it.
        """
        super().__init__(parent)
        self._loaded = False
        self._loading = False
        self._waiting = False
        self.highlight_at_menu = ""
        self._search: Callable[[], None] | None = None
        self._wanted = QUrl()
        self._page = _LockedPage(profile, self)
        self.setPage(self._page)
        self._bridge = _Bridge(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._bridge)
        self._page.setWebChannel(self._channel, _WORLD)
        # Put in place once: scripts that change while a document is on its way may miss it.
        self._page.scripts().insert(_script(own_script, own_sheet))
        self._page.scripts().insert(_no_drags())
        # A web view that takes drops keeps them to itself; the window takes them instead.
        self.setAcceptDrops(False)
        self.loadFinished.connect(self._on_load_finished)
        self._bridge.ready_.connect(self._on_ready)
        self._bridge.clicked_.connect(self.clicked)
        self._bridge.scrolled_.connect(self.scrolled)
        self._bridge.dragged_.connect(lambda: self.tell("dragged", answer=lambda html: self.dragged.emit(html or "")))
        self._bridge.selected_.connect(self._on_selected)
        self._bridge.highlight_clicked_.connect(lambda name, box: self.highlight_clicked.emit(name, self.on_view(box)))
        self._page.link_clicked.connect(self.link_clicked)

    def leave(self) -> None:
        """Nothing is heard any more of the document that is shown; it stays in sight until the next is there."""
        self._loaded = False
        self._waiting = False
        self._wanted = QUrl()

    def load_document(self, address: str) -> None:
        """Loads a `paper:` address, as soon as a load that is under way has ended: cut short, it may take our script
        with it."""
        self._loaded = False
        self._wanted = QUrl(address)
        self._waiting = self._loading
        if not self._loading:
            self._load_wanted()

    @property
    def is_ready(self) -> bool:
        """Whether the document is there and its blocks can be spoken of."""
        return self._loaded

    def tell(self, function: str, *arguments: Any, answer: Callable[[Any], None] | None = None) -> None:
        """Calls a function of `pane.js` or of the pane's own script; `answer` gets the text or number it returns."""
        call = f"pane.{function}({', '.join(json.dumps(argument) for argument in arguments)})"
        if answer is None:
            self._page.runJavaScript(call, _WORLD)
        else:
            self._page.runJavaScript(call, _WORLD, answer)

    def selection(self, answer: Callable[[str], None]) -> None:
        """Gives what is selected, as HTML."""
        self.tell("selection", answer=lambda html: answer(html if isinstance(html, str) else ""))

    def let_go(self) -> None:
        """Tells the page that the button is no longer held, where the end of a drag has kept it from knowing."""
        page = self.focusProxy()
        if page is not None:
            nowhere, left = QPointF(-1, -1), Qt.MouseButton.LeftButton
            kind, none = QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton
            QCoreApplication.sendEvent(
                page, QMouseEvent(kind, nowhere, nowhere, left, none, Qt.KeyboardModifier.NoModifier)
            )

    def zoom(self, steps: int) -> None:
        """Zooms in or out by `steps`; 0 goes back to the natural size."""
        nearest = min(range(len(_ZOOMS)), key=lambda at: abs(_ZOOMS[at] - self.zoomFactor()))
        at = min(max(nearest + steps, 0), len(_ZOOMS) - 1) if steps else _ZOOMS.index(1.0)
        self.setZoomFactor(_ZOOMS[at])
        self.zoomed.emit(_ZOOMS[at])

    def search(self, text: str, back: bool, answer: Callable[[int, int], None]) -> None:
        """Goes to the next place of `text` or to the one before; `answer` gets its number and how many there are.

        It begins once all of the document is there: before, Chromium finds nothing.
        """
        flags = QWebEnginePage.FindFlag.FindBackward if back else QWebEnginePage.FindFlag(0)

        def tell(found: QWebEngineFindTextResult) -> None:
            answer(found.activeMatch(), found.numberOfMatches())

        if self._loading:
            self._search = lambda: self._page.findText(text, flags, tell)
        else:
            self._page.findText(text, flags, tell)

    def end_search(self) -> None:
        """Takes the marks of a search away."""
        self._page.findText("")

    def set_background(self, colour: str) -> None:
        """The colour that shows before a document is painted."""
        self._page.setBackgroundColor(QColor(colour))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.pos()
        place = where / self.zoomFactor()
        spot = self.mapToGlobal(where)
        self.tell("highlightAt", place.x(), place.y(), answer=self._on_menu_highlight)
        self.tell("blockAt", place.x(), place.y(), answer=lambda block: self.menu_wanted.emit(block or "", spot))
        event.accept()

    def event(self, event: QEvent) -> bool:
        # Chromium's own input widget arrives later; it must pass drops on as well.
        if isinstance(event, QChildEvent) and isinstance(child := event.child(), QWidget):
            child.setAcceptDrops(False)
        return super().event(event)

    def close_down(self) -> None:
        """Takes the page away before the view, as Qt wants it; the view is of no use afterwards."""
        if shiboken6.isValid(self._page):
            shiboken6.delete(self._page)

    def on_view(self, box: Sequence[float]) -> QRect:
        """A box of the document, [left, top, width, height] in its own px, as one of the view."""
        left, top, width, height = (round(length * self.zoomFactor()) for length in box)
        return QRect(left, top, max(width, 1), max(height, 1))

    def _on_menu_highlight(self, name: str) -> None:
        self.highlight_at_menu = name or ""

    def _on_selected(self, news: list[Any]) -> None:
        if news:
            self.selected.emit(news[0], self.on_view(news[1]))
        else:
            self.selected.emit([], QRect())

    def _on_ready(self, address: str) -> None:
        # A document that was left before it was there may still speak up.
        if QUrl(address) == self._wanted:
            self._loaded = True
            self.ready.emit()

    def _load_wanted(self) -> None:
        self._loading = True
        self._waiting = False
        self._page.own_address = self._wanted
        self.load(self._wanted)

    def _on_load_finished(self, _well: bool) -> None:
        # A refused navigation ends with this signal too: it comes when nothing is under way.
        if self._loading:
            self._loading = False
            if self._waiting:
                self._load_wanted()
            elif self._search is not None:
                self._search()
                self._search = None


class _Bridge(QObject):
    """All that a pane's script can say: ids of blocks and highlights, places in their texts, and distances."""

    ready_ = Signal(str)
    clicked_ = Signal(str)
    scrolled_ = Signal(list)
    dragged_ = Signal()
    selected_ = Signal(list)
    highlight_clicked_ = Signal(str, list)

    @Slot(str)
    def ready(self, address: str) -> None:
        self.ready_.emit(address)

    @Slot(str)
    def clicked(self, block: str) -> None:
        self.clicked_.emit(block)

    @Slot()
    def dragged(self) -> None:
        self.dragged_.emit()

    @Slot(str)
    def scrolled(self, near: str) -> None:
        self.scrolled_.emit(json.loads(near))

    @Slot(str)
    def selected(self, news: str) -> None:
        self.selected_.emit(json.loads(news) if news else [])

    @Slot(str, str)
    def highlightClicked(self, name: str, box: str) -> None:
        self.highlight_clicked_.emit(name, json.loads(box))


class _LockedPage(QWebEnginePage):
    """A page that stays where it is: links, refreshes and forms lead nowhere, new windows are not made."""

    link_clicked = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.own_address = QUrl()

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        url = QUrl(url)
        if is_main_frame:
            if (
                url.adjusted(QUrl.ComponentFormattingOption(QUrl.UrlFormattingOption.RemoveFragment.value))
                == self.own_address
            ):
                return kind != QWebEnginePage.NavigationType.NavigationTypeFormSubmitted
            if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
                self.link_clicked.emit(url)
            return False
        own_file = url.scheme() == SCHEME.decode() and url.host() == self.own_address.host()
        return own_file or url.scheme() in ("data", "about")

    # Qt makes no window for None, which its stubs do not know.
    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def javaScriptConsoleMessage(self, *_: Any) -> None:
        """What Chromium says of a page's faults is no business of the reader's."""


def _script(own_script: str, own_sheet: str) -> QWebEngineScript:
    """Everything of ours that runs in a document, as soon as its tree is there."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise RuntimeError("Qt WebChannel's own script is missing")
    parts = [
        bytes(file.readAll().data()).decode(),
        *map(bundled.text, ("pane.js", "highlights.js", "dragging.js", own_script)),
    ]
    if own_sheet:
        # A sheet made here passes the page's policy, and no rule of the page can switch it off.
        parts.append(f"pane.wear({json.dumps(bundled.text(own_sheet))});")
    return _made("paperknife", "\n".join(parts))


def _no_drags() -> QWebEngineScript:
    """For the frames in a page too, which know nothing else of ours: no drag of the browser's own begins."""
    script = _made("no drags", 'addEventListener("dragstart", (event) => event.preventDefault(), true);')
    script.setRunsOnSubFrames(True)
    return script


def _made(name: str, source: str) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName(name)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(_WORLD)
    script.setSourceCode(source)
    return script
