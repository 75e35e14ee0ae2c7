"""A SPARQL 1.1 endpoint whose engine is INRIA's CORESE, in Java: for tests, on loopback alone.

``python corese_server.py PORT``. The Python package `pycorese` ships the engine and no server,
so this is the thinnest one: a form that holds ``query`` or ``update`` is handed to CORESE, and
what CORESE writes is handed back as it is.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

from pycorese.jpype_bridge import JPypeBridge


class Endpoint(BaseHTTPRequestHandler):
    """Answers one request after the other, over one graph in memory."""

    protocol_version = "HTTP/1.1"
    java: Any
    graph: Any

    def do_POST(self) -> None:
        """Answer a query, or carry out an update."""
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = (said.get("query") or said.get("update") or [""])[0]
        form = self.java.ResultFormat
        rows = "sparql-results+json" in self.headers.get("Accept", "")
        try:
            found = self.java.QueryProcess.create(self.graph).query(text)
            if found.getQuery().isUpdate():
                self._reply(204, "", "")
            elif rows:
                body = str(form.create(found, form.SPARQL_RESULTS_JSON))
                self._reply(200, body, "application/sparql-results+json")
            else:
                self._reply(200, str(form.create(found, form.RDF_XML)), "application/rdf+xml")
        except Exception as error:  # what Java throws is what the client is told
            self._reply(400, str(error), "text/plain; charset=utf-8")

    def _reply(self, status: int, body: str, media_type: str) -> None:
        content = body.encode()
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


if __name__ == "__main__":
    Endpoint.java = JPypeBridge()
    Endpoint.java.loadCorese()
    Endpoint.graph = Endpoint.java.Graph.create()
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Endpoint).serve_forever()
