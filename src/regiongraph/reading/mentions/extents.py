"""How far a name built on a head noun goes, to its left and to its right."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.patterns import compiled
from regiongraph.reading.mentions.compounds import (
    compounds_nouns,
    first_of_its_own,
)
from regiongraph.reading.mentions.names import Name, is_title
from regiongraph.records import EntityType

CAPITAL = r"\p{Lu}[\p{L}\p{M}\p{N}'’]*(?:[-/]\p{L}[\p{L}\p{N}'’]*)*"


_TWO_CAPITALS = regex.compile(r"[^\S\n]\p{Lu}\p{Ll}[\p{L}-]* \p{Lu}\p{Ll}")
SPACE = r"(?:[^\S\n]|\n(?!\n))+"
_IN = regex.compile(r"(?<!\p{L})\p{Ll}{1,2} $")  # a preposition: "antog i Malmö Vattenfördraget"
_ENDING = 12  # letters of a case ending, with what it stands after
_MOST_BEFORE = 6  # words of a name before its head
TERRITORIES = (EntityType.REGION, EntityType.PLACE, EntityType.COUNTRY)
MODIFIERS = {
    EntityType.EVENT: "heads.event_modifiers",
    EntityType.DOCUMENT: "heads.document_modifiers",
}
_KINDS = (
    EntityType.ORGANISATION,
    EntityType.EVENT,
    EntityType.DOCUMENT,
    EntityType.PLACE,
)


@lru_cache(maxsize=1 << 16)  # words come again and again
def kind_of(word: str, language: Language) -> EntityType | None:
    """Return what kind of thing a head noun says, or None."""
    return next((kind for kind in _KINDS if language.heads[kind].search(word)), None)


def grown(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    starts: dict[int, Name],
    language: Language,
) -> tuple[int, int, int]:
    """Extend a head to the left over its modifiers and to the right over its complement.

    Returns:
        Where it begins, where its name ends, and where all ends that the pack lets follow:
        a head in lower case has its name end at a name or capital.
    """
    start, end = _begun(text, head, kind, starts, language), head.end()
    sure = end
    placed = adjective = False  # behind an adjective with a capital a noun may be in lower case
    described = False  # behind a noun with a capital, that is no name, an adjective may be
    opens = regex.fullmatch(language.fragment("heads.first"), head.group())
    if opens:
        start = head.start()
    while opens or not language.words.get("heads.last"):
        match = _right(language, kind).match(text, end)
        name = starts.get(match.start("word")) if match else None
        if placed and _TWO_CAPITALS.match(text, end):
            return start, end, end  # "Universidad de Soria Elena Robledo"
        if match is not None and name is None and _is_nested(text, head.group(), match, language):
            part = regex.fullmatch(language.fragment("heads.parts"), head.group())
            return start, end if part or start < head.start() else sure, end
        if match is not None and _belongs(match, name, kind, text[head.end() : end], language):
            end = sure = max(name.end if name else 0, match.end())
            territory = name is not None and name.type in TERRITORIES
            placed = territory and not language.nouns_capitalised
            adjective = bool(regex.fullmatch(language.fragment("heads.before"), match["word"]))
            described = name is None and bool(match["of"] or match["and"])
            continue
        placed = False
        step = _step(text, end, starts, language)
        if step is None:
            named_so = text[start].isupper() or (
                text[start].isdigit() and (text[head.start()].isupper() or kind is EntityType.EVENT)
            )
            return start, end if named_so else sure, end
        one_word = described and " " not in text[end : step[0]].strip()
        end, named = step
        described = False
        sure = end if named or adjective or one_word else sure
    if kind is EntityType.DOCUMENT and language.words.get("heads.last"):
        about = _about(language).match(text, end)
        end = about.end() if about else end
    return start, end, end


def _begun(
    text: str,
    head: regex.Match[str],
    kind: EntityType,
    starts: dict[int, Name],
    language: Language,
) -> int:
    """Return where a name begins: with the modifiers of its head."""
    legal = regex.fullmatch(language.fragment("heads.legal"), head.group())
    proper = kind is EntityType.PLACE or legal is not None
    left = modifiers_before(language, kind, proper=proper).search(
        text, max(0, head.start() - 80), head.start()
    )
    start = left.start("mods") if left and left["mods"] else head.start()
    return _after_place(text, start, head.start(), starts, language, kind=kind)


@cache
def _about(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what a document is about, even where names end with their head."""
    return compiled(rf"{SPACE}{language.fragment('heads.after')}(?!\p{{L}})")


