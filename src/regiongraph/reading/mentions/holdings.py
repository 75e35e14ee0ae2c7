"""Which name the text attaches an office to.

It is decided in this order: the name right after it; the name it follows after a comma, unless
that name has its office before it (then the whole list puts offices first); the name after a
comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from regiongraph.knowledge.languages import Language
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.reading.mentions.person_names import GAP, WORD, People, full_name, titles

_FAR = 90  # characters from an office to a name that it is still said of
_LONGEST_SEAT = 3  # words of a seat that no list knows
_BRACKETS = 200  # characters in which brackets that hold an office opened
_LONGEST_JOINT = 3  # characters between a name and the office in apposition to it
_CLAUSE = 90  # characters before an office in which a verb may say that somebody becomes it


@dataclass(frozen=True, slots=True)
class Holding:
    """An office and the name that the text attaches it to."""

    office: Office
    name: Name


def attach_offices(people: People, offices: Sequence[Office]) -> list[Holding]:
    """Attach every office to a name; chained offices share the name of their neighbour."""
    holder: dict[int, Name] = {}
    office_before: set[int] = set()
    for i, office in enumerate(offices):
        if _is_predicate(people, office):
            continue
        name = _beside(people, office, office_before)
        if name is None and people.text[office.end : office.end + 1] == "\n":
            name = _left(people, office, office_before)  # rather than at the next line's head
        if name is None:
            name = _right(people, office, offices)
            if name is not None:
                office_before.add(name.start)
        if name is None:
            name = _left(people, office, office_before)
        if name is None:
            name = _after_comma(people, office)
            if name is not None:
                office_before.add(name.start)
        if name is not None:
            holder[i] = name
    _share(people, offices, holder)
    held = [(offices[i], holder[i]) for i in sorted(holder)]
    own = [Holding(office, name) for office, name in held if not office.each]
    own += [holding for office, name in held for holding in _each(people, office, name)]
    return own + [h for office, name in held for h in _shared(people, office, name)]


def _is_predicate(people: People, office: Office) -> bool:
    """Say whether the form of an office says that somebody becomes it: it is nobody's title."""
    form = regex.compile(rf"{people.language.fragment('offices.predicate')}(?!\p{{L}})")
    found = form.search(people.text, office.title[0])
    if found is None or found.start() >= office.title[1]:
        return False
    verb = people.language.fragments.get("offices.predicate_after")
    head = people.text[max(0, office.start - _CLAUSE) : office.title[0]]
    return verb is None or bool(regex.search(rf"(?<!\p{{L}}){verb}(?!\p{{L}})[^.;:!?]*$", head))


def _beside(people: People, office: Office, office_before: set[int]) -> Name | None:
    """Return the name that an office follows in languages that put it there: "Kovács Anna elnök".

    There a name before an office, with or without a comma, goes before one behind it.
    """
    apposed = people.language.fragments.get("offices.after_name")
    if apposed is None:
        return None
    head = people.text[max(0, office.start - 120) : office.start]
    name = regex.search(rf"(?<![\p{{L}}.-])(?P<n>{full_name(people.language)})\s+$", head)
    if name is not None:
        start, end = (office.start - len(head) + at for at in name.span("n"))
        known = next((n for n in people.names.values() if n.start < end and n.end == end), None)
        title = regex.search(rf"{apposed}$", office.noun)
        if known is None and title and " " in name["n"] and not people.blocked[end - 1]:
            known = people.add(start, end, "office")
        if known is not None:
            return known
    return _left(people, office, office_before)


def _right(people: People, office: Office, offices: Sequence[Office]) -> Name | None:
    """Return the name right after an office: "Landrätin Karin Halbach"."""
    gap = r"(?:\s*:\s*|\s+)"
    match = regex.compile(
        rf"{gap}{titles(people.language)}(?P<n>{full_name(people.language)})"
    ).match(people.text, office.end)
    if match is None:
        return _beyond_seat(people, office)
    if "\n\n" in match.group():
        return None
    start, end = match.span("n")
    following = next((o for o in offices if o.start > office.start), None)
    end = min(end, following.start) if following and following.start > start else end
    words = people.text[start:end].split()
    common = people.language.fragment("words.common")
    if people.blocked[start] or (len(words) == 1 and regex.search(rf"{common}$", words[0])):
        return None
    seated = office.seats or _has_bare_seats(people.language)
    if len(words) == 1 and seated and not _is_surname(people, words[0]):
        return None  # "starosta Kamienia" may be the mayor of a place
    if len(words) == 1 and not _is_surname(people, words[0]) and _apposed(people, office):
        return None  # "Ann Roe, officer for Public Relations"
    return people.add(start + _bare_seat(people, office, words), end, "office")


def _apposed(people: People, office: Office) -> bool:
    """Say whether a full name found before stands ahead of an office, set off by a comma."""
    ahead = (n for n in people.names.values() if 0 < office.start - n.end <= _LONGEST_JOINT)
    names = [n for n in ahead if " " in people.text[n.start : n.end]]
    return any(regex.fullmatch(r",\s+", people.text[n.end : office.start]) for n in names)


