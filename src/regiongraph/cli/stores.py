"""Verbs that look after where a graph is kept: ``load``, ``endpoint``, ``serve``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from regiongraph.cli.options import DEFAULT_GRAPH
from regiongraph.cli.printing import counted, say

app = typer.Typer()


@app.command()
def load(
    graph: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")
    ] = DEFAULT_GRAPH,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Where a server takes queries.")
    ] = None,
    update: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it takes updates, if elsewhere.")
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Its Graph Store Protocol address, to use that instead."),
    ] = None,
) -> None:
    """Load a graph into the store of its folder, or a SPARQL server.

    Without `--endpoint` the store in the folder is made again. With it, each named graph is
    replaced on the server; what it holds already is not sent, so a load that broke off goes on.

    Example: `regiongraph load out/graph --endpoint http://localhost:7878/query`
    """
    from regiongraph.graph.store.embedded import EmbeddedStore, make_store_again
    from regiongraph.graph.store.endpoint import try_duplicates
    from regiongraph.graph.store.loading import load_record
    from regiongraph.graph.store.remote import RemoteStore

    if endpoint is None:
        make_store_again(graph)
        say(f"The store of {graph} is made again from its record.")
        return
    record = EmbeddedStore.from_record(graph).record()
    server = RemoteStore.connect(endpoint, update_url=update)
    journal = graph.with_name(f".{graph.name}.loads.json")
    loaded = load_record(record, server, data_url=data, journal=journal)
    server.endpoint = try_duplicates(server)
    for line in str(server.endpoint).splitlines():
        say(line)
    say(f"{counted(len(loaded.written), 'named graph')} sent, {len(loaded.kept)} there already.")
    if loaded.strange:
        say(f"{counted(len(loaded.strange), 'other named graph')} on the server left alone.")


@app.command("endpoint")
def endpoint_(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where it takes queries.")],
    update: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it takes updates, if elsewhere.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write a triple into two graphs, and remove it.")
    ] = False,
) -> None:
    """Say how a SPARQL endpoint reads graphs, and what it allows.

    Example: `regiongraph endpoint http://localhost:7878/query`
    """
    from regiongraph.graph.store.endpoint import try_duplicates
    from regiongraph.graph.store.remote import RemoteStore

    store = RemoteStore.connect(url, update_url=update)
    for line in str(try_duplicates(store) if write else store.endpoint).splitlines():
        say(line)


@app.command()
def serve(
    graph: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")
    ] = DEFAULT_GRAPH,
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 7200,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A name under which others reach it, if not only this machine does."),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A web site whose pages may ask, by CORS."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="What one query may take.")] = 30.0,
    workers: Annotated[int, typer.Option(min=1, help="Queries at the same time.")] = 2,
    writable: Annotated[
        bool, typer.Option("--writable", help="Take SPARQL updates of your own graphs.")
    ] = False,
) -> None:
    """Serve a graph to browsers and SPARQL clients, read-only unless you say otherwise.

    With `--writable`, updates may change graphs named https://w3id.org/regiongraph/id/graph/own/NAME,
    which builds keep. Other machines may write only with the token in REGIONGRAPH_SERVE_TOKEN.

    Example: `regiongraph serve out/graph --port 7200`
    """
    from regiongraph.serve import Bounds, Service
    from regiongraph.serve import serve as serve_graph
    from regiongraph.serve.updates import LOOPBACK, TOKEN

    service = Service(
        folder=graph,
        bounds=Bounds(seconds=seconds, workers=workers),
        names=(*LOOPBACK, host, *(name or ())),
        origins=tuple(allow_origin or ()),
        writable=writable,
        token=os.environ.get(TOKEN) or None,
    )
    say(f"Serving {graph} at http://{host}:{port}/ until you press Ctrl+C.")
    serve_graph(service, host=host, port=port)