def _after_place(
    text: str,
    start: int,
    head: int,
    starts: dict[int, Name],
    language: Language,
    *,
    kind: EntityType,
) -> int:
    """Return where a name of its own begins, behind a place that only says where.

    "Turussa Meren foorumi" is held in Turku, "w Lublinie konferencja" in Lublin.
    """
    start = first_of_its_own(text, start, head, language)
    first = starts.get(start)
    if first is None or first.type not in TERRITORIES:
        return start
    governs = compounds_nouns(language) or bool(language.words.get("heads.last"))
    held = kind is EntityType.EVENT and text[head].islower()
    adopted = kind is EntityType.DOCUMENT and _IN.search(text, max(0, start - 4), start)
    if (held or adopted) and not governs and first.end < head:
        return head
    if "cases.where" not in language.fragments:
        return start
    where = regex.compile(rf"{language.fragment('cases.where')}{SPACE}")
    after = where.search(text, max(start, first.end - _ENDING), first.end + 1)
    return after.end() if after and after.end() <= head else start


def set_apart(
    text: str,
    head: regex.Match[str],
    span: tuple[int, int, int],
    starts: dict[int, Name],
    language: Language,
) -> tuple[int, int, int]:
    """Cut a name at a joint between two bodies: "Port Grün and Wold University".

    Each has a head of its own, and the first a word that names it; or the first is known.

    Args:
        text: The running text.
        head: The head that has grown.
        span: Where it begins, where its name ends, and where all ends that may follow.
        starts: Known names, by where they begin.
        language: The pack.
    """
    start, end, whole = span
    bare = "words.articles" not in language.fragments  # else the second body has an article
    known = {n.end for n in starts.values() if " " in text[n.start : n.end] and n.start >= start}
    for match in _joint(language).finditer(text, start, max(end, head.end())):
        before, after = text[start : match.start()], text[match.end() : end]
        capitals = sum(word[0].isupper() for word in before.split())
        whole_body = " " in before and capitals and _has_body(before, language)
        if before and not whole_body and match.start() not in known:
            continue
        if match.end() <= head.start():
            start = match.end()
        elif bare and capitals > 1 and " " in after and _has_body(after, language):
            return start, match.start(), min(whole, match.start())
    return start, end, whole


@cache
def _joint(language: Language) -> regex.Pattern[str]:
    return regex.compile(rf"(?:\s+|(?<!\S)){language.fragment('words.and')}\s+(?=\p{{Lu}})")


def _has_body(phrase: str, language: Language) -> bool:
    """Say whether one of the words of a phrase is the head of a body's or territory's name."""
    words = regex.findall(r"\p{L}[\p{L}-]*", phrase)
    legal = language.fragment("heads.legal")
    return any(
        kind_of(word, language) is EntityType.ORGANISATION or regex.fullmatch(legal, word)
        for word in words
    )


def _is_nested(text: str, head: str, match: regex.Match[str], language: Language) -> bool:
    """Say whether a complement is a name of its own: "secrétariat du Réseau des villes".

    Adjectives with a capital may begin it: "zasedání Evropského výboru regionů". A part of a
    body ends where the whole is named: "Facultad de Ciencias de la Universidad de Soria".
    """
    part = regex.fullmatch(language.fragment("heads.parts"), head) is not None
    if not part and (language.nouns_capitalised or head[0].isupper()):
        return False
    if kind_of(match["word"], language) is EntityType.ORGANISATION:
        return True
    if compounds_nouns(language):
        run = regex.compile(rf"{CAPITAL}(?: {CAPITAL})*").match(text, match.start("word"))
        last = run.group().rsplit(maxsplit=1)[-1] if run else ""
        return kind_of(last, language) is EntityType.ORGANISATION
    further = _modified(language).match(text, match.start("word"))
    return further is not None and kind_of(further["head"], language) is EntityType.ORGANISATION


@cache
def _modified(language: Language) -> regex.Pattern[str]:
    """Return the pattern of a noun behind adjectives of which the first has a capital."""
    before = rf"(?=\p{{Lu}}){language.fragment('heads.before')}{SPACE}"
    more = rf"(?:{language.fragment('words.adjective')}{SPACE}){{0,2}}?"
    return compiled(rf"{before}{more}(?P<head>\p{{L}}+)")


def _step(
    text: str, end: int, starts: dict[int, Name], language: Language
) -> tuple[int, bool] | None:
    """Return how far the pack lets a name go on from ``end``, and whether that names a thing.

    "Alliance" goes on over "des régions" and "automobiles"; a head in lower case only to
    where a name or capital stands: "conseil départemental des Landes".
    """
    after = language.fragments.get("heads.after")
    match = _onward(after).match(text, end) if after else None
    if match is None:
        return None
    named = [starts[at] for at in range(match.start(), match.end()) if at in starts]
    if any(name.type is EntityType.PERSON for name in named):
        return None
    return max(match.end(), *(name.end for name in named), 0), bool(named)


