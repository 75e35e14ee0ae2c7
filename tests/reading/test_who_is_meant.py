"""Whom a sentence means where several are named: who follows whom, who speaks, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from regiongraph.records import ReadRelease, Statement


def slug(value: object) -> str:
    """Return the readable part of a key."""
    return str(value).rsplit("/", 1)[-1].rpartition("-")[0]


def fields(release: ReadRelease, kind: str) -> Iterable[Statement]:
    """Yield the statements of a kind."""
    return (s for s in release.statements if s.type == kind)


@pytest.mark.parametrize(
    ("language", "text", "elected"),
    [
        (
            "en",
            "Ann Halbrook was elected to succeed Tom Wexley as chair of the Wold Council.",
            {"ann-halbrook"},
        ),
        (
            "en",
            "Carl Wexley is the new mayor while Tom Harker was elected as chair.",
            {"tom-harker"},
        ),
        (
            "es",
            "Marta Robledo ha sido elegida para suceder a Pedro Loredo como presidenta.",
            {"marta-robledo"},
        ),
        (
            "fr",
            "Claire Morvan a été élue pour succéder à Paul Duval à la présidence.",
            {"claire-morvan"},
        ),
        ("fr", "La maire, Mme Duval, et les élus du conseil ont visité le port.", set()),
        ("fr", "Paul Duval, maire de Brest, a été réélu sans difficulté.", {"paul-duval"}),
        ("fr", "Paul Duval, maire de Brest, est venu sans être élu.", set()),
    ],
)
def test_whom_somebody_follows_gets_no_office(
    read_text: Callable[..., ReadRelease], language: str, text: str, elected: set[str]
) -> None:
    """A word for election tells of who follows, and of nobody in the plural noun for those."""
    found = fields(read_text(text, language=language), "appointment")
    assert {slug(s.fields["person"]) for s in found} == elected


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("es", "La consejera Marta Robledo ha destacado el papel de la red, que crece.", []),
        ("es", "Marta Robledo anunció este martes que la red crece mucho.", ["la red crece mucho"]),
        (
            "es",
            "Marta Robledo ha subrayado, durante la visita, que la red crece.",
            ["la red crece"],
        ),
        ("pt", "Marta Robledo destacou o papel da rede que cresce todos os anos.", []),
        ("it", "Marta Bordignon ha spiegato il ruolo della rete che cresce ogni anno.", []),
        (
            "en",
            "Ann Halbrook told the assembly that the bridge will open.",
            ["the bridge will open"],
        ),
    ],
)
def test_that_behind_an_object_reports_nothing(
    read_text: Callable[..., ReadRelease], language: str, text: str, said: list[str]
) -> None:
    """What "praised the network that" goes on with is no report; "told her that" reports."""
    found = fields(read_text(text, language=language), "statement")
    assert [str(s.fields["text"]) for s in found] == said


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "en",
            "Speaking at the meeting of the Wold Council, Mayor Tom Wexley said,"
            ' "We need more trains up here."',
            "tom-wexley",
        ),
        (
            "es",
            "En el pleno del Comité Europeo de las Regiones, la consejera Marta Robledo ha"
            " afirmado: «Las regiones deciden sobre su futuro».",
            "marta-robledo",
        ),
        ("en", 'Tom Wexley, whom many praised, said, "We need more trains up here."', "tom-wexley"),
    ],
)
def test_who_speaks_stands_beside_the_verb(
    read_text: Callable[..., ReadRelease], language: str, text: str, speaker: str
) -> None:
    """A body named ahead, where the speech is made, does not speak."""
    (found,) = fields(read_text(text, language=language), "statement")
    assert slug(found.fields["speaker"]) == speaker


@pytest.mark.parametrize(
    ("language", "text", "parties"),
    [
        (
            "es",
            "José Robledo ha firmado con Esther Prados y Tina Loredo el convenio de colaboración.",
            {"jose-robledo", "esther-prados", "tina-loredo"},
        ),
        ("es", "José Robledo firmó un convenio para colaborar con Esther Prados.", set()),
        (
            "it",
            "Elena Bordignon ha firmato un nuovo accordo di collaborazione con Piero Mastrangelo.",
            {"elena-bordignon", "piero-mastrangelo"},
        ),
        (
            "pt",
            "Marta Robledo assinou um novo protocolo de cooperação com Tomás Loredo.",
            {"marta-robledo", "tomas-loredo"},
        ),
    ],
)
def test_with_whom_somebody_signs(
    read_text: Callable[..., ReadRelease], language: str, text: str, parties: set[str]
) -> None:
    """Both sides of an agreement are its parties, whether it is named or not."""
    found = [s.fields["parties"] for s in fields(read_text(text, language=language), "agreement")]
    several = {slug(p) for group in found if len(group) > 1 for p in group}
    assert several == parties
