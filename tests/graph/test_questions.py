"""Questions are files: their heads fit, their parameters are terms, their faults are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from regiongraph.errors import QuestionError
from regiongraph.graph.questions import KINDS, Question, load_questions
from regiongraph.graph.vocabulary import BASE
from regiongraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from pathlib import Path

    from regiongraph.records import ReadRelease

QUESTIONS = load_questions()


@pytest.fixture(scope="module")
def graph(read_by_hand: ReadRelease) -> KnowledgeGraph:
    """Return the graph of the Leipzig release alone, without claims of the registry."""
    return KnowledgeGraph.from_read([read_by_hand], scope="none")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_every_question_is_whole_sparql(question: Question, graph: KnowledgeGraph) -> None:
    """A file can be run as it stands in any SPARQL tool, and asks without parameters."""
    assert graph.sparql(question.sparql).columns


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_every_question_has_help_and_cites(question: Question, graph: KnowledgeGraph) -> None:
    """Help is one sentence; rows carry quote, release, date and claim."""
    assert question.help.endswith(".")
    assert all(parameter.kind in KINDS for parameter in question.parameters)
    columns = graph.sparql(question.sparql).columns
    assert {"quote", "title", "publisher", "published", "url", "source", "claim"} <= set(columns)


def test_members_and_their_number(graph: KnowledgeGraph) -> None:
    """The Alliance had 23 members when it was founded and 29 in Leipzig; Saxony is one."""
    rows = graph.ask("members", of="Automotive Regions Alliance", on="2022-11-17").to_dicts()
    assert [(r["number"], r["basis"]) for r in rows if r["number"]] == [
        (29, "stated"),
        (23, "earlier"),
    ]
    assert [(r["memberLabel"], r["basis"]) for r in rows if r["member"]] == [
        ("Sachsen", "attested")
    ]
    then = graph.ask("members", of="Automotive Regions Alliance", on="2022-06-30").to_dicts()
    assert [(r["number"], r["basis"]) for r in then if r["number"]] == [
        (23, "stated"),
        (29, "later"),
    ]


def test_who_hosted(graph: KnowledgeGraph) -> None:
    """Saxony and its minister-president hosted the Alliance's conference in Leipzig."""
    rows = graph.ask("who-hosted", network="Automotive Regions Alliance").to_dicts()
    assert {r["hostLabel"] for r in rows} == {"Sachsen", "Michael Kretschmer"}
    assert {(r["placeLabel"], r["date"]) for r in rows} == {("Leipzig", date(2022, 11, 17))}


def test_who_hosted_in_a_period(graph: KnowledgeGraph) -> None:
    """The conference of November lies in November and not in December."""
    november = {"from": "2022-11-01", "until": date(2022, 11, 30)}
    assert len(graph.ask("who-hosted", **november)) == 2
    assert len(graph.ask("who-hosted", **{"from": "2022-12-01"})) == 0


def test_who_chaired(graph: KnowledgeGraph) -> None:
    """Emil Boc chaired COTER on the day of the release: attested, not stated since when."""
    (row,) = graph.ask("chaired", body="COTER", on="2022-11-17").to_dicts()
    assert (row["personLabel"], row["basis"], row["since"]) == ("Emil Boc", "attested", None)


def test_an_attestation_on_another_day_is_said_to_be_one(graph: KnowledgeGraph) -> None:
    """A week later the release is the nearest witness, and the row says that it is earlier."""
    (row,) = graph.ask("chaired", body="COTER", on="2022-11-24").to_dicts()
    assert (row["basis"], row["attested"]) == ("attested earlier", date(2022, 11, 17))


def test_a_member_is_no_chair(graph: KnowledgeGraph) -> None:
    """Thomas Schmidt is a member of the CoR; nobody is said to chair it now."""
    assert len(graph.ask("chaired", body="AdR", on="2022-11-17")) == 0


def test_what_the_registry_states_is_said_to_be_stated(read_by_hand: ReadRelease) -> None:
    """The registry gives Emil Boc's term, and cites where it is found."""
    graph = KnowledgeGraph.from_read([read_by_hand])
    row = graph.ask("chaired", body="COTER", on="2023-01-01").to_dicts()[0]
    assert (row["personLabel"], row["basis"]) == ("Emil Boc", "stated")
    assert row["since"] == date(2022, 9, 28)
    assert str(row["source"]).startswith("https://")


