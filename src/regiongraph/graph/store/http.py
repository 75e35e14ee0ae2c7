"""One exchange with a SPARQL server: bounded in time and size, and never led elsewhere.

What urllib leaves open is closed here: a total deadline (its timeout counts each read
anew, so a server that drips may hold it for ever), a limit of size, no redirects (it
would send credentials after them), and another try, after the pause that the server
names, where a request may be repeated.
"""

from __future__ import annotations

import http.client
import netrc
import os
import random
import ssl
import time
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit

from regiongraph.errors import EndpointError
from regiongraph.graph.store.connections import TRUST, Deadline, opener

if TYPE_CHECKING:
    import urllib.request

ENDPOINT = "REGIONGRAPH_ENDPOINT"
USER, PASSWORD = "REGIONGRAPH_ENDPOINT_USER", "REGIONGRAPH_ENDPOINT_PASSWORD"
TOKEN = "REGIONGRAPH_ENDPOINT_TOKEN"  # noqa: S105

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_BUSY = frozenset({429, 502, 503, 504})
_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds
_CHUNK = 1 << 16  # bytes
_SHOWN = 400  # characters of a server's own words


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Args:
        wait: Seconds without a byte, for each connection and each read.
        deadline: Seconds in all, pauses and further tries included.
        size: Bytes of an answer.
        tries: How often a request is sent at most.
    """

    wait: float = 30.0
    deadline: float = 120.0
    size: int = 512 << 20
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer.

    Args:
        status: The HTTP status.
        media_type: In lower case, without parameters.
        body: All of it: an answer that was cut off is an error.
        server: What the server calls itself, or empty.
        pause: Seconds after which the server wants to be asked again, if it says so.
        location: Where it would have us go, or empty.
    """

    status: int
    media_type: str
    body: bytes
    server: str = ""
    pause: float | None = None
    location: str = ""

    @property
    def words(self) -> str:
        """The beginning of what it says, on one line."""
        text = " ".join(self.body[: 4 * _SHOWN].decode("utf-8", "replace").split())
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def exchange(request: urllib.request.Request, *, limits: Limits, repeatable: bool = True) -> Reply:
    """Send a request and return the whole answer, whatever its status but a redirect.

    Args:
        request: What to send; credentials for its address are added.
        limits: What it may cost.
        repeatable: Whether sending it twice does the same as sending it once.

    Raises:
        EndpointError: The server cannot be reached, is busy for too long, is too slow,
            breaks off, says too much, or points elsewhere.
    """
    url = request.full_url
    header = authorization(url)
    if header:
        # Unredirected headers are those that urllib keeps to the address they were made for.
        request.add_unredirected_header("Authorization", header)
    end = time.monotonic() + limits.deadline
    for number in range(1, limits.tries + 1):
        last = number == limits.tries or not repeatable
        try:
            reply = _once(request, limits, end)
        except ConnectionError as error:
            if last or not _paused(None, number, end):
                what = f"no connection ({error.strerror or error})"
                raise EndpointError(what, where=url, remedy="Is the server running?") from error
            continue
        if reply.status not in _BUSY or last or not _paused(reply.pause, number, end):
            break
    if reply.location:
        what = f"it answers {reply.status} and points to {reply.location}"
        raise EndpointError(what, where=url, remedy="If you trust that address, give it instead.")
    return reply


def authorization(url: str) -> str | None:
    """Return the credentials for an address from the environment or netrc, or None.

    Those of the environment belong to the scheme, host and port of
    ``REGIONGRAPH_ENDPOINT`` and go nowhere else; those of netrc to the host they name.

    Raises:
        EndpointError: They would travel unencrypted to another machine, or netrc is broken.
    """
    parts = urlsplit(url)
    header = _from_environment(url) or _from_netrc(parts.hostname or "")
    if header and parts.scheme != "https" and parts.hostname not in _LOCAL:
        what = "credentials would travel unencrypted"
        raise EndpointError(what, where=url, remedy="Use the https address of the endpoint.")
    return header


