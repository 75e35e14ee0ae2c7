"""Compile the registry's bulk tables from a folder of collected facts.

Run ``python tools/compile_registry.py SOURCE_FOLDER data/registry``; ``compile_towns.py``
makes the small towns and the countries. The source folder holds
``registry/*.csv`` (regions, bodies, offices, people, memberships) and
``ner/names/*.tsv`` (places, first names). Same input gives the same bytes.
Tables kept by hand (names, policies, demonyms, the ``.toml`` files) are not touched.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from registry_sources import PRESS_SOURCE, SOURCES, cite

Row = dict[str, str]

OFFICIAL = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
LANGUAGES = {*OFFICIAL, "ca", "eu", "gl", "lb"}
_OWN_CODE = {"BG", "DE", "ES", "FI", "FR", "HR", "HU", "IT", "LT", "LV", "MT", "NL", "PL", "PT"}
NATIVE = {
    **{country: country.lower() for country in (*_OWN_CODE, "RO", "SK")},
    **{"AT": "de", "CZ": "cs", "DK": "da", "EE": "et", "GB": "en", "GR": "el", "IE": "en"},
    **{"SE": "sv", "SI": "sl"},
}
"""Language of the native names; countries with several languages are left undetermined."""


LIKENESS = 0.62  # least ratio of equal letters between an alias and another name

# Latin letters that stand in Cyrillic or Greek words of some sources, and what is meant.
CYRILLIC = str.maketrans("AaBcCeEHKMoOpPTtxXy", "АаВсСеЕНКМоОрРТтхХу")
GREEK = str.maketrans("ABEHIKMNOPTXYZo", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖο")


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: str, rows: list[Row]) -> None:
    """Write rows, sorted by their first column, with LF line ends."""
    names = columns.split()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row[names[0]]))


def one_script(text: str) -> str:
    """Replace Latin look-alikes in words of another script, e.g. in ``Aттика``."""

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if re.search(r"[\u0400-\u04ff]", word):
            return word.translate(CYRILLIC)
        return word.translate(GREEK) if re.search(r"[\u0370-\u03ff]", word) else word

    return re.sub(r"\w+", mend, text)


def clean(name: str) -> list[str]:
    """Return the names in a source label, without qualifiers: ``Attyka (region)`` → Attyka."""
    name = unicodedata.normalize("NFC", one_script(name)).replace("’", "'")
    name = re.sub(r"\s*\(.*?\)", "", name).split(",")[0].strip()
    return [part.strip() for part in name.split("/") if len(part.strip()) > 1]


def pack(names: list[tuple[str, str]]) -> str:
    """Return ``lang:text|lang:text``, languages sorted, first name of a language first."""
    kept: dict[tuple[str, str], str] = {}
    for language, text in names:
        kept.setdefault((language, text.casefold()), f"{language}:{text}")
    return "|".join(kept[key] for key in sorted(kept, key=lambda key: key[0]))


def labelled(row: Row, prefix: str = "name_") -> list[tuple[str, str]]:
    """Return the cells of the official languages that have text."""
    return [(lang, row[prefix + lang]) for lang in OFFICIAL if row[prefix + lang]]


def aliases(row: Row) -> list[tuple[str, str]]:
    """Return the aliases in languages of the EU or of unknown language (``und``)."""
    pairs = (cell.partition(":")[::2] for cell in row["aliases"].split("|") if cell)
    return [(lang or "und", text) for lang, text in pairs if lang in LANGUAGES or not lang]


def region_names(row: Row, native: str) -> str:
    """Return the packed names of a region: labels, native name, aliases without `X, Type`."""
    found = [*labelled(row), (native, row["name_native"])]
    spoken = [(lang, text) for lang, text in aliases(row) if "," not in text]
    usual = [text for lang, text in [*found, *spoken] if lang not in {"en", "und"}]
    usual.append(row["name_en"])
    found += [
        (lang, text) for lang, text in spoken if lang not in {"en", "und"} or like(text, usual)
    ]
    return pack([(lang, name) for lang, text in found for name in clean(text)])


def like(alias: str, names: list[str]) -> bool:
    """Tell whether some word of an alias looks like some word of a name.

    One source translated names word by word ("White" for Alba): those look like nothing else.
    """
    if not alias.isascii():
        return True
    known = {word.casefold() for name in names for word in name.split()}
    return any(
        SequenceMatcher(None, word.casefold(), other).ratio() >= LIKENESS
        for word in alias.split()
        for other in known
    )


def wanted(row: Row, cited: set[str]) -> bool:
    """Tell whether a territory matters politically: anchors, NUTS 2, German districts."""
    code, level = row["region_id"], row["level"]
    if row["is_anchor"] == "1":
        return True
    if row["scheme"] != "NUTS" or "2024" not in row["version"]:
        return False
    if code in cited:
        return True
    town = re.search(r", (Kreisfreie Stadt|Stadtkreis)$", row["name_native"])
    return level == "2" or (level == "3" and code.startswith("DE") and not town)


def one_per_territory(rows: list[Row], cited: set[str]) -> tuple[list[Row], dict[str, str]]:
    """Return one row a territory, and the code that stands for each code left out.

    The topmost anchor wins (ES22 for ES220), a code of 2021 gives way to that of 2024, and
    rows that do not matter fall to their parent.
    """
    chosen: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["is_anchor"] != "1", row["level"] or "9")):
        if wanted(row, cited):
            chosen.setdefault(row["territory_key"] or row["region_id"], row)
    by_code = {row["region_id"]: row for row in rows}
    successors = {
        (row["country_iso2"], row["level"], row["name_en"]): row for row in chosen.values()
    }

    def stand_in(code: str) -> str:
        while code:
            row = by_code[code]
            if row["version"] == "2021":
                same_name = (row["country_iso2"], row["level"], row["name_en"])
                row = successors.get(same_name, row)
            same = chosen.get(row["territory_key"] or row["region_id"])
            if same:
                return same["region_id"]
            code = row["parent"]
        return ""

    return list(chosen.values()), {code: stand_in(code) for code in by_code}


def region_kind(row: Row) -> str:
    """Return what a territory is called in its country, or what it is for statistics."""
    if row["is_anchor"] == "1":
        return row["iso_type"] or row["scheme"]
    return "District" if row["level"] == "3" else "Statistical region"


def key_of(code: str, countries: set[str], stand_in: dict[str, str]) -> str:
    """Return the registry key for a territory code: ``country/DE``, ``region/DED``."""
    code = stand_in.get(code, code)
    if code in countries:
        return "country/" + {"EL": "GR", "UK": "GB"}.get(code, code)
    return f"region/{code}" if code else ""


def ancestor(row: Row, stand_in: dict[str, str], by_code: dict[str, Row]) -> str:
    """Return the code of the nearest territory above that is kept, or of the country."""
    code, above = row["region_id"], row["parent"] or row["eurostat_country"]
    while stand_in.get(above) in {code, None, ""} or stand_in[above] == stand_in[code]:
        above = by_code[above]["parent"]
    return stand_in[above]


def compile_regions(rows: list[Row], cited: set[str]) -> tuple[list[Row], dict[str, str]]:
    """Return region and country rows, and the key for every territory code."""
    kept, stand_in = one_per_territory(rows, cited)
    by_code = {row["region_id"]: row for row in rows}
    countries = {row["region_id"] for row in rows if row["level"] == "0"}
    result = []
    for row in kept:
        code, country = row["region_id"], row["level"] == "0"
        parent = "" if country else ancestor(row, stand_in, by_code)
        result.append(
            {
                "key": key_of(code, countries, stand_in),
                "kind": region_kind(row),
                "level": row["level"],
                "parent": key_of(parent, countries, stand_in),
                "country": "country/" + row["country_iso2"],
                "nuts": row["nuts_code"],
                "nuts_version": row["version"],
                "iso_3166_2": row["iso_3166_2"],
                "wikidata": row["wikidata_qid"],
                "wikidata_basis": row["qid_basis"],
                "names": region_names(row, NATIVE.get(row["country_iso2"], "und")),
                "source": cite(row["source"]),
            }
        )
    return result, {code: key_of(code, countries, stand_in) for code in by_code}


def compile_bodies(rows: list[Row], keys: dict[str, str]) -> tuple[list[Row], dict[str, str]]:
    """Return rows of organisations and documents, and the key of each."""
    body_keys = {
        row["body_id"]: ("document/" if row["kind"] == "document" else "organisation/")
        + row["body_id"]
        for row in rows
    }
    result = []
    for row in rows:
        short = labelled(row, "abbr_")
        if len(short) == len(OFFICIAL) and len({text for _, text in short}) == 1:
            short = [("mul", short[0][1])]
        long = [("en", row["name_en"])] if not any(labelled(row)) and row["name_en"] else []
        spoken = [*long, *labelled(row), *aliases(row)]
        acronyms = [(lang, text) for lang, text in spoken if re.fullmatch(r"[A-Z]{2,6}", text)]
        spoken = [pair for pair in spoken if pair not in acronyms]
        result.append(
            {
                "key": body_keys[row["body_id"]],
                "kind": row["kind"].replace("_", " "),
                "status": row["status"],
                "parent": body_keys.get(row["parent"], ""),
                "region": keys.get(row["region_code"], ""),
                "founded": row["founded"],
                "wikidata": row["wikidata_qid"],
                "authority": row["eu_corporate_body_code"],
                "homepage": row["homepage"],
                "names": pack([(lang, n) for lang, t in spoken for n in [t.replace("’", "'")]]),
                "abbreviations": pack(short + acronyms),
                "source": cite(row["source"]),
            }
        )
    return result, body_keys


def compile_people(rows: list[Row]) -> list[Row]:
    """Return rows of persons; variants of one word or in lost letters are left out."""
    result = []
    for row in rows:
        variants = [v for v in row["variants"].split("|") if " " in v and "?" not in v]
        number = row["ep_id"]
        result.append(
            {
                "key": f"person/{row['person_id']}",
                "country": f"country/{row['country_iso2']}" if row["country_iso2"] else "",
                "party": row["party"],
                "homepage": f"https://data.europarl.europa.eu/person/{number}" if number else "",
                "names": pack([("mul", name) for name in [row["name"], *variants]]),
                "source": cite(row["source"]),
            }
        )
    return result


CLAIM_KINDS = {"holds_office": "post", "member_of": "membership", "presides": "presidency"}


def compile_claims(rows: list[Row], keys: dict[str, str], bodies: dict[str, str]) -> list[Row]:
    """Return the dated posts and memberships of subjects that have a row.

    What only the release says that the collection began with is left out: that is for
    reading to find.
    """
    result = []
    for row in rows:
        if cite(row["source"]) == PRESS_SOURCE or not row["subject_id"]:
            continue
        person = row["subject_type"] == "person"
        subject = f"person/{row['subject_id']}" if person else keys[row["subject_id"]]
        result.append(
            {
                "id": row["fact_id"],
                "kind": CLAIM_KINDS[row["relation"]],
                "subject": subject,
                "office": row["office_label"].replace("excerpts", "source"),
                "office_class": row["office_class"],
                "organisation": bodies.get(row["organisation_id"], ""),
                "region": keys.get(row["region_code"], ""),
                "start": row["start"],
                "end": row["end"],
                "as_of": row["as_of"],
                "confidence": row["confidence"],
                "note": row["note"].replace("excerpt", "source"),
                "source": cite(row["source"]),
            }
        )
    return result


def compile_offices(rows: list[Row]) -> list[Row]:
    """Return the office words whose licence and quality are sure."""
    result = []
    for row in rows:
        if row["confidence"] == "low":
            continue
        forms = [row["label_feminine"], *row["forms"].split("|"), *row["forms_feminine"].split("|")]
        result.append(
            {
                "office_class": row["office_class"],
                "language": row["lang"],
                "label": row["label"],
                "forms": "|".join(sorted({form for form in forms if form})),
                "source": cite(row["source"]),
            }
        )
    return sorted(result, key=lambda row: (row["language"], row["label"]))


def read_columns(path: Path) -> list[list[str]]:
    """Return the cells of a TSV file whose comments begin with ``#``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def compile_places(lines: list[list[str]]) -> list[Row]:
    """Return the towns with their alternate names, the language of which is not known."""
    result = []
    for name, country, _, population, latitude, longitude, number, alternates in lines:
        other = [("und", text) for text in sorted(set(alternates.split("|"))) if text]
        result.append(
            {
                "key": f"place/{number}",
                "country": f"country/{country}",
                "population": population,
                "latitude": latitude,
                "longitude": longitude,
                "names": pack([("mul", name), *other]),
                "source": "geonames",
            }
        )
    return result