def test_office_holders_of_a_region(graph: KnowledgeGraph) -> None:
    """Three people hold four offices for Saxony in the release."""
    rows = graph.ask("office-holders", body="Sachsen", on="2022-11-17").to_dicts()
    assert len(rows) == 4
    assert {r["personLabel"] for r in rows} == {
        "Michael Kretschmer",
        "Thomas Schmidt",
        "Martin Dulig",
    }
    (head,) = graph.ask("office-holders", body="Sachsen", words="ministerpräsident").to_dicts()[:1]
    assert "inisterpräsident" in str(head["office"])


def test_responsible_for(graph: KnowledgeGraph) -> None:
    """Thomas Schmidt is responsible for regional development in Saxony, nobody in Navarra."""
    (row,) = graph.ask("responsible-for", portfolio="regionalentwicklung", region="Sachsen").rows
    assert "Thomas Schmidt" in row
    assert not graph.ask("responsible-for", portfolio="Regionalentwicklung", region="Navarra").rows


def test_sits_in_both(graph: KnowledgeGraph) -> None:
    """Thomas Schmidt sits in the CoR and in CoRAI: a row and a quote for each."""
    rows = graph.ask("sits-in-both", first="AdR", second="CoRAI").to_dicts()
    assert {r["memberLabel"] for r in rows} == {"Thomas Schmidt"}
    assert len({r["body"] for r in rows}) == 2
    assert not graph.ask("sits-in-both", first="AdR", second="COTER").rows


def test_adopted(graph: KnowledgeGraph) -> None:
    """The Alliance adopted the Leipzig Declaration at its conference."""
    (row,) = graph.ask("adopted", by="Automotive Regions Alliance").to_dicts()
    assert row["documentLabel"] == "Leipziger Erklärung"
    assert row["meetingLabel"] == "erste politische Konferenz"
    assert row["date"] == date(2022, 11, 17)


def test_said(graph: KnowledgeGraph, read_by_hand: ReadRelease) -> None:
    """What Kretschmer said comes whole, in German, with the place where it stands."""
    (row,) = graph.ask("said", person="Kretschmer").to_dicts()
    said = next(s for s in read_by_hand.statements if s.fields.get("text") == row["text"])
    assert (row["start"], row["end"]) == (said.evidence.start, said.evidence.end)
    assert row["language"] == "de"
    assert not graph.ask("said", person="Kretschmer", about="Landwirtschaft").rows


def test_spoke_for(graph: KnowledgeGraph) -> None:
    """María Chivite spoke for CoRAI; her name is found without its accent."""
    (row,) = graph.ask("spoke-for", body="CoRAI").to_dicts()
    assert row["speakerLabel"] == "María Chivite"
    assert len(graph.ask("spoke-for", person="maria chivite")) == 1


def test_parameters_are_terms_never_text(graph: KnowledgeGraph) -> None:
    """A quotation mark in a parameter ends no string and opens no query."""
    evil = '") } SELECT * { ?s ?p ?o } #'
    assert graph.ask("responsible-for", portfolio=evil).rows == ()
    with pytest.raises(QuestionError, match="is no IRI"):
        graph.ask("spoke-for", body="https://a> } DROP ALL #")


