"""What each named rule hears, and what only sounds like it."""

import pytest

from annotations.tagging.checkworthy.features import features


def heard(sentence: str) -> dict[str, str]:
    return {fit.rule.name: sentence[fit.start : fit.end] for fit in features(sentence).fits}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It paid $9.3bn for the firm.", "$9.3bn"),
        ("The bridge cost €120,000 to mend.", "€120,000"),
        ("It was sold for £5m.", "£5m"),
        ("The fund holds 120 million euros.", "120 million euros"),
        ("The fund holds 1.2bn euros.", "1.2bn euros"),
        ("A ticket costs 30 US dollars.", "30 US dollars"),
        ("The fine was 500,000 USD.", "500,000 USD"),
        ("The fine was EUR 500,000.", "EUR 500,000"),
        ("The fine was 120 000 €.", "120 000 €"),
        ("It costs NZ $ 26 million.", "$ 26 million"),
        ("It won US$4 billion in aid.", "$4 billion"),
        ("It costs ₴40 a month.", "₴40"),
        ("They owe four trillion dollars.", "four trillion dollars"),
        ("They lost hundreds of millions of dollars.", "hundreds of millions of dollars"),
        ("They lost a million pounds.", "a million pounds"),
        ("They lost half a million pounds.", "half a million pounds"),
        ("It has a four trillion dollar debt.", "four trillion dollar"),
        ("The tax is 12 cents a litre.", "12 cents"),
        ("It earns two billion hryvnias a year.", "two billion hryvnias"),
        ("A $25 million reward was offered.", "$25 million"),
    ],
)
def test_sums_of_money_are_heard(sentence, words):
    assert heard(sentence)["money"] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The crown was on the table.",
        "He spoke in the dollar shop.",
        "They try 30 times a day.",
        "The real question is another one.",
        "All 5 of them won.",
    ],
)
def test_what_is_no_sum_is_not_heard_as_one(sentence):
    assert "money" not in heard(sentence)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Prices rose by 12 pct.", "12 pct"),
        ("Prices rose by 12%.", "12%"),
        ("Prices rose by 12 %.", "12 %"),
        ("Prices rose by 3.5 per cent.", "3.5 per cent"),
        ("Prices rose by seventy percent.", "seventy percent"),
        ("A 20-percent cut was made.", "20-percent"),
        ("Rates rose by 25 basis points.", "25 basis points"),
        ("It rose by two percentage points.", "two percentage points"),
    ],
)
def test_per_cents_are_heard(sentence, words):
    assert heard(sentence)["percentage"] == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Half of the pupils have no desk.", "Half of the pupils"),
        ("Two-thirds of voters agree.", "Two-thirds of voters"),
        ("One in ten children is hungry.", "One in ten"),
        ("1 in 10 children is hungry.", "1 in 10"),
        ("Nine out of ten agree.", "Nine out of ten"),
        ("Most of the houses burnt down.", "Most of the houses"),
    ],
)
def test_shares_are_heard(sentence, words):
    assert heard(sentence)["share"] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "He came in one of three cars.",
        "It was the first of two in 10 years.",
        "They met at 5 in 10 minutes.",
        "Point 4 of the plan is new.",
    ],
)
def test_what_is_no_share_is_not_heard_as_one(sentence):
    assert not heard(sentence).keys() & {"percentage", "share"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The report counted 41 bridges.", "41 bridges"),
        ("The town has 41 unsafe bridges.", "41 unsafe bridges"),
        ("It has lost 9 million jobs.", "9 million jobs"),
        ("Dozens of houses burnt down.", "Dozens of houses"),
        ("Tens of people: thousands of houses fell.", "thousands of houses"),
        ("Some 12,000 people fled.", "12,000 people"),
        ("Two million others were displaced.", "Two million others"),
        ("The wall is 130 kilometres long.", "130 kilometres"),
        ("It was hit four times.", "four times"),
    ],
)
def test_numbers_of_something_are_heard(sentence, words):
    assert heard(sentence)["number"] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "He is one of the ministers.",
        "It is one of Nato’s core principles.",
        "One or two others came.",
        "One day the boys left.",
        "No one knows the boys.",
        "They love one another as friends.",
        "She is a 14-year-old of good manners.",
        "She has three years of it behind her.",
        "On 5 March the ministers met.",
        "It began at 8 a.m. and the guests left.",
        "On March 4, 2011, ministers met.",
        "Flight 447 was late.",
    ],
)
def test_what_counts_nothing_is_no_number(sentence):
    assert "number" not in heard(sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("court", "The court ruled that the tax was void."),
        ("court", "A judge in the capital has ordered the release of the letters."),
        ("court", "He was sentenced to six years."),
        ("court", "She pleaded not guilty."),
        ("court", "The firm was fined for it."),
        ("court", "The couple are undergoing trial for fraud."),
        ("court", "He was charged with theft."),
        ("court", "The Supreme Court struck down the law."),
        ("court", "The jury acquitted him; he was acquitted of everything."),
        ("pledge", "The minister pledged to close it."),
        ("pledge", "Both vowed to go on."),
        ("pledge", "The firm promised to pay."),
        ("pledge", "The countries agreed to share it."),
        ("pledge", "The party has committed itself to it."),
        ("event", "In 1997 the harbour was closed."),
        ("event", "It has been closed since 2003."),
        ("event", "In the mid-1990s he lived there."),
        ("event", "The vote was on March 4, 2011."),
        ("event", "He was taken there on 12 April."),
        ("event", "It was built between 1950 and 1960."),
        ("superlative", "It is the largest dam in the country."),
        ("superlative", "It is the world’s second-largest dam."),
        ("superlative", "It is one of the poorest countries."),
        ("record", "Oil hit a record high."),
        ("record", "It is the first time since the war."),
        ("record", "The flag has never before been changed."),
        ("superlative", "It is among the most persecuted groups of the most violent places."),
        ("comparison", "Traffic has doubled again."),
        ("comparison", "Prices are higher than last year."),
        ("comparison", "It is twice as large."),
        ("comparison", "The share was up from a tenth."),
        ("cause", "The flood was caused by a broken gate."),
        ("cause", "It closed because of the strike."),
        ("cause", "The drug causes cancer."),
        ("accusation", "The mayor was accused of taking it."),
        ("accusation", "The army violated the laws of war."),
        ("accusation", "He forged two signatures."),
        ("accusation", "The money was stolen."),
        ("harm", "A gunman killed two people."),
        ("harm", "Eleven were injured."),
        ("law", "The treaty bans the mines."),
        ("law", "Washington imposed sanctions on the firm."),
        ("law", "Tax cuts were made."),
        ("decision", "Parliament approved the plan."),
        ("decision", "The minister resigned."),
        ("finding", "A new study found that many are ill."),
        ("finding", "According to a recent survey, many are ill."),
    ],
)
def test_each_other_rule_hears_its_words(rule, sentence):
    assert rule in heard(sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("superlative", "The disclosure last week surprised him."),
        ("superlative", "At least the first name was right."),
        ("record", "He kept a record of the talks."),
        ("superlative", "The best thing is to wait."),
        ("record", "The disclosure last week surprised him."),
        ("record", "The only way is to wait."),
        ("record", "She bought a record by the band."),
        ("record", "The first lady came."),
        ("superlative", "Most of all, it was late."),
        ("accusation", "They forged an accord in the night."),
        ("accusation", "She forged a career abroad."),
        ("accusation", "Fog covered up to the windows."),
        ("accusation", "He lay hidden in a hidden valley."),
        ("accusation", "The corrupted file was mended."),
        ("accusation", "The accused have been turned over to the officials."),
        ("comparison", "She was burning up from within."),
        ("court", "The tennis court is green."),
        ("court", "He charged the battery with it."),
        ("court", "The ball was in their court, he said."),
        ("pledge", "It is a promising start."),
        ("pledge", "He is a committed teacher."),
        ("event", "Room 1997 is closed."),
        ("event", "He paid 2000 for it."),
        ("event", "They may 12 times."),
        ("cause", "He works for a good cause."),
        ("cause", "They care about social causes."),
        ("cause", "It is due to open soon."),
        ("comparison", "More than ever he smiled."),
        ("comparison", "She declined to answer."),
        ("harm", "The deadline is near."),
        ("law", "She works for a law firm."),
        ("law", "The government had to act."),
        ("decision", "The shop is open."),
        ("finding", "The report is long."),
    ],
)
def test_what_only_sounds_like_a_rule_is_not_heard(rule, sentence):
    assert rule not in heard(sentence)
