"""Updates of the SPARQL 1.1 Protocol: who may send one, and which it is.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.2. A browser sends what any page
tells it to, so an update of a page from elsewhere is refused whatever it carries, also that
of a page which may ask.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regiongraph.errors import EndpointError
from regiongraph.serve.protocol import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
"""Names under which only this machine is reached."""
TOKEN = "REGIONGRAPH_SERVE_TOKEN"  # noqa: S105
"""The variable that holds what who writes must present."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update that may be tried.

    Args:
        sparql: A SPARQL 1.1 update.
        base: Where the IRIs of things begin.
    """

    sparql: str
    base: str


def refuse_open(names: Iterable[str], token: str | None) -> None:
    """Refuse to take updates from other machines without a token.

    Args:
        names: Addresses and names under which the service is reached.
        token: What who writes must present.

    Raises:
        EndpointError: Anybody who reaches it could write.
    """
    others = sorted(set(names).difference(LOOPBACK))
    if others and not token:
        remedy = f"Set {TOKEN} to a long secret, or serve this machine alone."
        raise EndpointError("anybody could write", where=", ".join(others), remedy=remedy)


def refuse_writer(
    method: str, headers: Mapping[str, str], *, here: str, client: str, token: str | None
) -> None:
    """Refuse an update of whoever may not write.

    Args:
        method: Of the request.
        headers: Of the request, by names in lower case.
        here: The origin of the service.
        client: The address of whoever sent it, also through a proxy that tells it.
        token: What who writes must present; None: this machine alone is served.

    Raises:
        Refusal: It comes by GET, from a page or machine elsewhere, or without the token.
    """
    if method != "POST":
        raise Refusal(405, "Send an update by POST.", allow="POST")
    origin, site = headers.get("origin", here), headers.get("sec-fetch-site", "none")
    if origin != here or site not in {"none", "same-origin"}:
        raise Refusal(403, "Pages from elsewhere must not write here.")
    if token is None:
        if client not in LOOPBACK:
            raise Refusal(403, f"Only this machine may write here, and you are {client}.")
        return
    shown = headers.get("authorization", "").encode()
    if not hmac.compare_digest(shown, f"Bearer {token}".encode()):
        what = "Who writes here must present the token: Authorization: Bearer …"
        raise Refusal(401, what, **{"www-authenticate": "Bearer"})


def update(found: Sequence[tuple[str, str]], *, base: str) -> Update:
    """Return the update of a request.

    Args:
        found: Its parameters.
        base: Where the IRIs of things begin.

    Raises:
        Refusal: There is not one update alone, or graphs are named beside it.
    """
    names = [name for name, _ in found]
    if names.count("update") != 1 or "query" in names:
        raise Refusal(400, "Send one parameter 'update', and no query beside it.")
    if {"using-graph-uri", "using-named-graph-uri"} & set(names):
        raise Refusal(400, "Name graphs in the update itself, by USING or USING NAMED.")
    return Update(dict(found)["update"], base)
