"""English words of saying, and of the people who say."""

from ..names import ranks
from .lexicon import Cue, Lexicon, Sort, english_forms

SAY = """
    say:said tell:told add write:wrote tweet post reply respond answer recall note explain insist
    argue warn admit:admitted claim state declare announce allege assert contend maintain stress
    emphasise emphasize observe remark concede confirm deny complain suggest joke quip:quipped
    repeat counter object conclude reveal disclose predict promise vow pledge threaten testify
    report acknowledge caution agree protest boast confess muse reason point recount reflect
    continue estimate swear:swore reiterate signal inform assure remind plead lament urge demand
    propose advise
"""
THINK = """
    think:thought believe feel:felt suspect expect hope fear find:found consider doubt know:knew
    understand:understood realise realize guess reckon calculate
"""
NAME = """
    call describe brand dub:dubbed label denounce condemn dismiss praise hail slam:slammed blast
    criticise criticize accuse characterise characterize decry lambast deride ridicule mock
    portray blame compare welcome term speak:spoke defend deem refer
"""
ACT = """
    ask shout cry whisper laugh shrug:shrugged retort snap:snapped interject object yell scream
    mutter murmur shoot:shot hit:hit sigh grin:grinned smile exclaim wonder begin:began call
    fire chant sing:sang inquire enquire
"""
SHOW = "read:read show:showed indicate"


def _cues() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    sorts = (
        (Sort.SHOW, SHOW),
        (Sort.ACT, ACT),
        (Sort.NAME, NAME),
        (Sort.THINK, THINK),
        (Sort.SAY, SAY),
    )
    for sort, words in sorts:
        for word in words.split():
            lemma, _, past = word.partition(":")
            for form, mode in english_forms(lemma, past).items():
                cues[form] = Cue(lemma, mode, sort)
    return cues


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = (
    ranks.RANKS
    | ranks.MANY
    | _words(
        """
    police official officials people man men woman women mother father parent parents child
    children brother sister son daughter wife husband widow widower friend friends neighbour
    neighbours neighbor neighbors colleague colleagues relative relatives source sources resident
    residents critic critics expert experts doctor doctors nurse nurses teacher teachers student
    students scientist scientists researcher researchers author authors analyst analysts economist
    economists lawyer lawyers attorney attorneys prosecutor prosecutors judge judges witness
    witnesses minister ministers secretary president chancellor premier mayor governor senator
    lawmaker lawmakers deputy ambassador diplomat diplomats king queen prince princess pope bishop
    spokesman spokeswoman spokesperson spokesmen spokespeople aide aides adviser advisers advisor
    advisors director manager coach captain player players striker goalkeeper midfielder defender
    champion boss chief head chair chairman chairwoman chairperson executive ceo founder owner
    leader leaders coordinator organiser organizer campaigner campaigners activist activists
    protester protesters supporter supporters voter voters worker workers employee employees
    passenger passengers driver drivers pilot pilots farmer farmers fisherman fishermen trader
    traders shopper shoppers baker bakers customer customers tenant tenants landlord owner owners
    veteran soldier soldiers commander general colonel officer officers inspector detective
    detectives investigator investigators rescuer rescuers firefighter firefighters paramedic
    journalist reporter reporters editor moderator presenter host commentator commentators
    historian biologist chemist physicist ecologist epidemiologist psychologist surgeon engineer
    engineers architect artist actor actress singer writer novelist poet conductor musician
    composer inventor professor lecturer dean rector candidate candidates opponent opponents rival
    rivals ally allies incumbent mp mps councillor councillors representative representatives
    regulator regulators observer observers monitor monitors negotiator negotiators insider
    insiders victim victims survivor survivors defendant accused suspect plaintiff claimant
    coroner magistrate juror jurors scholar scholars specialist specialists consultant
    consultants broker brokers investor investors shareholder shareholders banker bankers
    pensioner pensioners villager villagers local locals fan fans referee umpire trainer
    abductors kidnappers captors hijackers hostages gunmen militants militant rebels rebel
    insurgents separatists separatist extremists demonstrators marchers organizers organisers
    refugees migrants prisoners detainees lawyers delegates envoy envoys mediator mediators
    producer producers broadcaster correspondent meteorologists seismologists forecasters
    agents agent agronomist bankers pollster pollsters strategist strategists translator
    counterpart speaker speakers legislator legislators marine marines troops
    one another others some many most both several few
    """
    )
)
ORGANISATIONS = _words(
    """
    company firm ministry agency government council party union club university hospital bank
    group organisation organization institute institution court tribunal army navy military
    police force authority authorities commission committee office department embassy parliament
    charity foundation association federation alliance network watchdog regulator operator
    manufacturer retailer carrier airline publisher newspaper magazine broadcaster station
    channel school college church team board treasury kremlin opposition administration service
    campaign league trust museum theatre startup supplier giant leadership bureau directorate
    secretariat body panel jury movement faction delegation mission cabinet palace chamber
    """
)
DOCUMENTS = _words(
    """
    report reports study studies letter statement email e-mail memo survey surveys poll polls
    article paper complaint lawsuit warning note message advisory bulletin notice communique
    communiqué declaration resolution tape video cable recording posting post tweet blog census
    analysis assessment forecast figures data research findings
    indictment filing ruling document documents petition prospectus website editorial audit
    review leaflet advert prosecution defence
    """
)
ENGLISH = Lexicon(
    cues=_cues(),
    subjects={
        "he": "m", "she": "f", "it": "n", "they": "p", "i": "i", "we": "i", "you": "i",
    },
    possessives={"his": "m", "her": "f", "hers": "f", "him": "m", "himself": "m", "herself": "f"},
    relatives=_words("who which"),
    determiners=_words(
        "a an the this that these those his her its their our my your one two three four five six "
        "seven eight nine ten some many several most other another no each every both few all"
    ),
    articles=_words("a an the one another"),
    prepositions=_words(
        "of for at in on from with by about against near under over into during after before "
        "since to as between among without within through across behind beside outside inside "
        "until despite including upon towards toward around like alongside beyond"
    ),
    conjunctions=_words("and but or then yet nor so"),
    complementisers=_words(
        "that when while because if although though whether where how why what whereas once unless"
    ),
    auxiliaries=_words(
        "has have had would will could can may might must should did does do is are was were be "
        "been being not n't never"
    ),
    passives=_words("is are was were be been being get got"),
    adverbs=_words(
        "also later then once still again already always now today yesterday tonight just even "
        "only too often first afterwards instead meanwhile soon here there earlier initially "
        "himself herself themselves itself however once first-hand last further both"
    ),
    according=(("according", "to"), ("in", "the", "words", "of")),
    honorifics={
        "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "dame": "f", "lord": "m",
        "lady": "f", "mr.": "m", "mrs.": "f", "ms.": "f",
    },
    people=PEOPLE,
    organisations=ORGANISATIONS,
    documents=DOCUMENTS,
    agents=_words("spokesman spokeswoman spokesperson"),
    any_organisations=_words(
        "company firm group organisation organization agency body charity network watchdog airline "
        "manufacturer retailer carrier publisher broadcaster supplier giant startup newspaper "
        "magazine team club"
    ),
    requests=_words("ask shout chant"),
    plainly=_words("say tell add reply"),
    plans=_words("propose promise pledge vow demand recommend point report describe predict"),
    findings=_words("find show indicate suggest"),
    quotings=_words("quoted quotes quote quoting cited cites citing"),
    names_of_things=_words("titled entitled named nicknamed codenamed so-called dubbed"),
    before_infinitives=_words("to must can could may might would should will not"),
    indirect=True,
)  # fmt: skip
