"""Names of people, and the offices that the text attaches to them.

A name counts as a person's if an office stands at it, a title before it, a first name
begins it, or a verb of saying governs it. Which neighbour an office belongs to is decided
in this order: the name right after it; the name it follows after a comma, unless that name
has its office before it (then the whole list puts offices first); the name after a comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement, pairwise

import regex

from regiongraph.knowledge.inflection import Inflection
from regiongraph.knowledge.languages import Language
from regiongraph.knowledge.name_model import NameSpan
from regiongraph.knowledge.spelling import bare
from regiongraph.reading.dates import months, weekdays
from regiongraph.reading.mentions.names import Name
from regiongraph.reading.mentions.offices import Office
from regiongraph.records import EntityType

_TAIL = r"['’-]\p{L}[\p{L}\p{M}]+|(?<=[cC])['’][hH](?!\p{L})"  # "Maro-Bell", "Kermarc'h"
_WORD = rf"(?:\p{{Lu}}['’])?\p{{Lu}}[\p{{L}}\p{{M}}]+(?:{_TAIL})*"
SURE = 0.7  # of the model, for names of two words and more
_INITIAL = r"\p{Lu}\."
_LEANT = r"\p{Ll}{1,4}['’]\p{Lu}\p{Ll}"  # "d'Estan", a particle that leans on its surname
_FAR = 90  # characters from an office to a name that it is still said of
_LONGEST_SEAT = 3  # words of a seat that no list knows
_BRACKETS = 200  # characters in which brackets that hold an office opened
_CLAUSE = 90  # characters before an office in which a verb may say that somebody becomes it
_GAP = r"[^\S\n]+"  # a name does not run over the lines of a letterhead


@dataclass(frozen=True, slots=True)
class Holding:
    """An office and the name that the text attaches it to."""

    office: Office
    name: Name


@cache
def _full(language: Language) -> str:
    particle = language.led("names.particles")
    return rf"(?:{_WORD}|{_INITIAL})(?:{_GAP}(?:{particle}){{0,2}}(?:{_WORD}|{_INITIAL})){{0,4}}"


@cache
def _titles(language: Language) -> str:
    return rf"(?:{language.fragment('names.titles')}\s+)*"


class _People:
    """Collects the people of one running text."""

    def __init__(
        self,
        text: str,
        taken: Sequence[Name],
        language: Language,
        first_names: frozenset[str],
        inflection: Inflection,
    ) -> None:
        self.text, self.language, self.first_names = text, language, first_names
        self.inflection = inflection
        self._calendar = {*months(language.code), *weekdays(language.code)}
        self._bare_first_names = {bare(name) for name in first_names}
        self.taken = sorted(taken, key=lambda n: n.start)
        self.names: dict[int, Name] = {}
        self.holdings: list[Holding] = []
        self._blocked = bytearray(len(text) + 1)
        for name in self.taken:
            self._blocked[name.start : name.end] = b"\1" * (name.end - name.start)

    def is_first_name(self, word: str) -> bool:
        """Say whether a word is a first name; bent ones count where nouns have no capital.

        "Peters Haus" is no name, "Anny Kowalskiej" is one.
        """
        if word in self.first_names or self.language.nouns_capitalised:
            return word in self.first_names
        forms = self.inflection.bases(bare(word), last=True)
        return not self._bare_first_names.isdisjoint(forms)

    def surname(self, name: str) -> str:
        """Return the surname in a full name; where the language puts it first, it is the first."""
        words = name.split()
        ahead = self.language.words.get("names.surname_first", False)
        if ahead and len(words) > 1 and self.is_first_name(words[-1]):
            return words[0]
        return _surname(name, self.language)

    def add(self, start: int, end: int, rule: str) -> Name | None:
        """Take ``text[start:end]`` as a person's name, cut to what can be one."""
        title = regex.compile(rf"(?:{self.language.fragment('names.titles')}\s+)+")
        ahead = title.match(self.text, start, end)
        start = self._first(ahead.end() if ahead else start, end)
        end = self._cut(start, end)
        if end <= start:
            return None
        around = next((n for n in self.names.values() if n.start <= start < n.end), None)
        if around is not None:
            return around
        name = Name(start, end, EntityType.PERSON, rule)
        self.names[start] = name
        return name

    def again(self, start: int, end: int) -> Name | None:
        """Take ``text[start:end]`` as the surname of somebody named before."""
        if self._blocked[start]:
            return None
        return self.names.setdefault(start, Name(start, end, EntityType.PERSON, "surname"))

    def _first(self, start: int, end: int) -> int:
        """Return where the name begins: after nouns that stand before it."""
        tokens = list(regex.finditer(r"\S+", self.text[start:end]))
        for token, following in pairwise(tokens):
            if token.group() in self.first_names or not following.group()[0].isupper():
                break
            leads = self._is_noun(token.group()) or token.group().casefold() in self._calendar
            if not leads and not self._opens_nothing(token.group()):
                break
            start += following.start() - token.start()
        return start

    def _is_noun(self, word: str) -> bool:
        if not self.language.nouns_capitalised:
            return False
        heads = self.language.heads.values()
        common = self.language.fragment("words.common")
        return bool(regex.search(rf"^{common}$", word)) or any(h.search(word) for h in heads)

    def _opens_nothing(self, word: str) -> bool:
        """Say whether a name never holds a capitalised word, so that one may begin after it."""
        never = self.language.fragment("names.never")
        return not self.language.nouns_capitalised and bool(regex.fullmatch(never, word))

    def _cut(self, start: int, end: int) -> int:
        if self._blocked[start]:
            return start
        never = self.language.fragment("names.never")
        of = self.language.fragment("persons.of")
        last, capitals = start, list[str]()
        for token in regex.finditer(r"\S+", self.text[start:end]):
            at, word = start + token.start(), token.group()
            if self._blocked[at] or regex.fullmatch(never, word):
                break
            leant = not self._is_whole(capitals) and regex.match(_LEANT, word)
            if word[0].isupper() or leant:
                if _is_initials(word) and last < at - 1:
                    break
                last = start + token.end()
                capitals.append(word)
            elif regex.fullmatch(of, word) and self._is_whole(capitals):
                break
        return last

    def _is_whole(self, capitals: Sequence[str]) -> bool:
        """Say whether a first name and a surname are there, so that "van" begins no surname."""
        return len(capitals) > 1 and not self.is_first_name(capitals[-1])