def _has_bare_seats(language: Language) -> bool:
    """Say whether a seat may stand right after an office, without a word between."""
    return regex.fullmatch(language.fragment("offices.seat"), "") is not None


def _is_surname(people: People, word: str) -> bool:
    """Say whether a full name found so far ends with a word, in any case form."""
    full = (people.text[n.start : n.end].split() for n in people.names.values())
    return any(len(f) > 1 and people.inflection.agree(f[-1], word) for f in full)


def _bare_seat(people: People, office: Office, words: Sequence[str]) -> int:
    """Return how far a seat without a preposition reaches: "starosta Kamienia Anna Nowak".

    It ends before a first name; of three words that are none, the first is taken for the seat,
    unless one was found already.
    """
    bare_seats = _has_bare_seats(people.language)
    if not bare_seats or len(words) <= 2 or people.is_first_name(words[0]):  # noqa: PLR2004
        return 0
    inner = range(1, len(words) - 1)
    unknown = not office.seats and len(words) == 3  # noqa: PLR2004
    given = next((i for i in inner if people.is_first_name(words[i])), int(unknown))
    return sum(len(word) + 1 for word in words[:given])


def _beyond_seat(people: People, office: Office) -> Name | None:
    """Return the name after an office whose seat no list knows: "Landrat in Halberland Karl …".

    Where nouns have capitals, only a first name tells where such a seat ends; elsewhere the
    capital of its last word does.
    """
    if office.seats:
        return None
    if not people.language.nouns_capitalised:
        return _following(people, office, r"(?:[\p{L}\p{N}'’-]+\s+){0,6}\p{Lu}[\p{L}'’-]+\s+")
    for n_words in range(1, _LONGEST_SEAT + 1):
        match = _behind_seat(people.language, n_words).match(people.text, office.end)
        if match is not None and people.is_first_name(match["first"]):
            return people.add(*match.span("n"), "office")
    return None


def _following(people: People, office: Office, between: str) -> Name | None:
    """Return the name found before that follows an office, if only such words part them."""
    starts = [start for start in people.names if 0 < start - office.end <= _FAR]
    if not starts:
        return None
    name = people.names[min(starts)]
    language = people.language
    led = "|".join(map(language.led, ("words.of", "words.portfolio", "offices.seat")))
    pattern = regex.compile(rf"\s+(?:{led}){between}{titles(language)}")
    apart = pattern.fullmatch(people.text, office.end, name.start)
    return name if apart and " " in people.text[name.start : name.end] else None


@cache
def _behind_seat(language: Language, n_words: int) -> regex.Pattern[str]:
    seat, adjective = language.fragment("offices.seat"), language.fragment("words.adjective")
    led = rf"{GAP}{seat}{GAP}(?:{adjective}{GAP})?(?:{WORD}{GAP}){{{n_words}}}"
    return regex.compile(
        rf"{led}{titles(language)}(?P<n>(?P<first>{WORD}){GAP}{full_name(language)})"
    )


def _left(people: People, office: Office, office_before: set[int]) -> Name | None:
    """Return the name that an office follows: "Karin Halbach, Landrätin des Kreises"."""
    head = people.text[max(0, office.start - 120) : office.start]
    name = rf"(?<![\p{{L}}.-])(?P<n>{full_name(people.language)})(?:\s*\([^()]{{2,50}}\))?"
    becomes = rf"(?!{people.language.fragment('offices.becoming')}\s)"
    match = regex.search(rf"{name}\s*(?:,\s*\(|,|–|-|\()\s*(?:{becomes}\p{{Ll}}+\s+)?$", head)
    if match is None:
        return None
    start, end = (office.start - len(head) + at for at in match.span("n"))
    known = next((n for n in people.names.values() if n.start < end and start < n.end), None)
    if known is not None:
        return None if known.start in office_before and office.determined else known
    words = match["n"].split()
    if len(words) < 2:  # noqa: PLR2004
        full = (people.text[n.start : n.end] for n in people.names.values() if n.start < start)
        again = words[0] in {people.surname(name) for name in full}
        return people.again(start, end) if again else None
    return people.add(start, end, "office")