def test_an_iri_or_a_key_names_a_thing(graph: KnowledgeGraph) -> None:
    """What a row gives back can be asked with."""
    by_name = graph.ask("spoke-for", body="CoRAI")
    assert graph.ask("spoke-for", body=f"{BASE}organisation/corai") == by_name
    assert graph.ask("spoke-for", body="organisation/corai") == by_name


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("chaird", {}, r"no question 'chaird'.*Did you mean chaired.*adopted"),
        ("chaired", {}, r"chaired needs body.*body, on"),
        ("chaired", {"body": "COTER", "day": "2022"}, r"no parameter 'day'.*body, on"),
        ("chaired", {"bdy": "COTER"}, r"no parameter 'bdy'. Did you mean body\?"),
        ("chaired", {"body": "COTERR"}, r"nothing is called 'COTERR'.*Did you mean: .*COTER"),
        ("chaired", {"body": "COTER", "on": "17.11.2022"}, r"is no day.*2022-11-17"),
        ("chaired", {"body": "COTER", "on": "2022-11-31"}, r"is no day"),
    ],
)
def test_a_wrong_question_says_what_would_be_right(
    name: str, parameters: dict[str, str], message: str, graph: KnowledgeGraph
) -> None:
    """Names, parameters and dates that do not fit are told with their remedy."""
    with pytest.raises(QuestionError, match=message):
        graph.ask(name, **parameters)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES (?x) { (UNDEF) } }",
        "# Help.\nSELECT * { VALUES (?x) { (UNDEF) } }",
        "# Help.\n# @param x thing A thing\nSELECT * { VALUES (?x) { (UNDEF) } }",
        "# Help.\n# @param x entity A thing\nSELECT * { ?x ?p ?o }",
        "# Help.\n# @compute magic\nSELECT * { ?s ?p ?o }",
    ],
)
def test_a_file_whose_head_does_not_fit_is_refused(text: str, tmp_path: Path) -> None:
    """No help, an undeclared parameter, an unknown type, one not bound, no such computation."""
    (tmp_path / "broken.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"broken\.rq"):
        load_questions(tmp_path)


OWN = """# Which counts are at least so high.
# @param least integer The number
PREFIX schema: <https://schema.org/>
SELECT ?value ?claim WHERE { VALUES (?least) { (UNDEF) }
  ?claim schema:value ?value FILTER(?value >= ?least) } ORDER BY ?value"""


def test_questions_of_the_users_own_folder(
    tmp_path: Path, read_by_hand: ReadRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is given to a graph, or named in the environment; several are told apart by `:`."""
    import os

    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"counts-{name}.rq").write_text(OWN, encoding="utf-8")
    graph = KnowledgeGraph.from_read([read_by_hand], scope="none")
    graph.add_questions(tmp_path / "one")
    assert [row["value"] for row in graph.ask("counts-one", least=29)] == [29, 70]
    folders = os.pathsep.join(map(str, (tmp_path / "one", tmp_path / "two")))
    monkeypatch.setenv("REGIONGRAPH_QUESTIONS", folders)
    assert set(load_questions()) == {*QUESTIONS, "counts-one", "counts-two"}
    assert set(load_questions(tmp_path / "one")) == {*QUESTIONS, "counts-one", "counts-two"}


def test_a_question_hides_no_other(tmp_path: Path) -> None:
    """A name that is taken, a folder that is missing and a file that is no text are refused."""
    (tmp_path / "chaired.rq").write_text(OWN, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"question 'chaired' already.*another name"):
        load_questions(tmp_path)
    with pytest.raises(QuestionError, match=r"no folder of questions.*REGIONGRAPH_QUESTIONS"):
        load_questions(tmp_path / "nowhere")
    (tmp_path / "chaired.rq").write_bytes(b"# \xff")
    with pytest.raises(QuestionError, match="UTF-8"):
        load_questions(tmp_path)


def test_integers_and_languages_are_checked(tmp_path: Path, graph: KnowledgeGraph) -> None:
    """A question may take a number or a language; anything else is refused."""
    from regiongraph.graph.names import Names
    from regiongraph.graph.questions import answer_question

    (tmp_path / "by-number.rq").write_text(
        "# Which counts are at least so high.\n# @param least integer The number\n"
        "# @param spoken language? The language\n"
        "SELECT ?value WHERE { VALUES (?least ?spoken) { (UNDEF UNDEF) }\n"
        "  ?claim schema:value ?value FILTER(?value >= ?least) } ORDER BY ?value\n",
        encoding="utf-8",
    )
    question = load_questions(tmp_path)["by-number"]
    names = Names(graph.store)

    def ask(**values: object) -> tuple[object, ...]:
        return answer_question(question, values, store=graph.store, names=names).rows

    assert ask(least=29, spoken="de") == ((29,), (70,))
    with pytest.raises(QuestionError, match="no whole number"):
        ask(least="many")
    with pytest.raises(QuestionError, match="no language"):
        ask(least=1, spoken="German")