def _from_environment(url: str) -> str | None:
    belongs = os.environ.get(ENDPOINT)
    if not belongs or _origin(belongs) != _origin(url):
        return None
    if token := os.environ.get(TOKEN):
        return f"Bearer {token}"
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    return _basic(user, password) if user and password else None


def _from_netrc(host: str) -> str | None:
    try:
        found = netrc.netrc(os.environ.get("NETRC")).hosts.get(host)
    except FileNotFoundError:
        return None
    except (netrc.NetrcParseError, OSError) as error:
        what = f"netrc cannot be read: {error}"
        raise EndpointError(what, remedy="Mend the file, or let NETRC name another.") from error
    return _basic(found[0], found[2]) if found and found[2] else None


def _basic(user: str, password: str) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or usual


def _paused(asked: float | None, number: int, end: float) -> bool:
    """Wait before another try; return False at once if there is no time for one."""
    pause = asked if asked is not None else _PAUSE * 2 ** (number - 1) * (0.5 + random.random())  # noqa: S311
    if pause > min(_LONGEST_PAUSE, end - time.monotonic()):
        return False
    time.sleep(pause)
    return True


def _once(request: urllib.request.Request, limits: Limits, end: float) -> Reply:
    url, deadline = request.full_url, Deadline(end, limits.wait)
    request.deadline = deadline  # type: ignore[attr-defined]  # for `connections`
    try:
        with opener().open(request, timeout=deadline.left()) as response:
            reply = _whole(response, limits.size, url)
            response.connection.rest()
            return reply
    except (OSError, http.client.HTTPException, ValueError) as error:
        if deadline.over:
            what = f"the answer was not whole after {limits.deadline:g} seconds"
            remedy = "Ask for less, or allow more time."
            raise EndpointError(what, where=url, remedy=remedy) from error
        raise _failure(error, url, limits) from error


def _whole(response: Any, size: int, url: str) -> Reply:
    chunks, n_read = [], 0
    while chunk := response.read(_CHUNK):
        chunks.append(chunk)
        n_read += len(chunk)
        if n_read > size:
            what = f"the answer is larger than {size >> 20} MiB"
            raise EndpointError(what, where=url, remedy="Ask for less, or allow more.")
    if response.length:  # of what Content-Length promised
        raise http.client.IncompleteRead(b"", response.length)
    headers = response.headers
    return Reply(
        status=response.status,
        media_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        body=b"".join(chunks),
        server=headers.get("Server", ""),
        pause=_seconds(headers.get("Retry-After")),
        location=headers.get("Location", "") if 300 <= response.status < 400 else "",  # noqa: PLR2004
    )


def _seconds(retry_after: str | None) -> float | None:
    """Return seconds from now; the header gives seconds or a date (RFC 9110, 10.2.3)."""
    if not retry_after:
        return None
    with suppress(ValueError):
        return max(0.0, float(int(retry_after)))
    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    return None


def _failure(error: Exception, url: str, limits: Limits) -> Exception:
    """Return what to raise: a `ConnectionError` may be tried again."""
    if isinstance(error, EndpointError):
        return error
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        what = f"nothing came for {limits.wait:g} seconds"
        return EndpointError(what, where=url, remedy="Try later, or allow more time.")
    if isinstance(reason, ssl.SSLCertVerificationError):
        what = f"its certificate is not trusted ({reason.verify_message})"
        remedy = f"If you trust it, name the file of its certificate, or its issuer's, in {TRUST}."
        return EndpointError(what, where=url, remedy=remedy)
    if isinstance(reason, http.client.IncompleteRead):
        return EndpointError("the answer breaks off", where=url, remedy="Try again.")
    if isinstance(reason, ConnectionError | http.client.RemoteDisconnected):
        return reason
    what = f"no connection ({reason})"
    return EndpointError(what, where=url, remedy="Check the address and the network.")