@cache
def _onward(after: str) -> regex.Pattern[str]:
    return compiled(rf"(?:{SPACE}|(?=,)){after}(?!\p{{L}})")


def _belongs(
    match: regex.Match[str],
    name: Name | None,
    kind: EntityType,
    complement: str,
    language: Language,
) -> bool:
    """Say whether a further word belongs to a designation."""
    if "\n" in match.group() and not (match["of"] or match["and"]):
        return False
    if _leads_to_person(match, language):
        return False
    if match["and"]:
        territory = name is not None and name.type in TERRITORIES
        return not territory and bool(
            regex.search(language.fragment("words.portfolio"), complement)
        )
    if kind is EntityType.EVENT and language.nouns_capitalised:
        return name is None and bool(match["of"]) and kind_of(match["word"], language) is None
    led = bool(match["of"] or match["adj"])
    if name is not None and (led or complement or not compounds_nouns(language)):
        return name.type is not EntityType.PERSON
    alone = compounds_nouns(language) and not complement
    return led or (not alone and _looks_proper(match["word"], language))


def _leads_to_person(match: regex.Match[str], language: Language) -> bool:
    """Say whether a further word stands before a person: a title, or an office without "of".

    "Des Verbandes Landrat Karl Wegener", "des Verbandes zum Nachfolger von Karl Wegener".
    """
    word = match["word"]
    if regex.match(language.fragment("names.titles"), word + "."):
        return True
    office = not match["of"] and is_title(word, language)
    return office or (language.nouns_capitalised and bool(_introduces(language).fullmatch(word)))


@cache
def _introduces(language: Language) -> regex.Pattern[str]:
    return regex.compile(language.fragment("persons.introduced"))


@cache
def modifiers_before(language: Language, kind: EntityType, *, proper: bool) -> regex.Pattern[str]:
    """Return the pattern of what may stand before a head inside its name."""
    key = MODIFIERS.get(kind, "heads.modifiers")
    key = key if key in language.fragments else "heads.modifiers"
    ways = [language.fragment(key), language.fragment("words.capital_adjective")]
    counted = kind in MODIFIERS or not language.words.get("heads.last")
    ways += [r"(?<!\d[^\S\n])(?!(?:19|20)\d\d\.)[1-9]\d{0,3}\."] if counted else []
    office = rf"{language.bent('offices.nouns', 'offices.endings')}(?!\p{{L}})"
    ways.append(rf"(?!{office}){language.fragment('heads.before')}")
    if proper:
        ways.append(rf"(?!{language.fragment('names.never')}\s){CAPITAL}")
    begin = ""
    if language.words.get("heads.last"):  # whatever stands before them, names begin with a capital
        first = rf"(?!{language.fragment('names.never')}\s)[\p{{Lu}}\d]"
        begin = rf"(?={first}|{language.fragment(key)}\s)"
    return compiled(
        rf"(?<![\p{{L}}\d-]){begin}(?P<mods>(?:(?:{'|'.join(ways)}){SPACE}){{1,{_MOST_BEFORE}}})$"
    )


@cache
def _right(language: Language, kind: EntityType) -> regex.Pattern[str]:
    of = language.fragment("heads.event_of" if kind is EntityType.EVENT else "words.of")
    adjective = language.fragment("words.adjective")
    genitive = language.fragment("words.genitive_adjective")
    together = language.fragment("words.and")
    led = rf"(?:{adjective}|{language.fragment('words.capital_adjective')}(?={SPACE}{CAPITAL}))"
    further = "" if language.nouns_capitalised else rf"(?:{SPACE}{of}(?={SPACE}|(?<=['’])))?"
    return compiled(
        rf"(?:{SPACE}(?P<of>{of})(?={SPACE}|(?<=['’]))|(?P<and>,?{SPACE}{together}{further}|,(?={SPACE}{CAPITAL}(?:,{SPACE}{CAPITAL})*{SPACE}{together}\s)))?"
        rf"(?P<adj>(?:{SPACE}(?(of){led}|(?(and){adjective}|{genitive})))?)(?:{SPACE}|(?<=['’]))(?P<word>{CAPITAL})"
    )


def _looks_proper(word: str, language: Language) -> bool:
    """Say whether a capitalised word right after a head may be its proper name."""
    if not language.nouns_capitalised:
        return True
    return not regex.search(rf"{language.fragment('words.common')}$", word)


def opens(text: str, at: int) -> bool:
    """Say whether a capital at an offset may be due to a sentence or line that begins there."""
    return bool(regex.search(r"(?:^|[.!?:\n»«“”„\"–—-])\s*$", text[max(0, at - 4) : at]))