def compile_registry(source: Path, target: Path) -> None:
    """Write every bulk table of the registry."""
    tables = {path.stem: read(path) for path in sorted((source / "registry").glob("*.csv"))}
    facts, names = tables["memberships"], source / "ner" / "names"
    cited = {row["region_code"] for row in facts} | {row["region_code"] for row in tables["bodies"]}
    regions, keys = compile_regions(tables["regions"], cited)
    bodies, body_keys = compile_bodies(tables["bodies"], keys)
    in_office = {row["subject_id"] for row in facts}
    persons = [
        row
        for row in tables["people"]
        if row["person_id"] in in_office and cite(row["source"]) != PRESS_SOURCE
    ]
    members = [row for row in tables["people"] if row["person_id"] not in in_office]
    write(
        target / "regions.csv",
        "key kind level parent country nuts nuts_version iso_3166_2 wikidata wikidata_basis"
        " names source",
        regions,
    )
    write(
        target / "bodies.csv",
        "key kind status parent region founded wikidata authority homepage names abbreviations"
        " source",
        bodies,
    )
    write(target / "people.csv", "key country party homepage names source", compile_people(persons))
    write(target / "meps.csv", "key country homepage names source", compile_people(members))
    write(
        target / "claims.csv",
        "id kind subject office office_class organisation region start end as_of confidence note"
        " source",
        compile_claims(facts, keys, body_keys),
    )
    offices = compile_offices(tables["offices"])
    write(target / "offices.csv", "office_class language label forms source", offices)
    places = compile_places(read_columns(names / "places.tsv"))
    columns = "key country population latitude longitude names source"
    write(target / "places.csv", columns, places)
    sources = [{"id": i, "title": title, "licence": licence} for i, _, title, licence in SOURCES]
    write(target / "sources.csv", "id title licence", sources)
    first = [
        f"{cells[0]}\t{cells[1]}\t{cells[5]}\n" for cells in read_columns(names / "first-names.tsv")
    ]
    text = "# name\tlanguages\tgender (m, f, mf or open); source: faker\n" + "".join(sorted(first))
    (target / "first-names.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    compile_registry(Path(sys.argv[1]), Path(sys.argv[2]))
