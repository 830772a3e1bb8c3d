"""Words that spaCy knows by a number of their own instead of a hash."""

NAMES = [
    "",
    *"IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL".split(),
    *"LIKE_NUM LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT".split(),
    *"IS_RIGHT_PUNCT IS_CURRENCY".split(),
    *(f"FLAG{number}" for number in range(19, 64)),
    *"ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB".split(),
    *"ENT_TYPE HEAD SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN".split(),
    *"NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE".split(),
    *(f"DEPRECATED{number:03}" for number in range(1, 277)),
    *"PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME".split(),
    *"PERCENT MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr".split(),
    *"aux auxpass cc ccomp complm conj cop csubj csubjpass dep det dobj expl hmod hyph".split(),
    *"infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj".split(),
    *"obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod".split(),
    *"relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _".split(),
]
NUMBERS = {name: number for number, name in enumerate(NAMES)}
