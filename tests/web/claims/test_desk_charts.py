"""The charts of a desk: what is drawn of which numbers, and where the numbers come from."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from annotations.models import Assessment, Claim
from annotations.models.claims import flow
from annotations.services.claims import workflow
from annotations.web.claims import desk_charts
from tests import factory
from tests.web.scene import words

TODAY = date(2026, 3, 4)  # A Wednesday.
HOUR = timedelta(hours=1)


def test_every_day_has_its_column_and_both_directions_one_scale():
    came = {TODAY: 10, TODAY - timedelta(days=27): 1}
    days = desk_charts.days_of(came, {TODAY: (4, 1)}, TODAY)
    assert (len(days), days[0].day, days[-1].day) == (28, date(2026, 2, 5), TODAY)
    assert (days[-1].up, days[-1].down) == (46, 23)
    assert (days[0].up, days[0].down) == (5, 0)


def test_little_is_still_seen_and_nothing_draws_nothing():
    assert desk_charts.days_of({TODAY: 1000, date(2026, 3, 3): 1}, {}, TODAY)[-2].up == 2
    assert {day.up + day.down for day in desk_charts.days_of({}, {}, TODAY)} == {0}


def test_weeks_without_a_checked_claim_are_left_out_of_the_lines():
    times = {date(2026, 3, 2): (3600.0, 36_000.0, 4), date(2026, 2, 16): (7200.0, 18_000.0, 1)}
    weeks = desk_charts.weeks_of(times, TODAY)
    assert (len(weeks), weeks[-1].monday) == (12, date(2026, 3, 2))
    assert (weeks[-1].median, weeks[-1].slow, weeks[-2].median) == (1, 10, None)
    assert weeks[-1].slow_y < weeks[-1].median_y
    assert desk_charts.line_of(weeks, "slow_y").count(",") == 2


def test_verdicts_stand_in_the_order_of_the_scale_with_their_share():
    shares = desk_charts.shares_of({"refuted": 1, "supported": 3})
    assert [(one.tone, one.percent) for one in shares] == [("supported", 75), ("refuted", 25)]
    assert desk_charts.shares_of({}) == []


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def move_back(claim: Claim, **columns: timedelta) -> None:
    """Let its times be so much earlier, as if it had been so."""
    now = timezone.now()
    times = {name: now - before for name, before in columns.items()}
    Claim.objects.filter(pk=claim.pk).update(**times)


def test_a_claim_comes_when_it_is_made_and_leaves_when_it_is_checked(cast, article):
    today = timezone.localdate()
    for _ in range(2):
        factory.make_claim(cast, article)
    gone = factory.make_claim(cast, article)
    workflow.dismiss(actor=cast.checker, claim_id=gone.pk)
    factory.make_checked_claim(cast, article)
    old = factory.make_checked_claim(cast, article)
    move_back(old, opened_at=timedelta(days=40), stage_since=timedelta(days=30))

    assert flow.came(cast.editor, cast.desk.pk) == {today: 4}
    assert flow.left(cast.editor, cast.desk.pk) == {today: (1, 1)}
    assert flow.verdicts(cast.editor, cast.desk.pk) == {"supported": 1}
    assert (
        flow.came(cast.editor, cast.other_desk.pk)
        == flow.verdicts(cast.editor, cast.other_desk.pk)
        == {}
    )


def test_what_is_only_suggested_comes_when_somebody_accepts_it(cast, article):
    claim = factory.make_claim(cast, article)
    Claim.objects.filter(pk=claim.pk).update(stage="suggested")
    assert flow.came(cast.editor, cast.desk.pk) == {}
    before = Claim.objects.get(pk=claim.pk).stage_since
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk)
    assert flow.left(cast.editor, cast.desk.pk) == {}

    Claim.objects.filter(pk=claim.pk).update(stage="suggested")
    workflow.accept(actor=cast.reporter, claim_id=claim.pk)
    claim.refresh_from_db()
    assert claim.opened_at >= claim.created_at
    assert claim.stage_since > before


def test_a_reopened_claim_has_come_again_and_a_doubted_one_has_not(cast, article):
    reopened, doubted = (factory.make_checked_claim(cast, article) for _ in range(2))
    for claim in (reopened, doubted):
        move_back(claim, opened_at=timedelta(days=3))
    workflow.reopen(actor=cast.editor, claim_id=reopened.pk)
    factory.make_evidence(cast, doubted)

    opened = Claim.objects.in_bulk()
    assert opened[doubted.pk].stage == "review"
    assert opened[doubted.pk].opened_at < timezone.now() - timedelta(days=2)
    assert opened[reopened.pk].opened_at > timezone.now() - timedelta(days=1)
    assert flow.left(cast.editor, cast.desk.pk) == {}


def test_the_times_of_a_week_are_those_of_the_claims_checked_in_it(cast, article):
    for hours in (1, 2, 3):
        claim = factory.make_checked_claim(cast, article)
        move_back(claim, opened_at=hours * HOUR, stage_since=0 * HOUR)
    [(monday, (median, slow, claims))] = flow.times(cast.editor, cast.desk.pk).items()
    assert monday.weekday() == 0
    assert (round(median), round(slow), claims) == (7200, 10_080, 3)


def test_the_page_tells_the_same_numbers_as_a_table(cast, article, sign_in):
    factory.make_checked_claim(cast, article)
    assert Assessment.objects.approved().count() == 1
    page = words(sign_in(cast.viewer).get(f"/desks/{cast.desk.pk}/"))
    assert "1 in, 1 checked, 0 dismissed" in page
    assert '<th scope="row">Supported</th>' in page
    assert "style=" not in page
