"""The engine of the product, step after step."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.found import NO_LISTS, DeskLists, Entry
from annotations.tagging.pipeline import Pipeline
from tests.tagging.marking import shown

NAME = re.compile(r"[A-Z][\w']*(?: [A-Z][\w']*)?")
TEXT = (
    "OSLO, Norway (AP) — The head of Meridian Watch, Ilka Varn, resigned on 4 August 2022.\n"
    "“We did not,” said Varn’s deputy, Senator Tomas Okell. Okell left the World Health "
    "Organization (WHO) in May 2019 — the WHO denied it."
)


@pytest.fixture(scope="module")
def engine() -> Pipeline:
    return Pipeline()


def test_names_dates_and_identities_of_an_article(engine):
    [document] = engine.tag([TEXT], ["en"])

    assert {
        ("OSLO", "PLACE"), ("Norway", "PLACE"), ("AP", "ORG"), ("Ilka Varn", "PERSON"),
        ("4 August 2022", "DATE"), ("Varn", "PERSON"), ("Tomas Okell", "PERSON"),
        ("Okell", "PERSON"), ("World Health Organization", "ORG"), ("WHO", "ORG"),
        ("May 2019", "DATE"),
    } <= set(shown(document.found))  # fmt: skip
    names = {cluster.name: len(cluster.members) for cluster in document.clusters}
    assert names["Ilka Varn"] == names["Tomas Okell"] == 2
    assert names["World Health Organization"] == 3


def test_every_mention_says_which_step_made_it(engine):
    [document] = engine.tag([TEXT], ["en"])

    assert all(one.source.count("/") == 1 for one in document.found)
    sources = {one.source for one in document.found}
    assert {"dates/3", "dateline/3"} <= sources
    assert any(source.startswith("en_newsroom/") for source in sources)


def test_the_shipped_model_is_the_one_that_runs(engine):
    assert engine.problem == ""
    assert engine.version.startswith("4+en_newsroom-")


def test_texts_of_other_languages_are_read_by_rules_beside_the_others(engine):
    texts = ["Ilka Varn left Oslo.", "Вчора у Києві.", "Ilka Varn left Oslo."]
    first, second, third = engine.tag(texts, ["en", "uk", "en"])

    assert first == third
    assert ("Києві", "PLACE") in shown(second.found)
    assert not any(one.source.startswith("en_newsroom/") for one in second.found)


def test_each_text_has_the_lists_of_its_own_desk(engine):
    texts = ["They saw Grimsel."] * 2
    lists = [NO_LISTS, DeskLists(always=(Entry("Grimsel", "ORG"),))]
    first, second = engine.tag(texts, ["en", "en"], lists)

    assert ("Grimsel", "ORG") not in shown(first.found)
    assert shown(second.found) == [("Grimsel", "ORG")]


def test_what_a_desk_never_wants_is_not_brought_back_by_a_later_step(engine):
    [document] = engine.tag([TEXT], ["en"], DeskLists(never=(Entry("Varn"),)))

    assert "Varn" not in [one.text for one in document.found]
    assert "Ilka Varn" in [one.text for one in document.found]


def test_texts_are_answered_in_their_order(engine):
    texts = ["Oslo.", "", "Nothing.", "On Friday."]
    found = [shown(one.found) for one in engine.tag(texts, ["en"] * 4)]

    assert found == [[("Oslo", "PLACE")], [], [], [("Friday", "DATE")]]


def test_no_texts_no_answers(engine):
    assert engine.tag([], []) == []


WORDS = st.lists(
    st.sampled_from(
        ["Ilka Varn", "Varn", "Oslo", "the", "said", "Mr.", "Senator", "President", "’s", "'s", "WHO",
         "(", ")", ",", ".", "\n", " ", "“", "”", "—", "4 August", "2022", "World Health Organization",
         "and", "who", "Amnesty", "amnesty", "Київ", "الرئيس", "👩‍👧", "e\u0301", "\u00a0", "-", "İ", "ß"]
    ),
    max_size=60,
).map(" ".join)  # fmt: skip


@pytest.mark.slow
@given(
    text=WORDS | st.text(max_size=200),
    language=st.sampled_from(["en", "uk", "ar", "de", "und", ""]),
)
def test_mentions_lie_in_the_text_sorted_without_overlaps_and_come_again(engine, text, language):
    lists = DeskLists(always=(Entry("Oslo", "ORG"), Entry("-", "ORG")), never=(Entry("WHO"),))
    [document] = engine.tag([text], [language], lists)

    assert all(0 <= one.start < one.end <= len(text) for one in document.found)
    assert all(text[one.start : one.end] == one.text for one in document.found)
    assert all(a.end <= b.start for a, b in zip(document.found, document.found[1:], strict=False))
    assert all(0 < one.score <= 1 for one in document.found)
    assert sorted(one for cluster in document.clusters for one in cluster.members) == list(
        document.found
    )
    assert engine.tag([text], [language], lists) == [document]


RANKS = """Sgt Matt Knollys said the road was closed. Matt Knollys has served for ten years.
Cpl Dean Foster and Pte Ian Wells were hurt. Dean Foster is 22. Ian Wells is 19. Lt Col Harriet
Osgood and Maj Gen Piers Langdon spoke. Piers Langdon stayed. DCI Laura Penrose gave evidence. Laura
Penrose was first. Chief Constable Ruth Selby met Adm. James Tolland, Rear Adm. Mark Quiller and
Cllr Ann Bristow. Ruth Selby stayed. It was backed by Sens. Tom Udall and Rob Portman. Reps. Ann
Wagner and Jim Himes spoke.""".replace("\n", " ")


def test_people_are_one_with_their_ranks_and_without(engine):
    [document] = engine.tag([RANKS], ["en"])

    assert {one.name for one in document.clusters} == {
        "Matt Knollys", "Dean Foster", "Ian Wells", "Harriet Osgood", "Piers Langdon",
        "Laura Penrose", "Ruth Selby", "James Tolland", "Mark Quiller", "Ann Bristow", "Tom Udall",
        "Rob Portman", "Ann Wagner", "Jim Himes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The USA won. The United States sent ships, the U.S. said.", {"United States"}),
        ("The European Union voted. The EU and the E.U. paid.", {"European Union"}),
        ("The United Nations met. The UN and the U.N. paid.", {"United Nations"}),
        ("The United Arab Emirates met, the UAE said.", {"United Arab Emirates"}),
        ("Moody's and Standard & Poor's cut it.", {"Moody's", "Standard & Poor's"}),
        ("Moody’s rating of Karsk fell.", {"Moody’s", "Karsk"}),
        ("They live in King’s Lynn.", {"King’s Lynn"}),
        ("SELMA, N.C. — Donald Trump spoke.", {"SELMA", "N.C.", "Donald Trump"}),
        ("CHARLOTTE, N.C.—Donald Trump spoke.", {"CHARLOTTE", "N.C.", "Donald Trump"}),
        ("The film is about Gerry Conlon - who was jailed.", {"Gerry Conlon"}),
        ("Haaretz and Kommersant wrote so.", {"Haaretz", "Kommersant"}),
    ],
)
def test_what_a_name_is_called_in_a_text(engine, text, names):
    [document] = engine.tag([text], ["en"])

    assert {one.name for one in document.clusters} == names
