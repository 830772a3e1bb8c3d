"""What kind of source an address or a title stands for: a guess, which a person may correct.

The tables are tried in their order, the first that fits decides. How often they are right is
measured on the examples of tests/ingest/test_source_kinds.py.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

WEB, DOCUMENT, DATASET, PERSON, POST, MEDIA = (
    "web", "document", "dataset", "person", "post", "media",
)  # fmt: skip

ENDINGS = {
    DATASET: "csv tsv xlsx xls ods json ndjson geojson xml parquet sav dta rds shp sqlite db",
    DOCUMENT: "pdf doc docx odt rtf ppt pptx odp epub djvu txt",
    MEDIA: "jpg jpeg png gif webp heic tif tiff mp4 mov webm mkv avi m4v mp3 m4a wav ogg opus flac",
}
# A host and all below it; with a path only what begins with it.
HOSTS = {
    POST: (
        "twitter.com x.com facebook.com fb.com threads.net threads.com instagram.com bsky.app t.me"
        " telegram.me reddit.com linkedin.com truthsocial.com vk.com weibo.com gab.com"
        " mastodon.social mastodon.online mas.to gettr.com"
    ),
    MEDIA: (
        "youtube.com youtu.be vimeo.com dailymotion.com dai.ly tiktok.com twitch.tv flickr.com"
        " rumble.com odysee.com bitchute.com soundcloud.com open.spotify.com podcasts.apple.com"
        " commons.wikimedia.org gettyimages.com imago-images.de alamy.com shutterstock.com"
    ),
    DATASET: (
        "zenodo.org kaggle.com figshare.com dataverse.harvard.edu ourworldindata.org govdata.de"
        " data.gov ec.europa.eu/eurostat huggingface.co/datasets docs.google.com/spreadsheets"
        " fred.stlouisfed.org stats.oecd.org www-genesis.destatis.de"
    ),
    DOCUMENT: (
        "documentcloud.org arxiv.org doi.org ssrn.com scribd.com docs.google.com/document"
        " docs.google.com/presentation drive.google.com eur-lex.europa.eu/legal-content"
        " gov.uk/government/publications legislation.gov.uk"
    ),
}
DATA_HOST = re.compile(
    r"(^|\.)(data|stats?|statistics|opendata|daten|datos|dados|dati|donnees)\.|^data-|-data\."
)
# Mastodon and its like, on any host: /@name/number.
FEDIVERSE = re.compile(r"^/@[\w.]+(@[\w.-]+)?/\d+")


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


# In every title that no address goes with; the last table only keeps titles of two or three
# capitalised words from being taken for names, for a title that nothing fits is a document.
TITLES = (
    (POST, _any_of(
        "(?:facebook|instagram|linkedin|telegram|mastodon|bluesky|reddit) (?:post|story|thread)"
        "|posts? (?:on|by)|tweets?|retweet"
    )),
    (MEDIA, _any_of(
        "screenshot|live ?stream|photos?|photographs?|picture|image|video|footage|audio"
        "|recording|podcast|broadcast"
        "|foto|aufnahme|mitschnitt|vidéo|enregistrement|grabación|vídeo"
    )),
    (PERSON, _any_of(
        "interview(?:ed)?|phone|telephone|phoned|call(?:ed)?|conversation|talk(?:ed)? (?:with|to)"
        "|(?:e-?)?mails? (?:from|by|of|with)|by e-?mail|message from|letter from|whatsapp|signal"
        "|text message|sms|off[- ]the[- ]record|background talk|minister of|secretary of"
        "|department of|press office|resident|employee|spokes(?:person|man|woman)|press officer"
        "|eyewitness|witness|informant"
        "|telefonat|anruf|gespräch|auskunft|sprecher(?:in)?|e-?mail von"
        "|entretien|appel|courriel|entrevista|llamada|correo de|intervista|colloquio"
    )),
    (DATASET, _any_of(
        r"data ?sets?|statistics?|census|spreadsheet|database|open data|survey data|time series"
        "|indicators|election results|tables? of|figures (?:of|for|on)"
        "|datensatz|statistik|zensus|jeu de données|statistiques?|estadísticas?|censo"
    )),
    (DOCUMENT, _any_of(
        "reports?|minutes|judge?ment|ruling|verdict|press release|transcript|contract|study|paper"
        "|bills|acts|laws|memo|agreement|budget|protocol|statement|letter|book|order|decision"
        "|bericht|protokoll|urteil|pressemitteilung|vertrag|studie|gesetz"
        "|rapport|procès-verbal|jugement|communiqué|contrat|informe|acta|sentencia|contrato"
    )),
)  # fmt: skip
FILE_NAME = re.compile(r"\w\.[A-Za-z]\w{1,7}$")
HONORIFIC = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|sir|dame|lord|lady|rev|hon)\.?\s+)+", re.IGNORECASE
)
PARTICLES = frozenset(
    "de del della di da dos das du des la le van von der den ter zu zum y e i bin ibn al el".split()
)
FEWEST, MOST = 2, 5  # Words of a bare name.


def kind_of(*, url: str = "", title: str = "") -> str:
    """One of the kinds of a source, for its address or, without one, its title."""
    if url:
        return _of_address(url)
    return _of_title(title) if title.strip() else WEB


def _of_address(url: str) -> str:
    parts = urlsplit(url)
    host, path = (parts.hostname or "").removeprefix("www."), unquote(parts.path)
    for kind, hosts in HOSTS.items():
        if _is_one_of(host, path, hosts.split()):
            return kind
    if FEDIVERSE.match(path):
        return POST
    return _by_ending(path) or (DATASET if DATA_HOST.search(host) else WEB)


def _is_one_of(host: str, path: str, known: Iterable[str]) -> bool:
    for one in known:
        name, _, beginning = one.partition("/")
        is_host = host == name or host.endswith(f".{name}")
        if is_host and path.lstrip("/").startswith(beginning):
            return True
    return False


def _by_ending(name: str) -> str:
    ending = name.rpartition("/")[2].rpartition(".")
    found = ending[2].lower() if ending[1] else ""
    return next((kind for kind, known in ENDINGS.items() if found in known.split()), "")


def _of_title(title: str) -> str:
    title = title.strip()
    if FILE_NAME.search(title) and _by_ending(title):
        return _by_ending(title)
    for kind, words in TITLES:
        if words.search(title):
            return kind
    return PERSON if _is_bare_name(title) else DOCUMENT


def _is_bare_name(title: str) -> bool:
    """A few words that all begin with a capital letter, as names do, and no number."""
    called = HONORIFIC.sub("", title)
    words = called.split()
    fewest = 1 if called != title else FEWEST
    if not fewest <= len(words) <= MOST or re.search(r"[\d:;,/()“”\"?!]", called):
        return False
    return all(word[0].isupper() or word in PARTICLES for word in words) and words[0][0].isupper()