def _is_initials(word: str) -> bool:
    """Say whether a word abbreviates a body: "Jan Peeters van de VRT"."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def find_people(
    text: str,
    offices: Sequence[Office],
    taken: Sequence[Name],
    language: Language,
    *,
    first_names: frozenset[str],
    inflection: Inflection,
    known: Sequence[Name],
    proposed: Sequence[NameSpan],
) -> tuple[list[Name], list[Holding]]:
    """Find the people of a running text and the offices attached to them.

    Args:
        text: The running text.
        offices: All offices in it.
        taken: Names of other things; a person's name never overlaps one.
        language: The pack.
        first_names: First names, as written.
        inflection: How names bend in the language.
        known: Names of people that the registry lists; each counts as a person's name.
        proposed: What the name model holds for people; the rules above it have the last word.

    Returns:
        Names sorted by offset, and one holding for each office with a holder.
    """
    people = _People(text, taken, language, first_names, inflection)
    for name in known:
        if not _goes_on(people, name.end):
            people.add(name.start, name.end, "known")
    if language.words.get("names.surname_first"):
        _by_first_name_behind(people)
    _by_first_name(people)
    _by_title_and_speech(people)
    titled = [o.title for o in offices]
    outside = [p for p in proposed if not any(a < p.start < b for a, b in titled)]
    _by_model(people, outside)
    _by_office(people, sorted(offices, key=lambda o: o.start))
    _by_surname(people)
    return sorted(people.names.values(), key=lambda n: n.start), people.holdings


def _goes_on(people: _People, at: int) -> bool:
    """Say whether a further name follows, so that a listed one is only part of somebody else's."""
    if people.language.nouns_capitalised:
        return False
    further = regex.compile(rf"{_GAP}(?P<n>{_WORD})").match(people.text, at)
    return further is not None and people._cut(*further.span("n")) > further.start("n")