def _after_comma(people: People, office: Office) -> Name | None:
    """Return the name that follows an office after a comma: "die Landrätin, Karin Halbach"."""
    if _bracketed(people, office):
        return None
    name = rf"{titles(people.language)}(?P<n>{full_name(people.language)})"
    of = rf"(?:\s+{people.language.led('words.of')}\p{{Lu}}\p{{L}}+)?"
    if office.seats:  # and of which kind it is: "del Gobierno regional"
        of += rf"(?:\s+{people.language.fragment('words.adjective_after')})?"
    article = people.language.led("words.articles")
    origin = "" if people.language.nouns_capitalised else rf"(?:{article}\p{{Ll}}{{4,}}\s+)?"
    pattern = regex.compile(rf"{of}(?:\s*\([^()]{{2,40}}\))?\s*[,–:]\s*{origin}{name}")
    match = pattern.match(people.text, office.end)
    if match is None:
        far = _following(people, office, r"[^,.;:()\n„“”«»\"]{2,80},\s+")
        return far if far and (_opens(people, office) or _closes(people, far.end)) else None
    known = people.names.get(match.start("n"))
    end = known.end if known else match.end("n")
    if " " not in people.text[match.start("n") : end].strip() or "\n\n" in match.group():
        return None
    apposed = "offices.after_name" in people.language.fragments  # which closes no apposition
    capitals = people.language.nouns_capitalised
    closed = capitals or apposed or _opens(people, office) or _closes(people, end)
    if not closed:
        return None
    return people.add(*match.span("n"), "office")


def _bracketed(people: People, office: Office) -> bool:
    """Say whether an office stands in brackets, so that its holder stands before them."""
    before = people.text[max(0, office.start - _BRACKETS) : office.start]
    return bool(regex.search(r"\([^()\n]*$", before))


def _opens(people: People, office: Office) -> bool:
    """Say whether an office without an article opens its sentence: "Mayor of Bree, Ann Roe …"."""
    before = people.text[max(0, office.start - 3) : office.start]
    return not office.determined and bool(regex.search(r"(?:^|\n|[.!?»”]\s)$", before))


def _closes(people: People, at: int) -> bool:
    """Say whether an apposition ends at an offset, so that what went before it goes on."""
    together = people.language.fragment("words.and")
    return bool(regex.compile(rf"\s*(?:[,.;:–—()«“\"!?]|$|{together}\s|\n)").match(people.text, at))


def _share(people: People, offices: Sequence[Office], holder: dict[int, Name]) -> None:
    """Give offices without a holder the holder of the office they are joined to.

    Where a language has no articles, a genitive before the second one says nothing against it.
    """
    bare = "words.articles" not in people.language.fragments
    together = people.language.fragment("words.and")
    apart = (
        "offices.becoming",
        "offices.as",
        "speech.verbs",
    )  # ", says the minister", ", as mayor"
    word = rf"(?!(?:{'|'.join(map(people.language.fragment, apart))})\s)\p{{Ll}}+\s+"
    joint = regex.compile(rf"\s*(?:,|,?\s*{together}|,\s*{together})\s*(?:{word})?")
    for i in range(len(offices) - 2, -1, -1):
        a, b = offices[i], offices[i + 1]
        shared = i not in holder and i + 1 in holder and (bare or not b.determined)
        if not shared or holder[i + 1].start < b.end:
            continue
        if joint.fullmatch(people.text[a.end : b.start]):
            holder[i] = holder[i + 1]
    for i in range(1, len(offices)):
        a, b = offices[i - 1], offices[i]
        shared = i not in holder and i - 1 in holder and holder[i - 1].end <= a.start
        shared = shared and (bare or people.language.nouns_capitalised or not b.determined)
        if shared and joint.fullmatch(people.text[a.end : b.start]):
            holder[i] = holder[i - 1]


def _each(people: People, office: Office, holder: Name) -> Iterator[Holding]:
    """Yield who holds an office where: A and B, if they are "mayors of Graz and Leoben".

    One alone holds it in all of the seats; of more holders than seats nobody knows who has which.
    """
    if not office.each:
        return
    joint = _joint(people.language)
    names = sorted(people.names.values(), key=lambda n: n.start)
    at = names.index(holder)
    step = 1 if holder.start >= office.end else -1
    run = [holder]
    while 0 <= (at := at + step) < len(names):
        a, b = sorted((run[-1], names[at]), key=lambda n: n.start)
        if not joint.fullmatch(people.text[a.end : b.start]):
            break
        run.append(names[at])
    fits = len(run) == len(office.each)
    seats = [(seat,) for seat in office.each] if fits else [()] * len(run)
    if len(run) == 1:
        yield Holding(office, holder)
    else:
        for held, name in zip(seats, run[::step], strict=True):
            yield Holding(replace(office, seats=held), name)


@cache
def _joint(language: Language) -> regex.Pattern[str]:
    """Return the pattern of what joins two holders of one office."""
    together = rf"(?:,|,?\s+{language.fragment('words.and')})"
    return regex.compile(rf"(?:\s*\([^()\n]{{1,40}}\))?\s*{together}\s+{titles(language)}")


def _shared(people: People, office: Office, holder: Name) -> Iterator[Holding]:
    """Yield the further holders of an office in the plural: "die Landräte A, B und C"."""
    plural = people.language.fragment("offices.plural")
    if office.each or not regex.fullmatch(plural, office.noun):
        return
    joint = _joint(people.language)
    names = sorted(people.names.values(), key=lambda n: n.start)
    end = holder.end
    for name in (n for n in names if n.start >= holder.end):
        if holder.start < office.end or not joint.fullmatch(people.text[end : name.start]):
            return
        yield Holding(office, name)
        end = name.end
