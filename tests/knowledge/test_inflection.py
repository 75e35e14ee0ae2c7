"""Names are found in the forms that each language gives them."""

from __future__ import annotations

import pytest

from regiongraph.knowledge.aliases import AliasMatcher
from regiongraph.knowledge.inflection import Inflection, phrases
from regiongraph.knowledge.registry import load_registry


@pytest.mark.parametrize(
    ("language", "text", "name", "key"),
    [
        ("bg", "решение на Европейската комисия", "Европейската комисия", "organisation/ec"),
        ("cs", "jednání v Praze", "Praze", "place/3067696"),
        ("da", "Danmarks regioner", "Danmarks", "country/DK"),
        ("de", "Sachsens Regierung", "Sachsens", "region/DED"),
        ("el", "του Ευρωπαϊκού Κοινοβουλίου", "Ευρωπαϊκού Κοινοβουλίου", "organisation/ep"),
        ("en", "Saxony's government", "Saxony", "region/DED"),
        ("es", "el Gobierno de Baviera", "Baviera", "region/DE2"),
        ("et", "kohtumine Soomes", "Soomes", "country/FI"),
        ("fi", "Euroopan komission ehdotus", "Euroopan komission", "organisation/ec"),
        ("fr", "au nom de l'Espagne", "Espagne", "country/ES"),
        ("ga", "cruinniú sa Ghearmáin", "Ghearmáin", "country/DE"),
        ("hr", "sjednica Europskog parlamenta", "Europskog parlamenta", "organisation/ep"),
        ("hu", "ülés Magyarországon", "Magyarországon", "country/HU"),
        ("it", "a nome dell'Umbria", "Umbria", "region/ITI2"),
        ("lt", "Europos Komisijos siūlymas", "Europos Komisijos", "organisation/ec"),
        ("lv", "sanāksme Igaunijā", "Igaunijā", "country/EE"),
        ("mt", "laqgħa fil-Ġermanja", "Ġermanja", "country/DE"),
        ("nl", "Frankrijks regio's", "Frankrijks", "country/FR"),
        ("pl", "rząd Saksonii", "Saksonii", "region/DED"),
        ("pt", "o Governo da Baviera", "Baviera", "region/DE2"),
        ("ro", "propunerea Comisiei Europene", "Comisiei Europene", "organisation/ec"),
        ("sk", "návrh Európskej komisie", "Európskej komisie", "organisation/ec"),
        ("sl", "seja Evropskega parlamenta", "Evropskega parlamenta", "organisation/ep"),
        ("sv", "Tysklands regioner", "Tysklands", "country/DE"),
    ],
)
def test_names_bend_in_every_official_language(
    language: str, text: str, name: str, key: str
) -> None:
    """Cases, articles, contractions and changed first letters."""
    (match,) = AliasMatcher(load_registry(), language).find(text)
    assert (text[match.start : match.end], match.keys[0]) == (name, key)


def test_a_rule_is_read_from_the_registry_form_to_the_form_in_text() -> None:
    """A rule with a plus, ki: gi+, stands for -gi with every ending that any word may take."""
    inflection = Inflection({"add": ["n"], "endings": ["nki: ngi+", "a: o"]})
    assert "helsinki" in inflection.bases("helsingin", last=True)
    assert "lunda" in inflection.bases("lundo", last=True)
    assert "lundo" not in inflection.bases("lunda", last=True)


def test_a_stem_keeps_three_letters() -> None:
    """Ulm bends, but no ending is taken from "Oni"."""
    inflection = Inflection({"endings": ["_: u i"]})
    assert inflection.bases("ulmu", last=True) == ("ulmu", "ulm")
    assert inflection.bases("oni", last=True) == ("oni",)


def test_first_letters_change_both_ways() -> None:
    """Irish: Gaillimh, i nGaillimh."""
    inflection = Inflection({"initial": ["g gh ng"]})
    assert "gaillimh" in inflection.bases("ngaillimh", last=True)
    assert inflection.mutates


def test_phrases_match_in_every_form_and_at_their_length_only() -> None:
    """Type words bend like names."""
    inflection = Inflection({"inner": ["e: en er"], "add": ["s"]})
    known = phrases(["Freie Stadt"])
    assert inflection.fits(["freien", "stadt"], known)
    assert not inflection.fits(["stadt"], known)
    assert not inflection.fits(["freien", "staat"], known)
