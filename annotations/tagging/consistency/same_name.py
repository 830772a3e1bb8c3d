"""Which mentions of one text name the same thing.

A short name joins a full one only when one full name fits; with two it stays by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from annotations.text.folding import key

from ..found import Cluster, Found
from ..names import words
from ..names.occurrences import plain
from ..names.short_forms import initials, is_acronym, letters, stands_for
from ..names.trimming import trim

# More names than this with the same first and last word: nothing there fits once.
MOST_ALIKE = 20
Part = TypeVar("Part", bound=Hashable)


def same(found: Sequence[Found]) -> list[Cluster]:
    """Clusters of the mentions, in order of their first ones; every mention is in one of them."""
    bare: dict[tuple[str, str], str] = {}
    keys: dict[tuple[str, str], str] = {}
    groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
    written = {(one.label, one.text) for one in found}
    for one in found:
        pair = (one.label, one.text)
        if pair not in keys:
            bare[pair] = _bare(one, written)
            keys[pair] = _key(bare[pair], one.label)
        groups[one.label, keys[pair]].append(one)
    joined: dict[tuple[str, str], tuple[str, str]] = {}
    for label in {label for label, _ in groups}:
        names = [name for other, name in groups if other == label]
        given = _given_in_brackets(found, label, keys)
        for short, long in _joins(label, names, groups, given).items():
            joined[label, short] = (label, long)
    clusters: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for group, members in groups.items():
        clusters[_root(group, joined)] += members
    made = [_cluster(label, members, bare) for (label, _), members in clusters.items()]
    return sorted(made, key=lambda cluster: cluster.members[0])


def _bare(one: Found, written: set[tuple[str, str]]) -> str:
    """The trimmed name; an organisation or place that nobody writes without its 's keeps that."""
    name = (trim(one) or one).text
    if one.label == "PERSON" or (one.label, name) in written:
        return name
    return (trim(one, possessive=False) or one).text


def _key(bare: str, label: str) -> str:
    """The trimmed name without dots of an acronym, case and accents."""
    name = plain(bare)
    if is_acronym(name):
        return letters(name)
    parts = key(name).split()
    if label == "PERSON":
        parts = [part.strip(".,") or part for part in parts]
    if label == "ORG" and len(parts) > 1 and parts[-1].strip(".,") in words.ORGANISATION_SUFFIXES:
        parts = parts[:-1]
    if label == "NORP" and len(parts) == 1 and words.is_demonym(parts[0]):
        parts = [parts[0].rstrip("s")]
    return " ".join(parts)


def _joins(
    label: str,
    names: Sequence[str],
    groups: dict[tuple[str, str], list[Found]],
    given: dict[str, set[str]],
) -> dict[str, str]:
    """For each short name the one full name that it stands for, where exactly one fits."""
    if label == "PERSON":
        return _people(names)
    if label not in ("ORG", "PLACE"):
        return {}
    joins: dict[str, str] = {}
    long = [name for name in names if " " in name]
    written = {name: plain(groups[label, name][0].text) for name in names}
    by_initials = _by(long, initials)
    for name in names:
        if is_acronym(written[name]):
            _join(joins, name, given.get(name) or set(by_initials.get(name, ())))
    if label == "ORG":
        by_word = _by(long, lambda name: [name.split()[0]])
        for name in names:
            if " " not in name and name not in joins:
                _join(joins, name, set(_shortest_of_chain(by_word.get(name, ()))))
    return joins


def _people(names: Sequence[str]) -> dict[str, str]:
    """Surnames and first names by themselves, and full names with an initial more or less."""
    joins: dict[str, str] = {}
    full = {name: parts for name in names if len(parts := _parts(name)) > 1}
    alike = _by(full, lambda name: [_ends(name)])
    for name, parts in full.items():
        others = alike[_ends(name)] if len(alike[_ends(name)]) <= MOST_ALIKE else ()
        _join(joins, name, {other for other in others if _is_within(parts, full[other])})
    by_initial = _by(
        (name for name, parts in full.items() if len(parts[0]) > 1),
        lambda name: [(name[0], _parts(name)[-1])],
    )
    for name, parts in full.items():
        if name not in joins and len(parts[0]) == 1:
            fits = by_initial.get((name[0], parts[-1]), ())
            _join(joins, name, {_root(other, joins) for other in fits})
    by_part = _by(full, _short_forms)
    for name in names:
        if name not in joins:
            others = by_part.get(name, ())
            _join(joins, name, {_root(other, joins) for other in others if other != name})
    return joins


def _parts(name: str) -> list[str]:
    """The words of a person's name without "Jr"."""
    return [part for part in name.split() if part not in words.GENERATIONS]


def _ends(name: str) -> tuple[str, ...]:
    """First name, surname and, because father and son are two, the generation."""
    parts = _parts(name)
    return parts[0], parts[-1], *(part for part in name.split() if part in words.GENERATIONS)


def _short_forms(name: str) -> set[str]:
    """The first name, the surname, and the surname with its particles."""
    parts = _parts(name)
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1] in words.PARTICLES:
        begin -= 1
    return {parts[0], parts[-1], " ".join(parts[begin:])}


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the long name has the words of the short one, in order, and more between them."""
    rest = iter(long)
    return len(short) < len(long) and all(part in rest for part in short)


def _given_in_brackets(
    found: Sequence[Found], label: str, keys: dict[tuple[str, str], str]
) -> dict[str, set[str]]:
    """Short forms that stand in brackets right behind their long name."""
    given: dict[str, set[str]] = defaultdict(set)
    for long, short in pairwise(found):
        is_behind = short.start == long.end + 2 and is_acronym(plain(short.text))
        if is_behind and long.label == short.label == label and stands_for(short.text, long.text):
            given[keys[label, short.text]].add(keys[label, long.text])
    return given


def _shortest_of_chain(names: Iterable[str]) -> list[str]:
    """Of names that all go on from one another ("A B", "A B C") the shortest; otherwise all."""
    row = sorted(names, key=len)
    is_chain = all(long.startswith(f"{short} ") for short, long in pairwise(row))
    return row[:1] if is_chain else row


def _by(names: Iterable[str], parts_of: Callable[[str], Iterable[Part]]) -> dict[Part, list[str]]:
    table: dict[Part, list[str]] = defaultdict(list)
    for name in names:
        for part in parts_of(name):
            table[part].append(name)
    return table


def _join(joins: dict[str, str], name: str, fits: set[str]) -> None:
    if len(fits) == 1:
        joins[name] = fits.pop()


def _root(name: Part, joins: dict[Part, Part]) -> Part:
    seen = {name}
    while name in joins and joins[name] not in seen:
        name = joins[name]
        seen.add(name)
    return name


def _cluster(label: str, members: list[Found], bare: dict[tuple[str, str], str]) -> Cluster:
    members.sort(key=attrgetter("start"))
    # Of names as long as each other the first.
    fullest = max((bare[one.label, one.text] for one in members), key=len)
    return Cluster(fullest, label, tuple(members))
