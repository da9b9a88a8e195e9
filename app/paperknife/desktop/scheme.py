"""Serves open pages from memory under the address `paper://page-17/…` and lets nothing else be asked for."""

import os
from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

SCHEME = b"paper"
# No script may ever be allowed here; allow-same-origin is what lets the page's own web fonts load.
POLICY = (
    b"default-src 'none'; img-src paper: data:; media-src paper: data:; style-src paper: 'unsafe-inline'; "
    b"font-src paper: data:; frame-src paper: data:; sandbox allow-same-origin"
)
# Without this, <link rel=preconnect> opens connections that neither the policy nor the interceptor sees.
NO_HOSTS = '"--host-resolver-rules=MAP * ~NOTFOUND"'

_Attribute = QWebEngineSettings.WebAttribute
OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.PluginsEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.LocalStorageEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.PdfViewerEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
)


def register() -> None:
    """Shuts the network and names the scheme. Once, before the QApplication is made."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if NO_HOSTS not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} {NO_HOSTS}".strip()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses to start as root inside its sandbox.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() != SCHEME:
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
        QWebEngineUrlScheme.registerScheme(scheme)


class Shelf:
    """What may be asked for: per open page a host of its own, and under it paths with bytes."""

    def __init__(self) -> None:
        self._hosts: dict[str, dict[str, tuple[bytes, bytes]]] = {}
        self._numbers: Iterator[int] = count(1)

    def new_host(self) -> str:
        """A host name that no page has had before."""
        host = f"page-{next(self._numbers)}"
        self._hosts[host] = {}
        return host

    def put(self, host: str, path: str, data: bytes, mime: str) -> str:
        """Keeps `data` and gives its address. Nothing is kept for a host that was cleared away."""
        if host in self._hosts:
            self._hosts[host][path] = (data, mime.encode("ascii", "replace") or b"application/octet-stream")
        return f"{SCHEME.decode()}://{host}/{path}"

    def get(self, url: QUrl) -> tuple[bytes, bytes] | None:
        """Bytes and media type for an address; None where there is nothing."""
        return self._hosts.get(url.host(), {}).get(url.path().removeprefix("/"))

    def clear(self, host: str) -> None:
        """Lets go of everything of a page."""
        self._hosts.pop(host, None)


class _Server(QWebEngineUrlSchemeHandler):
    def __init__(self, shelf: Shelf, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        # The program's own loads come from nowhere; the files of a page are asked for by that page.
        own = job.initiator().host() in ("", url.host()) and bytes(job.requestMethod().data()) == b"GET"
        found = self._shelf.get(url) if own else None
        if found is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        data, mime = found
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        # One header may have several values, which Qt's stubs do not know.
        job.setAdditionalResponseHeaders(
            {
                QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY)],  # type: ignore[dict-item]
                QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],  # type: ignore[dict-item]
            }
        )
        job.reply(QByteArray(mime), buffer)


class _Guard(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not for `paper:`, whose server looks closer, or for a data: address."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        info.block(info.requestUrl().scheme() not in (SCHEME.decode(), "data", "about"))


# What browsers take for pages that name no font.
FONTS = {
    QWebEngineSettings.FontFamily.StandardFont: "Times New Roman",
    QWebEngineSettings.FontFamily.SerifFont: "Times New Roman",
    QWebEngineSettings.FontFamily.SansSerifFont: "Arial",
    QWebEngineSettings.FontFamily.FixedFont: "Monospace",
}


def profile(shelf: Shelf, parent: QObject | None = None) -> QWebEngineProfile:
    """A profile that keeps nothing on disk, runs no script of a page and reaches nothing but `shelf`."""
    made = QWebEngineProfile(parent) if parent else QWebEngineProfile()
    guard = _Guard(made)
    made.setUrlRequestInterceptor(guard)
    made.installUrlSchemeHandler(QByteArray(SCHEME), _Server(shelf, made))
    made.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    for attribute in OFF:
        made.settings().setAttribute(attribute, False)
    made.settings().setAttribute(_Attribute.ScrollAnimatorEnabled, True)
    made.settings().setAttribute(_Attribute.FocusOnNavigationEnabled, False)
    for family, name in FONTS.items():
        made.settings().setFontFamily(family, name)
    return made