def _by_first_name(people: _People) -> None:
    particle = people.language.led("names.particles")
    pattern = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}.-])(?P<first>{_WORD})(?:{_GAP}(?:{_WORD}|{_INITIAL})){{0,2}}"
        rf"{_GAP}(?:{particle}){{0,2}}{_WORD}(?:{_GAP}(?:{particle})?{_WORD})?"
    )
    at = 0
    while (match := pattern.search(people.text, at)) is not None:
        at = match.start() + 1
        first = match["first"]
        known = any(map(people.is_first_name, (first, *first.split("-"))))
        if not known or " " not in people.text[match.start() : people._cut(*match.span())].strip():
            continue
        end = _plausible_end(people, match.start(), match.end())
        if end and people.add(match.start(), end, "first-name") is not None:
            at = end


def _by_first_name_behind(people: _People) -> None:
    """Find names whose surname stands first: "Kovács Anna", "Kiss-Nagy Anna Mária"."""
    pattern = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}.-])(?P<n>(?:(?:{_WORD}|{_INITIAL}){_GAP}){{1,2}}(?P<first>{_WORD}))"
    )
    at = 0
    while (match := pattern.search(people.text, at)) is not None:
        at = match.start() + 1
        words = list(regex.finditer(r"\S+", match["n"]))
        given = [i for i, w in enumerate(words) if i and people.is_first_name(w.group())]
        if not given:
            continue
        end = _given_end(people, match.start() + words[given[-1]].end())
        found = people.add(match.start(), end, "first-name")
        at = found.end if found is not None else at


def _given_end(people: _People, end: int) -> int:
    """Return where a name ends whose first name ends here: after a further one."""
    further = regex.compile(rf"{_GAP}(?P<n>{_WORD})(?![\p{{L}}-])").match(people.text, end)
    if further is None or people._blocked[further.start("n")]:
        return end
    return further.end() if people.is_first_name(further["n"]) else end


def _plausible_end(people: _People, start: int, end: int) -> int | None:
    """Cut a name before a word that is no name; None if less than two words are left."""
    common = people.language.fragment("words.common")
    tokens = list(regex.finditer(r"\S+", people.text[start:end]))
    kept = tokens[:1]
    for token in tokens[1:]:
        if token.group()[0].isupper() and regex.search(rf"^{common}$|{common}$", token.group()):
            break
        kept.append(token)
    while kept and not regex.match(rf"\p{{Lu}}|{_LEANT}", kept[-1].group()):
        kept.pop()
    return start + kept[-1].end() if len(kept) > 1 else None


def _by_title_and_speech(people: _People) -> None:
    language = people.language
    full, titles = _full(language), language.fragment("names.titles")
    for match in regex.finditer(rf"(?<!\p{{L}})(?:{titles}\s+)+(?P<n>{full})", people.text):
        people.add(*match.span("n"), "title")
    named = language.fragment("persons.introduced")
    for match in regex.finditer(
        rf"(?<!\p{{L}}){named}\s*{_titles(language)}(?P<n>{_WORD}(?:{_GAP}{_WORD}){{1,3}})",
        people.text,
    ):
        people.add(*match.span("n"), "introduced")


def _by_model(people: _People, proposed: Sequence[NameSpan]) -> None:
    """Take names of two words and more that the model is sure of, office words cut off."""
    nouns, titles = (people.language.fragment(k) for k in ("offices.nouns", "names.titles"))
    office = regex.compile(rf"(?:(?:{nouns}|{titles})\s+)+")
    surnames = {people.surname(people.text[n.start : n.end]) for n in people.names.values()}
    genitive = people.language.fragment("names.genitive")
    owner = regex.compile(rf"(?:{'|'.join(map(regex.escape, sorted(surnames)))}){genitive}\s")
    for span in proposed:
        if not people.text[span.start].isupper() or (
            surnames and owner.match(people.text, span.start)
        ):
            continue
        ahead = office.match(people.text, span.start, span.end)
        start = ahead.end() if ahead else span.start
        start = people._first(start, span.end)
        end = people._cut(start, span.end)
        words = people.text[start:end].split()
        shouted = people.text[start:end].isupper()  # of a heading only what holds a first name
        if shouted and not any(people.is_first_name(word.capitalize()) for word in words):
            continue
        if span.probability >= SURE and len(words) > 1:
            people.add(start, end, "model")


