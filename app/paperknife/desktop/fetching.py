"""Fetches one text from the network, when the person asked for just that; the only place that opens a connection."""

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPMessage
from typing import IO

from paperknife import __version__

# Seconds: for an answer, and for everything.
_PATIENCE = 20
_LONGEST = 180
_PIECE = 65_536


def fetch(address: str, most: int, report: Callable[[float], None]) -> bytes:
    """What lies at an https address, of at most `most` bytes. Raises OSError, and what `report` raises to stop it.

    `report` gets how far it is, from 0 to 1; 0 as long as that is not known.
    """
    _check(address)
    report(0.0)
    opener = urllib.request.build_opener(_HttpsOnly, urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    request = urllib.request.Request(address, headers={"User-Agent": f"Paperknife/{__version__}"})
    end = time.monotonic() + _LONGEST
    try:
        with opener.open(request, timeout=_PATIENCE) as answer:
            told = int(answer.headers.get("Content-Length") or 0)
            data = bytearray()
            while piece := answer.read1(_PIECE):
                data += piece
                if len(data) > most:
                    raise OSError("it is too large for a list")
                if time.monotonic() > end:
                    raise TimeoutError("it takes too long")
                report(min(1.0, len(data) / told) if told else 0.0)
            if told > len(data):
                raise OSError("the connection broke off")
            return bytes(data)
    except urllib.error.HTTPError as error:
        raise OSError(f"the server says {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        reason = error.reason
        said = reason.strerror if isinstance(reason, OSError) else ""
        raise OSError(str(said or reason).lower()) from error
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(str(error) or "the answer makes no sense") from error


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to an address that others on the way could read or change."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(address: str) -> None:
    if not address.lower().startswith("https://"):
        raise OSError("only https addresses are fetched")
