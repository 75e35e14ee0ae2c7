"""A graph folder served over HTTP: SPARQL 1.1 Protocol, pages of things, VoID.

::

    app.py           the addresses, and what guards them
    protocol.py      request → query; SPARQL 1.1 Protocol and content negotiation
    updates.py       request → update, and who may send one; without ``writable`` nobody
    workers.py       query → answer, update → change, in processes that can be stopped
    things.py        what a graph says of one thing, as rows and as triples
    descriptions.py  service description and VoID

Queries run in worker processes because no engine that runs in ours can stop one: a query
that runs away is killed with its worker, and the others go on. Oxigraph's own server
cannot do that (it cuts the answer and says 200), fetches what ``SERVICE`` names, and
takes updates; rdflib-endpoint reads through rdflib, thirty times slower.
"""

from __future__ import annotations

from regiongraph.serve.app import Service, application, serve
from regiongraph.serve.workers import Bounds

__all__ = ["Bounds", "Service", "application", "serve"]