def _by_office(people: _People, offices: Sequence[Office]) -> None:
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
    people.holdings = [Holding(offices[i], holder[i]) for i in sorted(holder)]
    people.holdings += [h for i in sorted(holder) for h in _shared(people, offices[i], holder[i])]


def _is_predicate(people: _People, office: Office) -> bool:
    """Say whether the form of an office says that somebody becomes it: it is nobody's title."""
    form = regex.compile(rf"{people.language.fragment('offices.predicate')}(?!\p{{L}})")
    found = form.search(people.text, office.title[0])
    if found is None or found.start() >= office.title[1]:
        return False
    verb = people.language.fragments.get("offices.predicate_after")
    head = people.text[max(0, office.start - _CLAUSE) : office.title[0]]
    return verb is None or bool(regex.search(rf"(?<!\p{{L}}){verb}(?!\p{{L}})[^.;:!?]*$", head))


def _beside(people: _People, office: Office, office_before: set[int]) -> Name | None:
    """Return the name that an office follows in languages that put it there: "Kovács Anna elnök".

    There a name before an office, with or without a comma, goes before one behind it.
    """
    apposed = people.language.fragments.get("offices.after_name")
    if apposed is None:
        return None
    head = people.text[max(0, office.start - 120) : office.start]
    name = regex.search(rf"(?<![\p{{L}}.-])(?P<n>{_full(people.language)})\s+$", head)
    if name is not None:
        start, end = (office.start - len(head) + at for at in name.span("n"))
        known = next((n for n in people.names.values() if n.start < end and n.end == end), None)
        title = regex.search(rf"{apposed}$", office.noun)
        if known is None and title and " " in name["n"] and not people._blocked[end - 1]:
            known = people.add(start, end, "office")
        if known is not None:
            return known
    return _left(people, office, office_before)


def _right(people: _People, office: Office, offices: Sequence[Office]) -> Name | None:
    """Return the name right after an office: "Landrätin Karin Halbach"."""
    gap = r"(?:\s*:\s*|\s+)"
    match = regex.compile(rf"{gap}{_titles(people.language)}(?P<n>{_full(people.language)})").match(
        people.text, office.end
    )
    if match is None:
        return _beyond_seat(people, office)
    if "\n\n" in match.group():
        return None
    start, end = match.span("n")
    following = next((o for o in offices if o.start > office.start), None)
    end = min(end, following.start) if following and following.start > start else end
    words = people.text[start:end].split()
    common = people.language.fragment("words.common")
    if people._blocked[start] or (len(words) == 1 and regex.search(rf"{common}$", words[0])):
        return None
    if len(words) == 1 and _has_bare_seats(people.language) and not _is_surname(people, words[0]):
        return None  # "starosta Kamienia" may be the mayor of a place
    return people.add(start + _bare_seat(people, office, words), end, "office")


def _has_bare_seats(language: Language) -> bool:
    """Say whether a seat may stand right after an office, without a word between."""
    return regex.fullmatch(language.fragment("offices.seat"), "") is not None


def _is_surname(people: _People, word: str) -> bool:
    """Say whether a full name found so far ends with a word, in any case form."""
    full = (people.text[n.start : n.end].split() for n in people.names.values())
    return any(len(f) > 1 and people.inflection.agree(f[-1], word) for f in full)


