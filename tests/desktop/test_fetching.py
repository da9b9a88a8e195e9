"""Fetching asks only by https, ends at a limit, can be stopped, and says in words what went wrong."""

import http.server
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperknife.desktop.fetching import fetch
from paperknife.errors import Cancelled

LIST = b"! Title: A list\n##.ad\n" * 20_000


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/list.txt":
            self.send_response(200)
            self.send_header("Content-Length", str(len(LIST)))
            self.end_headers()
            self.wfile.write(LIST)
        elif self.path == "/broken.txt":
            self.send_response(200)
            self.send_header("Content-Length", str(len(LIST) * 2))
            self.end_headers()
            self.wfile.write(LIST)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/list.txt")
            self.end_headers()
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on this machine whose certificate is trusted here."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    ask = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run([*ask, "-subj", "/CN=paperknife", "-addext", "subjectAltName=IP:127.0.0.1"], check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl to make a certificate with")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("no_proxy", "*")
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    made.socket = context.wrap_socket(made.socket, server_side=True)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"https://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_list_is_fetched_and_says_how_far_it_is(server: str) -> None:
    shares: list[float] = []
    assert fetch(f"{server}/list.txt", 10_000_000, shares.append) == LIST
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nothing", "404"), ("/away", "only https"), ("/broken.txt", "broke off"), ("/list.txt", "too large")],
)
def test_what_goes_wrong_is_said(server: str, path: str, words: str) -> None:
    with pytest.raises(OSError, match=words):
        fetch(f"{server}{path}", 100_000 if path == "/list.txt" else 10_000_000, lambda _share: None)


def test_a_stranger_is_not_trusted(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(OSError, match=r"(?i)certificate"):
        fetch(f"{server}/list.txt", 10_000_000, lambda _share: None)


def test_it_can_be_stopped(server: str) -> None:
    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(f"{server}/list.txt", 10_000_000, stop)


@pytest.mark.parametrize("address", ["http://localhost/list.txt", "file:///etc/passwd", "ftp://localhost/list.txt", ""])
def test_nothing_but_https_is_asked(address: str) -> None:
    with pytest.raises(OSError, match="only https"):
        fetch(address, 1_000, lambda _share: None)


def test_without_a_network_it_says_so_at_once() -> None:
    with pytest.raises(OSError, match="refused"):
        fetch("https://127.0.0.1:9/list.txt", 1_000, lambda _share: None)
