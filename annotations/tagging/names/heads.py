"""What a name's own words say that it is: a company's form, an organisation's head, a place's."""

from . import words

# As they are written: "Oy" and "AS" are words in other capitals.
COMPANY_FORMS = frozenset(
    """
    Ltd Ltd. Limited LTD Inc Inc. INC Incorporated Corp Corp. Corporation Co. LLC LLP LP PLC Plc plc
    GmbH gGmbH AG KG KGaA SE SA S.A SAS S.A.S SARL SpA S.p.A Srl S.r.l BV B.V NV N.V Oy Oyj AB AS
    ASA A/S ApS Pty Bhd Tbk KK d.o.o s.r.o a.s
    """.split()
)
# Organisations end in these, and surnames do too.
OR_SURNAMES = frozenset("post courier herald gazette school bank news".split())
# No surnames. Some end places too: what the tagger takes for a place stays one.
OTHER_ENDS = frozenset(
    """
    club orchestra philharmonic symphony choir theatre theater opera ballet savings capital rail
    railroad brewery foods pictures media software chemicals petroleum oil gas mining foundry
    initiative campaign movement front brigade regiment battalion cooperative co-operative syndicate
    embassy consulate diocese archive archives library guild watchdog taskforce cartel
    """.split()
) | (words.CLUBS - {"town", "city"})
ORGANISATION_ENDS = OTHER_ENDS | (words.ORGANISATION_CUES - OR_SURNAMES)
PLACE_ENDS = frozenset(
    """
    road avenue square island islands peninsula coast valley county district province region
    mountains airport harbour harbor desert plateau
    """.split()
)
PLACE_HEADS = frozenset("Port Mount Lake Cape Fort Isle Gulf Sankt".split())
# Towns are named after them, and they are people first.
SAINTS = frozenset("Saint St. St San Santa Santo São Sainte Ste".split())


def company_form(word: str) -> bool:
    """Whether a word, with or without its stop, is the legal form of a company: "Ltd", "GmbH"."""
    return word in COMPANY_FORMS or word.rstrip(".") in COMPANY_FORMS


def is_saint(name: str) -> bool:
    """Whether it may be a saint's, and so a town's: "San Karo"."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first in SAINTS


def says(name: str) -> str:
    """The label that a name of several words has by its first or last one; empty when by none.

    The label is to be believed against PERSON: "Karsk Marine Works" and "Port Karsk" are nobody.
    """
    parts = name.split()
    if len(parts) < 2:
        return ""
    first, last = parts[0], parts[-1]
    if company_form(last):
        return "ORG"
    end = last.lower() if last[0].isupper() else ""
    if end in ORGANISATION_ENDS:
        return "ORG"
    if first.lower() in words.ORGANISATION_CUES and parts[1] in ("of", "for"):
        return "ORG"
    return "PLACE" if first in PLACE_HEADS or end in PLACE_ENDS else ""