def _bare_seat(people: _People, office: Office, words: Sequence[str]) -> int:
    """Return how far a seat without a preposition reaches: "starosta Kamienia Anna Nowak".

    It ends before a first name; of three words that are none, the first is taken for the seat.
    """
    bare_seats = _has_bare_seats(people.language)
    if not bare_seats or office.seats or len(words) <= 2 or people.is_first_name(words[0]):  # noqa: PLR2004
        return 0
    inner = range(1, len(words) - 1)
    given = next((i for i in inner if people.is_first_name(words[i])), len(words) == 3)  # noqa: PLR2004
    return sum(len(word) + 1 for word in words[:given])


def _beyond_seat(people: _People, office: Office) -> Name | None:
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


def _following(people: _People, office: Office, between: str) -> Name | None:
    """Return the name found before that follows an office, if only such words part them."""
    starts = [start for start in people.names if 0 < start - office.end <= _FAR]
    if not starts:
        return None
    name = people.names[min(starts)]
    language = people.language
    led = "|".join(map(language.led, ("words.of", "words.portfolio", "offices.seat")))
    pattern = regex.compile(rf"\s+(?:{led}){between}{_titles(language)}")
    apart = pattern.fullmatch(people.text, office.end, name.start)
    return name if apart and " " in people.text[name.start : name.end] else None


@cache
def _behind_seat(language: Language, n_words: int) -> regex.Pattern[str]:
    seat, adjective = language.fragment("offices.seat"), language.fragment("words.adjective")
    led = rf"{_GAP}{seat}{_GAP}(?:{adjective}{_GAP})?(?:{_WORD}{_GAP}){{{n_words}}}"
    return regex.compile(
        rf"{led}{_titles(language)}(?P<n>(?P<first>{_WORD}){_GAP}{_full(language)})"
    )


def _left(people: _People, office: Office, office_before: set[int]) -> Name | None:
    """Return the name that an office follows: "Karin Halbach, Landrätin des Kreises"."""
    head = people.text[max(0, office.start - 120) : office.start]
    name = rf"(?<![\p{{L}}.-])(?P<n>{_full(people.language)})(?:\s*\([^()]{{2,50}}\))?"
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


def _after_comma(people: _People, office: Office) -> Name | None:
    """Return the name that follows an office after a comma: "die Landrätin, Karin Halbach"."""
    if _bracketed(people, office):
        return None
    name = rf"{_titles(people.language)}(?P<n>{_full(people.language)})"
    of = rf"(?:\s+{people.language.led('words.of')}\p{{Lu}}\p{{L}}+)?"
    article = people.language.led("words.articles")
    origin = "" if people.language.nouns_capitalised else rf"(?:{article}\p{{Ll}}{{4,}}\s+)?"
    pattern = regex.compile(rf"{of}(?:\s*\([^()]{{2,40}}\))?\s*[,–:]\s*{origin}{name}")
    match = pattern.match(people.text, office.end)
    if match is None:
        far = _following(people, office, r"[^,.;:()\n„“”«»\"]{2,80},\s+")
        return far if far and _closes(people, far.end) else None
    if len(match["n"].split()) < 2 or "\n\n" in match.group():  # noqa: PLR2004
        return None
    apposed = "offices.after_name" in people.language.fragments  # which closes no apposition
    capitals = people.language.nouns_capitalised
    if not (capitals or apposed or _closes(people, match.end())):
        return None
    return people.add(*match.span("n"), "office")


def _bracketed(people: _People, office: Office) -> bool:
    """Say whether an office stands in brackets, so that its holder stands before them."""
    before = people.text[max(0, office.start - _BRACKETS) : office.start]
    return bool(regex.search(r"\([^()\n]*$", before))


def _closes(people: _People, at: int) -> bool:
    """Say whether an apposition ends at an offset, so that what went before it goes on."""
    together = people.language.fragment("words.and")
    return bool(regex.compile(rf"\s*(?:[,.;:–—()«“\"!?]|$|{together}\s|\n)").match(people.text, at))


