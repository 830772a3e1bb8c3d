"""No verb keeps a day to come for what is over: whatever it is the day of, whoever sends it."""

from datetime import date, datetime, timedelta, timezone

import pytest

from annotations.errors import Invalid
from annotations.services.articles import articles
from annotations.services.checks import answers
from annotations.services.claims import claims, contacts, external_checks
from annotations.services.dates import past
from annotations.services.sources import sources
from tests import factory

TOMORROW = datetime.now(timezone.utc) + timedelta(hours=20)
AHEAD = datetime.now(timezone.utc) + timedelta(days=3)


def add_article(cast, scene, when):
    articles.create(actor=cast.reporter, desk=cast.desk, headline="H", text="T.", published_at=when)


def edit_article(cast, scene, when):
    row = scene.article_id
    articles.edit(actor=cast.editor, article_id=row, seen_version=None, published_at=when)


def add_source(cast, scene, when):
    sources.find_or_create(actor=cast.checker, desk=cast.desk, title="S", published_on=when.date())


def edit_source(cast, scene, when):
    row = factory.make_source(cast)
    day = when.date()
    sources.edit(actor=cast.checker, source_id=row.pk, seen_version=None, published_on=day)


def say_when(cast, scene, when):
    claims.edit(actor=cast.checker, claim_id=scene.pk, seen_version=None, date=when.date())


def say_who(cast, scene, when):
    chain = [{"speaker": "Ilka Varn", "date": when.date()}]
    claims.edit(actor=cast.checker, claim_id=scene.pk, seen_version=None, attribution=chain)


MAY_LIE_AHEAD = (add_article, edit_article, add_source, edit_source, say_when, say_who)


def look_in_vain(cast, scene, when):
    question = factory.make_check_question(cast, scene)
    answers.answer(
        actor=cast.checker, question_id=question.pk, kind="unanswerable", place="The archive",
        day=when.date(),
    )  # fmt: skip


def write_to_them(cast, scene, when):
    contacts.ask(actor=cast.checker, claim_id=scene.pk, asked="Gazette", asked_at=when)


def hear_from_them(cast, scene, when):
    row = contacts.ask(actor=cast.checker, claim_id=scene.pk, asked="Gazette")
    contacts.answer(
        actor=cast.checker, request_id=row.pk, seen_version=None, reply="No.", replied_at=when
    )


def _keep_check(cast, scene, **about):
    about = {"url": "https://facts.example/1"} | about
    external_checks.add(actor=cast.checker, desk=cast.desk, claim_id=scene.pk, about=about)


def keep_check(cast, scene, when):
    _keep_check(cast, scene, reviewed_on=when.date().isoformat())


def keep_what_was_checked(cast, scene, when):
    _keep_check(cast, scene, claimed_on=when.isoformat())


VERBS = {
    look_in_vain: "day",
    write_to_them: "asked_at",
    hear_from_them: "replied_at",
    keep_check: "reviewed_on",
    keep_what_was_checked: "claimed_on",
}


@pytest.mark.parametrize(("verb", "field"), VERBS.items())
def test_a_day_to_come_is_refused_beside_its_field(verb, field, cast):
    claim = factory.make_claim(cast)
    with pytest.raises(Invalid, match=r"This date is in the future\.") as caught:
        verb(cast, claim, AHEAD)
    assert caught.value.field == field


@pytest.mark.parametrize("verb", VERBS)
def test_tomorrow_is_today_further_east(verb, cast):
    verb(cast, factory.make_claim(cast), TOMORROW)


@pytest.mark.parametrize("verb", MAY_LIE_AHEAD)
def test_a_text_and_what_it_says_may_be_of_a_day_to_come(verb, cast):
    """A speech under embargo is checked before it is held."""
    verb(cast, factory.make_claim(cast), AHEAD)


def test_what_stood_there_is_no_fault_of_who_edits_something_else():
    assert past(AHEAD, "replied_at", before=AHEAD) == AHEAD


def test_no_date_is_none(cast):
    assert past(None, "date") is None
    assert past(date(2019, 5, 4), "date") == date(2019, 5, 4)
    assert past("2019-05-04T10:00:00Z", "date") == "2019-05-04T10:00:00Z"
    with pytest.raises(Invalid):
        past("9998-05-04", "date")
