"""Newspapers and agencies: known ones, and "the Kyiv Herald"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from ..found import Found
from . import words
from .occurrences import Names, Words
from .overlay import overlay

VERSION = "1"
SOURCE = f"press/{VERSION}"
SURE = 0.9
KNOWN = Names(
    name.strip()
    for name in """
    Reuters, Bloomberg News, Xinhua, TASS, Tass, ITAR-TASS, Itar-Tass, Interfax,
    Interfax-Ukraine, RIA Novosti, Novosti, Agence France-Presse, Agence France Presse,
    Associated Press, Press Association, Press Trust of India, Kyodo, Yonhap, Ukrinform, UNIAN,
    Bernama, Korean Central News Agency, Anadolu Agency, Deutsche Presse-Agentur, Deutsche
    Welle, Voice of America, Radio Free Europe, Al Jazeera, Al-Jazeera, Al Arabiya, Al-Arabiya,
    Sky News, Fox News, BBC News, Euronews, Meduza, Mediazona, Bellingcat, Politico, Axios,
    BuzzFeed, HuffPost, Huffington Post, Newsweek, USA Today, New York Times, Washington Post,
    New York Post, Wall Street Journal, Los Angeles Times, Boston Globe, Chicago Tribune,
    Christian Science Monitor, Miami Herald, Financial Times, Daily Mail, Mail on Sunday, Daily
    Mirror, Sunday Mirror, Daily Express, Sunday Express, Daily Star, Daily Telegraph, Sunday
    Telegraph, Sunday Times, Daily Record, Evening Standard, Morning Star, Private Eye, Irish
    Times, Irish Independent, Irish Examiner, Belfast Telegraph, Globe and Mail, Toronto Star,
    Sydney Morning Herald, Jerusalem Post, Haaretz, Ha'aretz, Maariv, Ma'ariv, Yediot Ahronot,
    Yedioth Ahronoth, Asharq al-Awsat, Al-Hayat, Al-Ahram, Kommersant, Vedomosti, Izvestia,
    Novaya Gazeta, Rossiiskaya Gazeta, Komsomolskaya Pravda, Moskovsky Komsomolets, Ukrainska
    Pravda, Kyiv Independent, Kyiv Post, Gazeta Wyborcza, Rzeczpospolita, Hurriyet, Hürriyet,
    Cumhuriyet, Milliyet, Asahi Shimbun, Yomiuri Shimbun, Mainichi Shimbun, Chosun Ilbo,
    JoongAng Ilbo, Global Times, People's Daily, China Daily, South China Morning Post, Straits
    Times, Hindustan Times, Times of India, Indian Express, Le Monde, Le Figaro, Der Spiegel,
    Die Welt, Die Zeit, Der Standard, Die Presse, Süddeutsche Zeitung, Frankfurter Allgemeine
    Zeitung, Frankfurter Allgemeine, Handelsblatt, Corriere della Sera, La Repubblica, La
    Stampa, El País, El Pais, El Mundo, La Vanguardia, O Globo, Folha de S.Paulo, De Volkskrant,
    De Telegraaf, NRC Handelsblad, Dagens Nyheter, Svenska Dagbladet, Aftonbladet, Aftenposten,
    Verdens Gang, Jyllands-Posten, Berlingske, Helsingin Sanomat
    """.split(",")
)
CAPITAL = r"[^\W\d_a-z][\w'-]{1,20}"
ENDS = (
    r"(?:Herald|Gazette|Tribune|Chronicle|Examiner|Telegraph|Mirror|Observer|Inquirer|Courier"
    r"|Dispatch|Sentinel|Times|Post|Journal|Globe|Advertiser|Bulletin|Echo)"
)
# "The Karsk Herald", "the Daily Lantern"; with more capitals behind it names something else.
TITLED = re.compile(
    rf"\b[Tt]he (?P<name>(?:{CAPITAL} ){{1,3}}{ENDS}|(?:Daily|Evening|Sunday|Morning) {CAPITAL})"
    rf"(?!\w| {CAPITAL})"
)
# Words of every day, names where somebody reads them or they speak.
SHORT = (
    r"(?P<name>Sun|Mirror|Guardian|Times|Independent|Observer|Economist|Telegraph|Mail|Star"
    r"|Express|Standard|Herald|Scotsman|Bild)"
)
SAYS = r"(?:newspaper|said|says|reported|reports|wrote|writes|quoted|quotes|revealed|claimed)\b"
SPEAKING = re.compile(rf"\b(?:[Tt]he )?{SHORT}(?: (?:has |had |also )?{SAYS})")
TOLD = re.compile(
    rf"\b(?:told|newspapers?|daily|tabloid|broadsheet|[Aa]ccording to|reported (?:by|in)) (?:the )?"
    rf"{SHORT}(?!\w| {CAPITAL})"
)


def complete(found: list[Found], text: str, given: Words) -> list[Found]:
    """The mentions with the newspapers and agencies that the text names, as organisations."""
    known = list(KNOWN.occurrences(given))
    spans = sorted({*known, *_shaped(given.plain)})
    papers = [_found(text, *span) for span in _longest(spans)]
    return overlay(found, [one for one in papers if not _is_part(one, found)])


def _found(text: str, start: int, end: int) -> Found:
    return Found(start, end, "ORG", text[start:end], SURE, SOURCE)


def _shaped(even: str) -> Iterator[tuple[int, int]]:
    for pattern in (TITLED, SPEAKING, TOLD):
        for match in pattern.finditer(even):
            if match["name"].split()[0].lower() not in words.COMMON_OR_TITLES:
                yield match.span("name")


def _longest(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans that share characters the first, and of those the longest."""
    end = 0
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def _is_part(paper: Found, found: list[Found]) -> bool:
    """Whether it is a part of a longer name: "Washington Post Company"."""
    at = bisect_right(found, paper.start, key=attrgetter("start")) - 1
    around = found[at] if at >= 0 else None
    return (
        around is not None
        and around.end > paper.end
        and around.label == "ORG"
        and " and " not in around.text
    )