def _share(people: _People, offices: Sequence[Office], holder: dict[int, Name]) -> None:
    """Give offices without a holder the holder of the office they are joined to."""
    together = people.language.fragment("words.and")
    becomes = rf"(?!{people.language.fragment('offices.becoming')}\s)"
    joint = regex.compile(rf"\s*(?:,|,?\s*{together}|,\s*{together})\s*(?:{becomes}\p{{Ll}}+\s+)?")
    for i in range(len(offices) - 2, -1, -1):
        a, b = offices[i], offices[i + 1]
        shared = i not in holder and i + 1 in holder and not b.determined
        if not shared or holder[i + 1].start < b.end:
            continue
        if joint.fullmatch(people.text[a.end : b.start]):
            holder[i] = holder[i + 1]
    for i in range(1, len(offices)):
        a, b = offices[i - 1], offices[i]
        shared = i not in holder and i - 1 in holder and holder[i - 1].end <= a.start
        shared = shared and (people.language.nouns_capitalised or not b.determined)
        if shared and joint.fullmatch(people.text[a.end : b.start]):
            holder[i] = holder[i - 1]


def _shared(people: _People, office: Office, holder: Name) -> Iterator[Holding]:
    """Yield the further holders of an office in the plural: "die Landräte A, B und C"."""
    language = people.language
    if not regex.fullmatch(language.fragment("offices.plural"), office.noun):
        return
    bracket = r"(?:\s*\([^()\n]{1,40}\))?"
    together = rf"(?:,|{language.fragment('words.and')})"
    joint = regex.compile(rf"{bracket}\s*{together}\s+{_titles(language)}")
    names = sorted(people.names.values(), key=lambda n: n.start)
    end = holder.end
    for name in (n for n in names if n.start >= holder.end):
        if holder.start < office.end or not joint.fullmatch(people.text[end : name.start]):
            return
        yield Holding(office, name)
        end = name.end


def _by_surname(people: _People) -> None:
    """Find later mentions of a person by surname, in its inflections."""
    surnames = {
        surname
        for n in people.names.values()
        for surname in _surnames(people.text[n.start : n.end], people)
    }
    for surname in sorted(surnames, key=len, reverse=True):
        genitive = people.language.fragment("names.genitive")
        inflected = rf"(?<![\p{{L}}-]){regex.escape(surname)}(?:{genitive})?(?![\p{{L}}-])"
        for match in regex.finditer(inflected, people.text):
            _take_surname(people, *match.span())
    if people.language.nouns_capitalised:
        return
    single = [s for s in surnames if " " not in s]
    for match in regex.finditer(rf"(?<![\p{{L}}-]){_WORD}(?![\p{{L}}-])", people.text):
        if any(people.inflection.agree(match.group(), surname) for surname in single):
            _take_surname(people, *match.span())


def _surnames(name: str, people: _People) -> Iterator[str]:
    """Yield what a person may be called later; one of two surnames or both, where there are two."""
    language = people.language
    yield people.surname(name)
    if not language.two_surnames:
        return
    words = regex.sub(r"\s+", " ", name).split(" ")
    particle = regex.compile(language.fragment("names.particles"))
    given = 1 + next((i for i, w in enumerate(words[1:]) if w not in people.first_names), 0)
    proper = [i for i in range(given, len(words)) if not particle.fullmatch(words[i])]
    for first, last in combinations_with_replacement(proper, 2):
        yield " ".join(words[first : last + 1])
    for i in proper:
        yield from words[i].split("-") if len(words) > 1 else ()


def _take_surname(people: _People, start: int, end: int) -> None:
    if not people._blocked[start] and not _inside(people, start):
        people.names[start] = Name(start, end, EntityType.PERSON, "surname")


def _inside(people: _People, at: int) -> bool:
    return any(n.start <= at < n.end for n in people.names.values())


def _surname(name: str, language: Language) -> str:
    words = regex.sub(r"\s+", " ", name).split(" ")
    particle = regex.compile(language.fragment("names.particles"))
    at = len(words) - 1
    if len(words) == 2 or not any(particle.fullmatch(w) for w in words):  # noqa: PLR2004
        return words[at]
    first = next(i for i, w in enumerate(words) if particle.fullmatch(w))
    return " ".join(words[first:]) if first > 0 else words[at]
