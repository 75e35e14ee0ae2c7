"""Participations: who hosted, organised, addressed, attended or was invited to an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[dict[str, Any]]]
EVENT = "12. Weserkonferenz"


@pytest.mark.parametrize(
    ("sentence", "agent", "role"),
    [
        (f"An der {EVENT} nahm Landrätin Imke Dornbusch teil.", "Imke Dornbusch", "participant"),
        (f"Landrätin Imke Dornbusch eröffnete die {EVENT}.", "Imke Dornbusch", "speaker"),
        (
            f"Auf Einladung von Landrätin Imke Dornbusch kamen die Partner zur {EVENT}.",
            "Imke Dornbusch",
            "host",
        ),
        (f"Gastgeber der {EVENT} war die Stadt Kassel.", "Kassel", "host"),
        (
            f"Veranstalter der {EVENT} ist das Netzwerk der Weserregionen.",
            "Netzwerk der Weserregionen",
            "organiser",
        ),
    ],
)
def test_the_words_say_which_part_it_was(
    sentence: str, agent: str, role: str, facts: Facts
) -> None:
    """Attending, opening, inviting, hosting and organising are told apart."""
    assert facts("participation", sentence) == [{"agent": agent, "event": EVENT, "role": role}]


def test_the_event_may_stand_in_the_sentence_before(facts: Facts) -> None:
    """Speakers without an event spoke at the one named last."""
    found = facts(
        "participation",
        f"Die {EVENT} tagte. Als Gäste sprachen Imke Dornbusch und Falko Rehwinkel.",
    )
    assert sorted((one["agent"], one["event"], one["role"]) for one in found) == [
        ("Falko Rehwinkel", EVENT, "speaker"),
        ("Imke Dornbusch", EVENT, "speaker"),
    ]


def test_a_planned_event_has_an_organiser(facts: Facts) -> None:
    """Who organises it is known before it takes place."""
    sentence = f"Die {EVENT} wird am 3. Juni von Landrat Falko Rehwinkel organisiert."
    assert facts("participation", sentence) == [
        {"agent": "Falko Rehwinkel", "event": EVENT, "role": "organiser"}
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"An der {EVENT} nahm Landrätin Imke Dornbusch nicht teil.",
        f"Landrätin Imke Dornbusch wird an der {EVENT} teilnehmen.",
        f"Landrat Falko Rehwinkel blieb der {EVENT} fern.",
        f"Falko Rehwinkel sagte seine Teilnahme an der {EVENT} ab.",
    ],
)
def test_nobody_attends_by_staying_away_or_by_planning(sentence: str, facts: Facts) -> None:
    """Absence, cancellation and intention are no attendance."""
    roles = {one["role"] for one in facts("participation", sentence)}
    assert roles.isdisjoint({"participant", "speaker", "host"})


def test_a_list_goes_on_behind_an_apposition(facts: Facts) -> None:
    """To where a name has a verb of its own."""
    text = (
        f"Zu den Gästen der {EVENT} zählten Landrätin Imke Dornbusch, Falko Ahrens, Rektor der "
        "Universität Kassel, Tilda Moorkamp, Vorsitzende der Regionen am Fluss, und Jan Reetz. "
        "Erk Hansen, Rektor am Ort, kam nicht."
    )
    agents = [f["agent"] for f in facts("participation", text)]
    assert sorted(agents) == ["Falko Ahrens", "Imke Dornbusch", "Jan Reetz", "Tilda Moorkamp"]


def test_the_event_may_be_called_what_it_is(facts: Facts) -> None:
    """A general word means the event spoken of last; the next one is another."""
    text = f"Die {EVENT} begann. Landrätin Imke Dornbusch eröffnete die Veranstaltung."
    assert [f["event"] for f in facts("participation", text)] == [EVENT]
    text = f"Die {EVENT} begann. Die nächste Tagung findet 2031 in Kassel statt."
    assert [f for f in facts("event", text) if f["name"] == EVENT] == []


def test_nobody_took_part_in_what_is_to_come(facts: Facts) -> None:
    """The debate was no part of the next meeting."""
    text = (
        "Landrätin Imke Dornbusch nahm am Treffen teil. "
        "Das nächste Treffen der Weserregionen findet am 4. Juni 2024 in Kassel statt."
    )
    assert facts("participation", text) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Ann Roe, from the Wold Chamber, Carl Hale, a poet at the University of Leeds, and "
            "Jane Dale took part in the Wold Forum 2023.",
        ),
        (
            "fr",
            "Ann Roe, de l'Université de Lyon, Carl Hale, poète à l'Université de Lille, et "
            "Jane Dale ont participé au Forum des Alpes 2023.",
        ),
        (
            "pl",
            "W Forum Leśnym 2023 udział wzięli Ann Roe, profesor Uniwersytetu Śląskiego, "
            "Carl Hale z Politechniki Krakowskiej i Jane Dale.",
        ),
    ],
)
def test_a_list_goes_on_over_where_its_people_work(
    language: str, sentence: str, facts: Facts
) -> None:
    """Who takes part is the person, not the body that the person comes from."""
    found = facts("participation", sentence, language=language)
    assert sorted(f["agent"] for f in found) == ["Ann Roe", "Carl Hale", "Jane Dale"]


@pytest.mark.parametrize(
    ("language", "event", "inviting", "bridge"),
    [
        (
            "fr",
            "La Conférence du Doubs s’est tenue à Rennes.",
            "À l’invitation de Clarisse Aubenas, Étienne Marchavel a pris la parole.",
            "Clarisse Aubenas a inauguré le nouveau pont.",
        ),
        (
            "it",
            "La Conferenza del Tartaro si è tenuta a Ferrara.",
            "Su invito di Elena Bordignon, Piero Mastrangelo ha preso la parola.",
            "Elena Bordignon ha inaugurato il nuovo ponte.",
        ),
        (
            "es",
            "La Conferencia del Duero se celebró en Soria.",
            "Por invitación de Elena Valcárcel, Pedro Mostaza tomó la palabra.",
            "El puente fue inaugurado por Elena Valcárcel.",
        ),
        (
            "pt",
            "A Conferência do Douro realizou-se em Braga.",
            "A convite de Helena Valadares, Pedro Mostarda usou da palavra.",
            "A ponte foi inaugurada por Helena Valadares.",
        ),
    ],
)
def test_who_is_invited_is_no_host_and_who_opens_a_bridge_no_speaker(
    language: str, event: str, inviting: str, bridge: str, facts: Facts
) -> None:
    """Behind the inviting person a comma begins the clause; what was opened has to be the event."""
    roles = [f["role"] for f in facts("participation", f"{event} {inviting}", language=language)]
    assert sorted(roles) == ["host", "speaker"]
    assert facts("participation", f"{event} {bridge}", language=language) == []


@pytest.mark.parametrize(("day", "speakers"), [("3 May 2023", ["Ann Roe"]), ("3 May 2024", [])])
def test_an_event_after_the_publication_had_no_speakers_yet(
    day: str, speakers: list[str], facts: Facts
) -> None:
    """Whoever is announced for a later day has not spoken."""
    text = f"The Wold Forum takes place in Leeds on {day}. Keynote speaker is Ann Roe."
    found = facts("participation", text, language="en", published="2024-03-14")
    assert [f["agent"] for f in found] == speakers
