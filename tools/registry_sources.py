"""Sources of the registry: how the collected tables cite them, their titles and licences."""

from __future__ import annotations

import re

# (id, how the collected table cites it, what it is, licence)
SOURCES = [
    ("cldr-41", r"deb:unicode-cldr-core.*", "Unicode CLDR 41, subdivisions", "Unicode licence"),
    ("cldr-48", r"npm:cldr-subd.*", "Unicode CLDR 48.2.0, subdivisions", "Unicode licence"),
    (
        "cldr-territories",
        r"",
        "Unicode CLDR 47, territories, as in Babel 2.18.0",
        "Unicode licence",
    ),
    (
        "countries",
        r"github:countries/countries.*",
        "countries/countries on GitHub, lib/countries/data/subdivisions",
        "MIT",
    ),
    (
        "csc",
        r"(QID/native: )?github:dr5hn/.*",
        "dr5hn/countries-states-cities-database on GitHub, commit 7fda0af",
        "ODbL 1.0",
    ),
    (
        "ems",
        r"github:elastic/ems-file-service.*",
        "elastic/ems-file-service on GitHub, commit d4c50cf, from a Wikidata query",
        "ODbL 1.0",
    ),
    (
        "eu-countries",
        r"names: EU authority table country.*",
        "EU Publications Office, authority table country",
        "EU reuse notice",
    ),
    (
        "eu-roles",
        r"EU Publications Office authority table role.*",
        "EU Publications Office, authority table role",
        "EU reuse notice",
    ),
    (
        "ep-meps",
        r"(EP id by exact name\+country: )?github:europarl/open-data-beta-testing:data/meps.*",
        "European Parliament, open data on Members of terms 8 and 9",
        "European Parliament legal notice",
    ),
    (
        "eurovoc",
        r"EuroVoc labels.*|EuroVoc altLabel.*",
        "EU Publications Office, EuroVoc",
        "EU reuse notice",
    ),
    ("faker", r"", "Faker 40.54.0, person providers of the EU locales", "MIT"),
    (
        "geonames",
        r"",
        "GeoNames (www.geonames.org): EU places with more than 15,000 inhabitants",
        "CC BY 4.0",
    ),
    ("iso-3166-2", r"pypi:(iso3166-2|pycountry).*", "ISO 3166-2 codes", "MIT, LGPL-2.1"),
    ("iso-codes", r"deb:iso-codes.*", "iso-codes 4.15.0", "LGPL-2.1+"),
    (
        "nuts",
        r"Eurostat NUTS2021.*",
        "Eurostat, NUTS 2021 and 2024 (https://ec.europa.eu/eurostat/web/nuts)",
        "EU reuse notice",
    ),
    ("nuts-uk", r"NUTS UK 2018.*", "Eurostat, NUTS 2018, United Kingdom", "EU reuse notice"),
    (
        "openeuropa",
        r"github:openeuropa.*",
        "openeuropa/oe_corporate_blocks on GitHub, commit 2c7c3dd, footer of EU sites",
        "EUPL-1.2",
    ),
    (
        "opensanctions-igo",
        r"QID: github:opensanctions.*",
        "opensanctions/opensanctions on GitHub, commit f33cff2, zavod/shed/wikidata/igo.py",
        "MIT",
    ),
    (
        "simplemma",
        r"inflected forms: pypi:simplemma.*",
        "inflected forms: simplemma 2.0.0",
        "MIT code; dictionaries ODbL, CC BY",
    ),
    ("wordnet", r"Open Multilingual Wordnet.*", "Open Multilingual Wordnet", "mixed, open"),
]


PRESS = r"(alias: )?seed\b.*"  # the release that the collection began with


PRESS_SOURCE = "press release of the Saxon state government, 17 November 2022"


def cite(source: str) -> str:
    """Return a source cell: ids of ``sources.csv`` or plain addresses, joined by `` ; ``."""
    parts: dict[str, None] = {}
    for raw in re.split(r" ?; | ;$| \+ (?=http)", source):
        part = raw.strip()
        known = [i for i, how, _, _ in SOURCES if how and re.fullmatch(how, part)]
        if re.fullmatch(PRESS, part):
            parts[PRESS_SOURCE] = None
        else:
            parts[known[0] if known else github(part)] = None
    return " ; ".join(part for part in parts if part)


def github(part: str) -> str:
    """Write a repository citation as an address."""
    return re.sub(r"github:([\w.-]+/[\w.-]+)", r"https://github.com/\1 ", part).strip()
