"""Suggested claims: how many, which, and what a second run leaves alone."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.errors import NotFound
from annotations.models import Anchor, Claim, Desk, Suggestion
from annotations.services.articles import revisions
from annotations.services.claims import claims, labels, links, watching, workflow
from annotations.services.comments import threads
from annotations.services.tagging import runs
from annotations.work.tagging import run, write
from tests.cast import make_cast
from tests.factory import make_article, make_claim, make_evidence
from tests.work.engines import Quote, Reader, Worth
from tests.work.together import together

SENTENCES = [f"The town has {number} bridges." for number in range(40, 60)]
TEXT = " ".join(SENTENCES)  # 100 words


def worth(text, **given):
    return [Worth(one.start(), one.end(), **given) for one in re.finditer(r"The.*?\.", text)]


def rated(*rules):
    """Sentence after sentence by these rules, the first one the surest."""

    def read(text):
        found = worth(text)
        return [
            Worth(one.start, one.end, rule=rule, reason=rule.title(), score=0.9 - i / 100)
            for i, (rule, one) in enumerate(zip(rules, found, strict=False))
        ]

    return Reader(suggestions=read)


def want(cast, number: float):
    Desk.objects.filter(pk=cast.desk.pk).update(suggestions_per_hundred=number)


def tag(cast, article):
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    run.tag_next()


def words() -> list[str]:
    return list(Claim.objects.in_order().values_list("statement", flat=True))


def test_a_sentence_becomes_a_suggested_claim_with_its_reason(cast, use):
    use(rated("number"))
    article = make_article(cast, text=TEXT)
    tag(cast, article)

    claim = Claim.objects.get()
    assert (claim.stage, claim.statement, claim.created_by) == ("suggested", SENTENCES[0], None)
    anchor = Anchor.objects.get(claim=claim)
    assert (anchor.start, anchor.end, anchor.exact) == (0, len(SENTENCES[0]), SENTENCES[0])
    suggestion = claim.suggestion
    assert (suggestion.rule, suggestion.reason) == ("number", "Number")
    assert (suggestion.origin, suggestion.outcome) == ("reader/1", "waiting")
    assert Claim.objects.matching("bridges").exists()


@pytest.mark.parametrize(("per_hundred", "number"), [(0, 0), (1, 1), (2.5, 3), (20, 20)])
def test_no_more_are_suggested_than_the_desk_wants(cast, use, per_hundred, number):
    use(Reader(suggestions=worth))
    want(cast, per_hundred)
    tag(cast, make_article(cast, text=TEXT))

    assert Claim.objects.count() == number


def test_a_rule_that_the_desk_dismisses_comes_after_one_that_it_takes(cast, use):
    use(rated("opinion", "number"))
    want(cast, 2)
    for turn in range(3):
        tag(cast, make_article(cast, text=TEXT, headline=str(turn)))
    for claim in Claim.objects.all():
        verb = workflow.accept if claim.suggestion.rule == "number" else workflow.dismiss
        verb(actor=cast.checker, claim_id=claim.pk)
    want(cast, 1)
    article = make_article(cast, text=TEXT, headline="Next")
    tag(cast, article)

    assert article.claims.get().suggestion.rule == "number"
    assert Suggestion.objects.decided_counts(cast.desk.pk) == {"number": (3, 3), "opinion": (0, 3)}


def decide(cast, rule: str, verb, times: int):
    """So many suggestions of the rule that the desk decided."""
    article = make_article(cast, text=TEXT, headline=f"Decided {rule}")
    for number in range(times):
        claim = make_claim(cast, article, words=f"{40 + number} bridges", actor=None)
        Suggestion.objects.create(
            claim=claim, desk=cast.desk, rule=rule, reason=rule, score=0.5, origin="x/1"
        )
        verb(actor=cast.checker, claim_id=claim.pk)


def scored(*pairs):
    def read(text):
        return [
            Worth(one.start, one.end, rule=rule, reason=rule, score=score)
            for (rule, score), one in zip(pairs, worth(text), strict=False)
        ]

    return Reader(suggestions=read)


@pytest.mark.parametrize(("sure", "first"), [(0.8, "money"), (0.99, "words")])
def test_a_habit_moves_the_ranking_but_hides_no_sentence_that_is_much_surer(cast, use, sure, first):
    use(scored(("words", sure), ("money", 0.7)))
    decide(cast, "words", workflow.dismiss, 20)
    article = make_article(cast, text=TEXT)
    tag(cast, article)

    assert article.claims.get().suggestion.rule == first


def test_a_habit_of_another_desk_moves_nothing(cast, use):
    use(scored(("words", 0.8), ("money", 0.7)))
    decide(cast, "words", workflow.dismiss, 20)
    Suggestion.objects.update(desk=cast.other_desk)
    article = make_article(cast, text=TEXT)
    tag(cast, article)

    assert article.claims.get().suggestion.rule == "words"


def test_a_second_run_keeps_what_is_found_again_and_drops_the_rest(cast, use):
    want(cast, 3)
    use(rated("a", "b", "c"))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    first, second, third = Claim.objects.in_order()
    use(rated("a", "other"))
    tag(cast, article)

    kept, fresh = Claim.objects.in_order()
    assert kept == first
    assert fresh.suggestion.reason == "Other"
    assert not Claim.objects.filter(pk__in=[second.pk, third.pk]).exists()


def test_what_people_decided_stays_and_is_not_suggested_again(cast, use):
    want(cast, 3)
    use(rated("a", "b", "c"))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    first, second, third = Claim.objects.in_order()
    workflow.accept(actor=cast.reporter, claim_id=first.pk)
    workflow.dismiss(actor=cast.checker, claim_id=second.pk)
    tag(cast, article)

    left = [(claim.pk, claim.stage) for claim in Claim.objects.in_order()]
    assert left == [(first.pk, "open"), (second.pk, "dismissed"), (third.pk, "suggested")]


def test_decided_ones_count_to_what_the_desk_wants(cast, use):
    use(rated("a", "b", "c"))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    workflow.dismiss(actor=cast.checker, claim_id=Claim.objects.get().pk)
    tag(cast, article)

    assert Claim.objects.get().stage == "dismissed"


def test_where_a_claim_stands_nothing_is_suggested(cast, use):
    use(rated("a", "b"))
    article = make_article(cast, text=TEXT)
    make_claim(cast, article, words="40 bridges")
    tag(cast, article)

    assert words() == ["40 bridges", SENTENCES[1]]


@pytest.mark.parametrize(
    "work",
    ["statement", "evidence", "attribution", "due", "label", "watch", "talk", "link", "linked"],
)
def test_a_suggestion_on_which_somebody_works_stays(cast, use, work):
    use(rated("a"))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    claim = Claim.objects.get()
    given = {"actor": cast.checker, "claim_id": claim.pk, "seen_version": None}
    if work == "statement":
        claims.edit(**given, statement="Forty bridges stand in the town.")
    elif work == "attribution":
        claims.edit(**given, attribution=[{"speaker": "The mayor"}])
    elif work == "due":
        claims.edit(**given, due=date(2030, 1, 1))
    elif work == "label":
        labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
        claims.edit(**given, labels=["Budget"])
    elif work == "watch":
        watching.watch(actor=cast.viewer, claim_id=claim.pk)
    elif work == "talk":
        threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body="Which town?")
    elif work in ("link", "linked"):
        one, two = [claim.pk, make_claim(cast).pk][:: 1 if work == "link" else -1]
        links.add(actor=cast.reporter, claim_id=one, other_id=two, kind="follows")
    else:
        make_evidence(cast, claim)
    use(Reader())
    tag(cast, article)

    assert Claim.objects.get(article=article) == claim


def test_after_a_correction_no_suggestion_stands_on_words_that_are_gone(cast, use):
    want(cast, 2)
    use(Reader(suggestions=worth))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    text = "\n\n".join(SENTENCES[1:4])
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=text, kind="update", seen_version=None
    )
    run.tag_next()
    article.refresh_from_db()

    anchors = Anchor.objects.filter(revision=article.current_revision_id)
    assert anchors.count() == Claim.objects.count() == 1
    assert Claim.objects.get().statement == SENTENCES[1]


def test_queries_do_not_grow_with_what_is_found(cast, use):
    want(cast, 20)

    def queries(text: str) -> int:
        article = make_article(cast, text=text, headline=text[:200])
        revision = article.current_revision
        engine = Reader(("bridges", "ORG"), suggestions=worth, quotes=quoted)
        with transaction.atomic():
            write.write({revision: engine.read(text)}, "reader/1")
        other = Reader(("town", "PLACE"), suggestions=lambda text: worth(text, rule="other"))
        with transaction.atomic(), CaptureQueriesContext(connection) as seen:
            write.write({revision: other.read(text)}, "reader/2")
        return len(seen)

    queries(SENTENCES[0])
    assert queries(" ".join(SENTENCES[:3])) == queries(TEXT)


def quoted(text):
    return [
        Quote(one.start(), one.end(), ((one.start(), one.end()),))
        for one in re.finditer("has", text)
    ]


@pytest.mark.django_db(transaction=True)
def test_what_is_decided_while_a_run_writes_stays_decided(use):
    cast = make_cast()
    want(cast, 20)
    use(Reader(suggestions=worth))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    waiting = list(Claim.objects.all())

    def decide():
        for claim in waiting:
            workflow.accept(actor=cast.reporter, claim_id=claim.pk)

    use(Reader())
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    answers = together(decide, run.tag_next)

    errors = [answer for answer in answers if isinstance(answer, Exception)]
    # The run may have been first: then the claim is gone, and the person is told so.
    assert all(isinstance(error, NotFound) for error in errors)
    taken = Claim.objects.filter(stage="open")
    assert taken.count() == Suggestion.objects.filter(outcome="accepted").count()
    assert bool(errors) or taken.count() == len(waiting)
