"""Words by which the rules know people, organisations and dates."""

from . import ranks

# Cut from the front of a name, also several in a row: "Deputy Prime Minister Dr".
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev president vice prime first
    deputy foreign defence defense finance interior justice health transport education
    economy energy environment culture minister ministers secretary general chancellor
    premier governor mayor senator congressman congresswoman representative ambassador
    commissioner director chief executive officer chair chairman chairwoman chairperson
    speaker leader head judge justice attorney captain colonel major lieutenant sergeant
    admiral marshal king queen prince princess pope bishop archbishop cardinal imam sheikh
    international former acting interim state opposition spokesman spokeswoman spokesperson
    professor-emeritus inspector detective superintendent doctor editor президент
    прем'єр-міністр міністр міністерка депутат депутатка директор директорка голова мер
    мерка губернатор генерал полковник професор професорка доктор речник речниця посол суддя
    """.split()
) | ranks.ALL  # fmt: skip
# A single capitalised word after one of these is a person.
HONORIFICS = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady judge president minister пан пані
    """.split()
)
# Before a name they say that it is a person's, and never begin an organisation's.
INTRODUCTIONS = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lady president ambassador senator sen congressman
    congresswoman rep governor gov mayor chancellor premier minister secretary-general
    spokesman spokeswoman spokesperson judge general gen colonel captain lieutenant sergeant
    inspector detective archbishop cardinal imam sheikh
    """.split()
) | (ranks.ALL - ranks.DOUBTFUL)  # fmt: skip
# They stand before titles, and before countries and organisations too: "the former Soviet Union".
NO_INTRODUCTIONS = frozenset(
    """
    former first vice prime deputy acting interim state opposition international foreign defence
    defense finance interior justice health transport education economy energy environment
    culture major executive
    """.split()
) | ranks.DOUBTFUL  # fmt: skip
# "The research firm Orbis", "the website Orbis".
ORGANISATION_NOUNS = frozenset(
    """
    firm company group agency organisation organization nonprofit charity bank newspaper magazine
    website platform broadcaster outlet retailer manufacturer startup airline party think-tank
    watchdog militia network channel app tabloid publisher insurer lender carmaker shipbuilder
    subsidiary consultancy nonprofit ngo
    """.split()
)
# Behind an organisation's or a country's name they are no part of it.
OFFICES = frozenset(
    """
    secretary-general president vice-president chairman chairwoman chairperson director
    director-general minister ambassador spokesman spokeswoman spokesperson ceo chief
    correspondent editor-in-chief coach captain sen rep gov secretary
    """.split()
)
# Verbs of saying that stand before who speaks: at the beginning of a sentence they have a capital.
SAYING = frozenset(
    """
    сказав сказала сказали заявив заявила заявили повідомив повідомила повідомили додав додала
    розповів розповіла пояснив пояснила зазначив зазначила наголосив наголосила відповів відповіла
    вважає каже говорить написав написала запевнив запевнила заперечив заперечила
    сказал сказала заявил заявила сообщил сообщила добавил добавила рассказал рассказала объяснил
    объяснила отметил отметила ответил ответила считает говорит написал написала
    powiedział powiedziała dodał dodała oświadczył oświadczyła mówi
    sagte sagt erklärte erklärt schrieb schreibt betonte ergänzte
    dit déclare expliqua ajoute affirme dijo dice declaró afirmó explicó añadió disse dichiarò
    says told added asked replied wrote explained
    """.split()
)
PARTICLES = frozenset(
    """
    de da di do dos du la le van von der den ter ten bin bint ibn al el y e af zu
    """.split()
)
ORGANISATION_CUES = frozenset(
    """
    international ministry department office bureau agency authority commission committee
    council court
    parliament senate congress assembly party union league federation association foundation
    institute university college school hospital bank fund group company corporation
    institution organisation organization society academy centre center museum observatory
    works shipyard shipyards enterprises technologies systems pharmaceuticals logistics insurance
    consulting securities ventures studios alliance consortium secretariat directorate
    police army navy service services inspectorate tribunal board trust network news times
    post courier herald tribune gazette press airlines airways railways industries holdings
    partners laboratories motors electric dynamics міністерство університет інститут партія
    рада комісія суд банк агентство комітет академія фонд спілка асоціація служба прокуратура
    поліція
    """.split()
)
ORGANISATION_SUFFIXES = frozenset(
    """
    ltd limited inc incorporated corp llc llp plc gmbh ag sa spa srl bv nv oy ab as
    """.split()
)
# Verbs of saying behind who speaks.
SPEAKS = frozenset(
    """
    said says told tells added adds tweeted wrote writes argued argues asked replied insisted
    explained claimed claims warned warns noted recalled testified testifies stated
    """.split()
)
# They join the parts of an organisation's name: "Ministry of Foreign Affairs".
JOINERS = frozenset(
    """
    of for and the on in &
    """.split()
)
# Begin sentences, or are capitalised, without being names.
COMMON = frozenset(
    """
    a an the this that these those he she it they we you i his her its their our my your who
    what when where why how which there here and but or nor so yet for of in on at by to
    from with without after before during since until while although though because if
    unless as than then not no yes all some any many much more most several few one two
    three four five six seven eight nine ten every each both either neither another other
    such only also even still just now today yesterday tomorrow according however meanwhile
    moreover instead budget none officials people traffic repairs every opposition critics
    experts january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday він вона воно вони ми
    ви я це цей ця ці той та те і й а але або що як коли де хто який для на у в з із до від
    за про під над при по після перед через без між тому також ще вже не так ні
    """.split()
)
# They announce a person where a script has no capitals.
ARABIC_TITLES = frozenset(
    """
    الوزير الوزيرة الرئيس الرئيسة الدكتور الدكتورة السيد السيدة النائب النائبة القاضي القاضية
    المجلس
    """.split()
)
# Of these, too, none is a name by itself.
COMMON_OR_TITLES = COMMON | TITLES
ARTICLES = frozenset("the a an".split())
# Behind a surname.
GENERATIONS = frozenset("jr sr ii iii iv".split())
# They begin many organisations' names and are the short form of none.
GENERIC = frozenset(
    """
    united national federal world global european african asian american international royal
    central supreme high democratic republican social socialist labour liberal conservative
    communist people human new north south east west northern southern eastern western general
    public state free first open great big national-socialist civil security joint local
    regional foreign defence defense home medical science research digital media shadow
    """.split()
)
# Of these, those that are never an organisation by themselves: "Labour" is.
NEVER_ALONE = frozenset(
    """
    home state foreign shadow defence defense general public national central local regional
    federal high security joint human
    """.split()
)
# They end the names of clubs, and of towns.
CLUBS = frozenset("town city united rovers wanderers athletic albion rangers".split())
PLACE_BEGINNINGS = frozenset("port mount lake cape fort sankt saint isle".split())
PLACE_ENDINGS = frozenset(
    """
    bridge street road avenue square river island islands bay hill hills coast valley county
    district province region mountains airport harbour
    """.split()
)
NATIONALITIES = {
    "american": "US", "british": "GB", "french": "FR", "german": "DE", "italian": "IT",
    "spanish": "ES", "russian": "RU", "ukrainian": "UA", "polish": "PL", "chinese": "CN",
    "japanese": "JP", "indian": "IN", "turkish": "TR", "greek": "GR", "dutch": "NL",
    "swedish": "SE", "norwegian": "NO", "danish": "DK", "finnish": "FI", "israeli": "IL",
    "palestinian": "PS", "iranian": "IR", "iraqi": "IQ", "syrian": "SY", "egyptian": "EG",
    "canadian": "CA", "mexican": "MX", "brazilian": "BR", "australian": "AU", "hungarian": "HU",
    "czech": "CZ", "austrian": "AT", "swiss": "CH", "belgian": "BE", "portuguese": "PT",
    "irish": "IE", "scottish": "GB", "romanian": "RO", "bulgarian": "BG", "serbian": "RS",
    "croatian": "HR", "slovak": "SK", "belarusian": "BY", "georgian": "GE", "korean": "KR",
    "afghan": "AF", "pakistani": "PK", "saudi": "SA", "lebanese": "LB", "nigerian": "NG",
    "european": "", "asian": "", "african": "", "arab": "", "muslim": "", "christian": "",
    "jewish": "", "catholic": "", "protestant": "", "republican": "", "democrat": "",
}  # fmt: skip
DEMONYMS = frozenset(
    form for word in NATIONALITIES for form in (word.capitalize(), f"{word.capitalize()}s")
)


def is_demonym(word: str) -> bool:
    """A nationality or group, whatever its capitals, one or many: "Ukrainian", "Americans"."""
    small = word.lower()
    return small in NATIONALITIES or small.removesuffix("s") in NATIONALITIES
