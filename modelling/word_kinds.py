"""Small word lists of the lexicon, written for it: words that announce or end names."""

from annotations.tagging.names.words import COMMON as _SENTENCE_WORDS
from annotations.tagging.names.words import NATIONALITIES, ORGANISATION_SUFFIXES
from annotations.tagging.names.words import ORGANISATION_CUES as _CUES
from annotations.tagging.names.words import TITLES as _TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTRY_NAMES = frozenset(
    """
    U.S. US USA U.S.A. UK U.K. UAE DRC Britain England Scotland Wales America Holland Burma Myanmar
    Czechia Macedonia Turkey Türkiye Congo Korea Palestine Kosovo Taiwan Russia Syria Iran Laos
    Vietnam Bosnia Herzegovina Yugoslavia Czechoslovakia Swaziland Eswatini Zaire Rhodesia Persia
    Siam Ceylon
    """.split()
) | {
    "United States", "United States of America", "United Kingdom", "Great Britain", "North Korea",
    "South Korea", "Ivory Coast", "Soviet Union", "West Germany", "East Germany", "Czech Republic",
    "Saudi Arabia", "New Zealand", "South Africa", "Sri Lanka", "El Salvador", "Costa Rica",
    "Northern Ireland", "United Arab Emirates", "Burkina Faso", "Sierra Leone", "Hong Kong",
}  # fmt: skip
REGIONS = frozenset(
    """
    Europe Asia Africa Antarctica Oceania Balkans Caucasus Caribbean Scandinavia Mediterranean
    Arctic Atlantic Pacific Sahara Sahel Siberia Kashmir Punjab Gaza Crimea Catalonia Bavaria
    Saxony Tuscany Sicily Sardinia Corsica Normandy Brittany Flanders Wallonia Andalusia Galicia
    Scania Lapland Karelia Chechnya Dagestan Abkhazia Transnistria Kurdistan Darfur Tibet Xinjiang
    Anatolia Mesopotamia Levant Quebec Ontario Alberta Manitoba Queensland Victoria Tasmania
    Balochistan Sindh Bengal Kerala Gujarat Assam Java Sumatra Borneo Mindanao Okinawa Hokkaido
    Patagonia Amazon Midwest Sinai Galilee Golan Jutland Ulster Yorkshire Cornwall Kent Essex
    Sussex Lancashire Himalayas Alps Andes Pyrenees
    """.split()
) | {
    "Middle East", "Far East", "West Bank", "Gaza Strip", "North America", "South America",
    "Latin America", "Central America", "Central Asia", "Southeast Asia", "South Asia", "East Asia",
    "Eastern Europe", "Western Europe", "Central Europe", "North Africa", "West Africa",
    "East Africa", "Southern Africa", "Persian Gulf", "Black Sea", "Baltic Sea", "Red Sea",
    "Gulf of Mexico", "South China Sea", "Horn of Africa", "New England", "British Columbia",
}  # fmt: skip
NO_FIRST_NAMES = _words(
    """
    a an and the of in on at to for from by with as is was be are or not no if it he she they we
    you i his her its their this that us uk mr mrs ms dr von van der de la le du da di del al el
    bin january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday north south east west new old great united
    china india america england france germany spain russia iran iraq israel canada mexico brazil
    egypt turkey
    """
)
_DEMONYMS = """
    afghan albanian algerian american andorran angolan argentine argentinian armenian australian
    austrian azerbaijani azeri bahamian bahraini bangladeshi barbadian belarusian belgian belizean
    beninese bhutanese bolivian bosnian brazilian briton british bulgarian burmese burundian
    cambodian cameroonian canadian chadian chilean chinese colombian congolese croat croatian cuban
    cypriot czech dane danish dominican dutch ecuadorian egyptian emirati english eritrean estonian
    ethiopian european fijian filipino finn finnish french gabonese gambian georgian german
    ghanaian greek greenlandic guatemalan guinean guyanese haitian honduran hungarian icelandic
    indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian
    kazakh kenyan kirghiz korean kosovar kurd kurdish kuwaiti kyrgyz lao laotian latvian lebanese
    liberian libyan liechtensteiner lithuanian luxembourger macedonian malagasy malawian malaysian
    maldivian malian maltese mauritanian mauritian mexican moldovan mongolian montenegrin moroccan
    mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian omani pakistani
    palestinian panamanian paraguayan peruvian philippine pole polish portuguese qatari romanian
    russian rwandan salvadoran samoan saudi scot scottish senegalese serb serbian singaporean
    slovak slovene slovenian somali spaniard spanish sudanese surinamese swede swedish swiss syrian
    taiwanese tajik tanzanian thai tibetan togolese tongan trinidadian tunisian turk turkish
    turkmen ugandan uighur ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh yemeni
    zambian zimbabwean african asian arab arabic arabian balkan baltic berber caribbean catalan
    basque chechen cossack crimean flemish gypsy hispanic inuit latino maori nordic persian roma
    scandinavian sicilian slavic tamil tatar texan walloon zulu pashtun hutu tutsi sunni shiite
    shia muslim islamic christian jew jewish catholic protestant orthodox buddhist hindu sikh
    mormon lutheran baptist anglican methodist quaker evangelical democrat democratic republican
    communist socialist nazi fascist marxist maoist islamist zionist baathist taliban parisian
    londoner berliner californian floridian hawaiian bavarian siberian soviet yugoslav palestinian
    latin anglo
"""
_BASES = _words(_DEMONYMS) | frozenset(NATIONALITIES)
KINDS = {
    "demonym": _BASES | {word + "s" for word in _BASES if not word.endswith(("s", "sh", "ch"))}
    | _words(
        "frenchman frenchmen englishman englishmen irishman irishmen dutchman scotsman welshman"
    ),
    "title": _TITLES | _words(
        """
        mr. mrs. ms. dr. prof. gen. col. lt. capt. sgt. maj. rev. sen. rep. gov. hon. st. adm.
        cmdr. cpl. pvt. det. supt. pres. madam madame monsieur señor signor herr frau sheik
        ayatollah mullah emir sultan shah tsar emperor empress duke duchess count countess baron
        earl viscount rabbi father brother sister saint coach manager striker midfielder defender
        goalkeeper captain analyst economist author writer actor actress singer director producer
        journalist reporter correspondent lawyer attorney prosecutor negotiator envoy lawmaker
        legislator mp mep congressman candidate nominee rival incumbent predecessor successor
        founder owner ceo cfo chairman vice-president activist dissident militant rebel suspect
        victim widow wife husband son daughter mother colleague teammate spokesman spokeswoman
        """
    ),
    "organisation_word": _CUES | _words(
        """
        administration alliance airline airport brigade brigades broadcasting brothers bureau
        cabinet campaign chamber channel church city civil club coalition command commonwealth
        communications conference confederation consortium consulting convention cooperation
        council cup daily defence defense delegation development directorate division economic
        education electric electronics embassy energy engineering enterprise enterprises
        entertainment exchange executive express faculty fc federal federation films finance
        financial football forces front gazette general global government guard guardian health
        herald high house human industry information inquiry insurance intelligence interior
        investment investments islamic journal justice kingdom labor labour laboratory league
        legion liberation library line lines magazine management manufacturing media militia mirror
        mission monetary mosque motor motors movement museum music national nations network office
        oil olympic orchestra order organization pact panel pharmaceuticals petroleum players post
        power prison production productions project radio railway records red regiment relief
        reserve resistance review revolutionary rights rovers royal school secretariat security
        seminary social software sport sports star states steel stock store stores student studios
        sun supreme systems task team technologies technology telecom telegraph television theatre
        theater times tobacco trading transport transportation treasury treaty troops tv unit
        united universal utd watch wire workers world
        """
    ),
    "organisation_suffix": ORGANISATION_SUFFIXES | _words(
        "inc. corp. co. ltd. plc. s.a. s.p.a. n.v. co llc. l.p. lp pte pty bhd ag. kg a/s & bros"
    ),
    "organisation": _words(
        """
        reuters afp bbc cnn nbc cbs abc itv cnbc msnbc pbs npr bloomberg xinhua tass interfax ansa
        dpa efe kyodo yonhap voa rfe aljazeera unicef unesco unhcr unrwa unhrc undp fao who imf
        iaea opcw wto opec nato osce eu ecb ecowas asean mercosur brics apec oecd interpol europol
        frontex icc icj icrc ioc fifa uefa nba nfl nhl mlb ncaa uci iaaf wada fia ioa concacaf caf
        afc fbi cia nsa dea atf doj dhs ice fema nasa noaa epa fda cdc nih sec ftc fcc irs usda
        usaid nypd lapd mi5 mi6 gchq mossad shin fsb kgb gru svr isi raf idf ira eta farc eln pkk
        ypg plo isis isil isis-k hamas hezbollah hizbollah fatah taliban taleban al-qaida al-qaeda
        al-shabab shabaab boko haram houthis likud kadima labour tories tory gop dup snp ukip cdu
        csu spd fdp afd anc bjp pti ndp plp psoe vox podemos syriza pasok fidesz jobbik fpö övp spö
        rn ump lrem pis solidarity zanu-pf mdc akp chp hdp mhp ba'ath baath nld kmt dpp ldp komeito
        google alphabet facebook meta twitter youtube instagram whatsapp tiktok snapchat telegram
        wikipedia wikimedia wikileaks microsoft apple amazon ibm intel amd nvidia oracle cisco dell
        hp netflix spotify uber lyft airbnb paypal ebay tesla spacex boeing airbus lockheed
        raytheon bae sony nintendo toshiba panasonic hitachi samsung hyundai kia lg huawei xiaomi
        lenovo alibaba tencent baidu toyota honda nissan mazda mitsubishi subaru suzuki ford
        chrysler fiat stellantis volkswagen audi bmw daimler mercedes porsche opel renault peugeot
        citroën volvo saab scania exxon exxonmobil chevron bp shell total totalenergies eni equinor
        statoil gazprom rosneft lukoil yukos aramco petrobras pemex pdvsa glencore rio bhp vale
        arcelormittal thyssenkrupp siemens bosch philips nokia ericsson vodafone verizon telefónica
        telefonica pfizer moderna astrazeneca novartis roche sanofi bayer basf merck
        glaxosmithkline gsk citigroup jpmorgan goldman hsbc barclays ubs santander bbva unicredit
        commerzbank mcdonald's starbucks coca-cola pepsico nestlé nestle unilever walmart tesco
        ikea lidl aldi lufthansa ryanair easyjet qantas emirates aeroflot oxfam greenpeace caritas
        unaids gavi pen wwf pentagon kremlin congress senate bundestag bundesrat knesset duma
        verkhovna rada sejm riksdag storting folketing cortes dáil oireachtas diet majlis politburo
        vatican arsenal chelsea everton liverpool barcelona juventus milan inter roma lazio ajax
        benfica porto sevilla valencia celtic rangers galatasaray fenerbahce lakers celtics knicks
        yankees mets dodgers giants cowboys patriots packers steelers raiders eagles redskins
        canadiens bruins
        """
    ),
    "month": _words(
        """
        january february march april may june july august september october november december jan
        feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept.
        oct. nov. dec.
        """
    ),
    "weekday": _words(
        """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
        fri sat sun yesterday today tomorrow tonight
        """
    ),
    "place_ending": _words(
        """
        airport alley avenue bay beach bridge canal cape castle cathedral cave cemetery centre city
        coast county court creek crossing desert district drive falls farm field forest fort garden
        gardens glacier gulf harbor harbour heights highway hill hills island islands isle isles
        lake lane mount mountain mountains ocean palace park peak peninsula plain plateau plaza
        point pond port prefecture province region reservoir ridge river road sea shore square
        stadium station strait street suburb territory tower town township tunnel valley village
        volcano zone mt. mt st. ave
        """
    ),
    "party_word": _words(
        """
        party democratic republican conservative liberal labour labor green socialist communist
        national people's peoples workers progressive christian social popular front alliance union
        coalition movement independence reform unionist nationalist radical centre left right unity
        freedom justice development congress parliamentary opposition
        """
    ),
    "event_word": _words(
        """
        war wars battle revolution olympics olympic games cup championship championships open
        tournament festival award awards prize grand prix election elections referendum summit
        conference treaty agreement act massacre uprising rebellion riots crisis hurricane typhoon
        earthquake tsunami storm series season marathon tour masters bowl derby final finals expo
        day week month year bill law constitution amendment
        """
    ),
}  # fmt: skip
COMMON = _SENTENCE_WORDS | _words(
    """
    of and a to in is was for on with as by at from that it his he are were be has had have its an
    but also which their not or this after who been they other more than when first one two new
    said says told added reported announced called asked noted wrote argued claimed would could
    should will can may might must do does did says say according up out over into about against
    during between through under before while where there some all most many such only both each
    people government officials police president minister news report state country city
    """
)
