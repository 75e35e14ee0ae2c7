"""Connections to servers: kept open between requests, each of their steps limited in time.

Opening a connection costs more than asking a short question, and TLS several ways to and
fro. urllib opens one a request; here it waits for the next, as long as the server does.
Everything else stays urllib's, proxies included.
"""

from __future__ import annotations

import atexit
import http.client
import io
import os
import selectors
import socket
import ssl
import threading
import time
import urllib.request
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiongraph.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

TRUST = "SSL_CERT_FILE"
"""The variable of OpenSSL that names a file of certificates to trust."""

_Key = tuple[int, int, str, str, str]
_RESTING: dict[_Key, _Connection] = {}
"""Open connections, one a process, thread, scheme and host: opening one costs more than asking."""
_MOST_RESTING = 8


@cache
def opener() -> urllib.request.OpenerDirector:
    """Return the one opener: making it for each request costs as much as the request.

    It takes requests with a ``deadline``; its answers have a ``connection``, which is closed
    after them unless it is told to ``rest``.
    """
    return urllib.request.build_opener(_AsItIs, _Http, _Https)


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """Hands on every answer; a redirect could lead credentials, or a query, to a stranger."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        """Return the response."""
        return response

    https_response = http_response


class Deadline:
    """When a whole exchange must be over, however slowly bytes drip in.

    Args:
        end: On the clock of `time.monotonic`.
        wait: Seconds without a byte.
    """

    def __init__(self, end: float, wait: float) -> None:
        self._end, self._wait = end, wait

    @property
    def over(self) -> bool:
        """Whether it has passed."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Return the seconds that the next step may take; once it has passed, next to none."""
        return max(0.001, min(self._wait, self._end - time.monotonic()))


class _Steps(io.RawIOBase):
    """What a connection sends, each read of it limited to what is left of the time.

    Args:
        stream: The connection, read by `socket.SocketIO`.
        connected: Its socket, whose timeout counts for one read.
        deadline: What is left.
    """

    def __init__(self, stream: io.RawIOBase, connected: socket.socket, deadline: Deadline) -> None:
        self._stream, self._socket, self._deadline = stream, connected, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        if self._deadline.over:
            raise TimeoutError
        self._socket.settimeout(self._deadline.left())
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """An answer; unless its connection was put to rest, it ends with it."""

    def __init__(self, connection: _Connection, sock: socket.socket, *args: Any, **options: Any):
        super().__init__(sock, *args, **options)
        self.connection = connection
        self.fp = io.BufferedReader(_Steps(self.fp.detach(), sock, connection.deadline))

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        if not self.connection.resting:
            self.connection.close()


class _Connection(http.client.HTTPConnection):
    deadline: Deadline
    resting = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._create_connection = self._connected  # what `connect` calls

    def _connected(self, *args: Any, **options: Any) -> socket.socket:
        found = socket.create_connection(*args, **options)
        found.settimeout(self.deadline.left())  # the handshake of TLS comes next
        return found

    def ask(self, request: Any, key: _Key) -> _Response:
        """Send a request and return the answer, of which the head was read."""
        self.deadline, self.key, self.resting = request.deadline, key, False
        self.response_class = partial(_Response, self)  # type: ignore[assignment]
        self.timeout = request.timeout
        heads = _heads(request)
        try:
            self.request(request.get_method(), request.selector, request.data, heads)
            response = self.getresponse()
        except BaseException:
            self.close()
            raise
        response.msg = response.reason  # type: ignore[assignment]  # as urllib has it
        return response  # type: ignore[return-value]

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.deadline.left())
        super().send(data)

    def rest(self) -> None:
        """Wait for the next request to the same server, if that server waits, too."""
        if self.sock is not None:
            self.resting = True
            _RESTING[self.key] = self
            oldest = tuple(_RESTING)[:-_MOST_RESTING]  # a copy: other threads rest theirs meanwhile
            for key in oldest:
                if (other := _RESTING.pop(key, None)) is not None:
                    other.close()


class _SecureConnection(_Connection, http.client.HTTPSConnection):
    """The same under TLS."""

    def __init__(self, host: str) -> None:
        super().__init__(host, context=_trusted(os.environ.get(TRUST)))


@cache
def _trusted(file: str | None) -> ssl.SSLContext:
    """Return whom to trust: this machine's authorities, or those in a file."""
    if file and not Path(file).is_file():
        remedy = "Name a file of certificates in PEM, or unset it."
        raise EndpointError(f"{TRUST} names no file", where=file, remedy=remedy)
    return ssl.create_default_context()


def _answered(make: Callable[..., _Connection], request: Any) -> _Response:
    tunnel = request._tunnel_host or ""
    key = os.getpid(), threading.get_ident(), request.type, request.host, tunnel
    connection = _RESTING.pop(key, None)
    if connection is not None and not _silent(connection.sock):
        connection.close()
        connection = None
    if connection is None:
        connection = make(request.host)
        if tunnel:  # to the server through a proxy, which alone hears its own credentials
            connection.set_tunnel(tunnel, headers=_heads(request, of_proxy=True))
    return connection.ask(request, key)


def _heads(request: Any, *, of_proxy: bool = False) -> dict[str, str]:
    heads = {**request.headers, **request.unredirected_hdrs}
    if request._tunnel_host:
        return {k: v for k, v in heads.items() if k.startswith("Proxy-") is of_proxy}
    return heads


def _silent(connected: socket.socket) -> bool:
    """Whether nothing came on a connection at rest: not its end, nor what nobody asked for."""
    with selectors.DefaultSelector() as ready:
        ready.register(connected, selectors.EVENT_READ)
        return not ready.select(0)


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: Any) -> http.client.HTTPResponse:
        return _answered(_Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: Any) -> http.client.HTTPResponse:
        return _answered(_SecureConnection, req)


@atexit.register
def _close() -> None:
    for connection in tuple(_RESTING.values()):
        connection.close()
