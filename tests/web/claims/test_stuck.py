"""*My work* shows what failed in the background to whoever may do something about it."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from annotations.models import (
    Delivery,
    Feed,
    FeedEntry,
    Role,
    SnapshotRequest,
    Source,
    TaggingRun,
    Webhook,
    keyset,
)
from annotations.services.accounts import desks
from annotations.services.articles import embargoes, revisions
from tests.factory import make_article, make_claim, make_evidence, make_source
from tests.web.claims.test_my_work import groups
from tests.web.scene import words

WHO = {
    "viewer": set(),
    "reporter": {"Tagging failed"},
    "checker": {"Tagging failed", "No copy could be made"},
    "editor": {
        "Tagging failed", "No copy could be made", "Messages of the webhook do not arrive",
        "The webhook was paused", "The feed cannot be read",
        "A feed brings something else for this article",
    },
}  # fmt: skip


def stop_everything(cast, number: int = 1) -> None:
    article = make_article(cast, headline=f"Stuck {number}")
    TaggingRun.objects.filter(article=article).update(
        state="failed", finished_at=Now(), error="It broke."
    )
    source = make_source(cast, title=f"Report {number}", url=f"https://example.org/{number}")
    SnapshotRequest.objects.create(
        source=source, wanted_by=cast.checker, due_at=None, failed_at=Now(), problem="404 Not Found"
    )
    for paused in (False, True):
        hook = Webhook.objects.create(
            desk=cast.desk, address=f"https://example.org/hook/{number}/{paused}", secret="s",
            added_by=cast.editor, is_paused=paused, problem="Gone." if paused else "",
        )  # fmt: skip
        Delivery.objects.create(
            webhook=hook, message_id="m", kind="test", body="{}", due_at=None, tried_at=Now(),
            problem="No answer.",
        )  # fmt: skip
    feed = Feed.objects.create(
        desk=cast.desk, address=f"https://example.org/{number}.xml", added_by=cast.editor,
        failures=3, problem="No feed.",
    )  # fmt: skip
    FeedEntry.objects.create(feed=feed, key="k", article=article, is_held=True, problem="Other.")


def stuck(client) -> list[str]:
    return [str(row.why) for row in groups(client).get("stuck", [])]


@pytest.mark.parametrize("name", WHO)
def test_everybody_sees_what_they_may_act_on(cast, sign_in, name):
    stop_everything(cast)
    assert set(stuck(sign_in(cast.by_role(name)))) == WHO[name]


def test_another_desk_sees_none_of_it(cast, sign_in):
    stop_everything(cast)
    assert stuck(sign_in(cast.stranger)) == []


def test_what_goes_on_again_is_stuck_no_more(cast, sign_in):
    stop_everything(cast)
    Delivery.objects.create(
        webhook=Webhook.objects.get(is_paused=False), message_id="n", kind="test", body="{}",
        due_at=None, tried_at=Now(), delivered_at=Now(),
    )  # fmt: skip
    Webhook.objects.filter(is_paused=True).update(problem="")  # By hand.
    Feed.objects.update(failures=0)
    FeedEntry.objects.update(answer="keep")
    SnapshotRequest.objects.all().delete()
    run = TaggingRun.objects.get(state="failed")
    revisions.revise(
        actor=cast.editor, article_id=run.article_id, seen_version=None, kind="correction",
        text="Something else was said.",
    )  # fmt: skip
    assert stuck(sign_in(cast.editor)) == []


def test_an_embargo_hides_what_is_on_the_article(cast, sign_in):
    stop_everything(cast)
    run = TaggingRun.objects.get(state="failed")
    make_evidence(cast, make_claim(cast, run.article), source=Source.objects.get())
    embargoes.put(actor=cast.editor, article_id=run.article_id)
    assert stuck(sign_in(cast.checker)) == []
    assert len(stuck(sign_in(cast.editor))) == 6


def test_a_row_leads_to_where_it_is_mended_and_counts_for_nobody(cast, sign_in):
    stop_everything(cast)
    client = sign_in(cast.checker)
    page = client.get("/my-work/")
    assert page.context["total"] == 0
    assert "It broke." in words(page)
    rows = groups(client)["stuck"]
    assert rows
    for row in rows:
        assert client.get(row.address).status_code == 200


def test_ten_times_as_much_takes_no_more_queries(cast, sign_in):
    client = sign_in(cast.editor)
    stop_everything(cast)
    stuck(client)
    with CaptureQueriesContext(connection) as few:
        stuck(client)
    for number in range(2, 6):
        stop_everything(cast, number)
    with CaptureQueriesContext(connection) as many:
        assert len(stuck(client)) == 30
    assert len(many) == len(few)


def test_of_many_desks_none_is_shown_on_which_the_person_may_not_act(cast, sign_in, monkeypatch):
    """However many there are: as of so many that they are not looked at one by one."""
    third = desks.create(actor=cast.admin, name="Culture", slug="culture")
    for desk, role in ((cast.other_desk, "reporter"), (third, "viewer")):
        desks.set_role(actor=cast.admin, desk=desk, user=cast.reporter, role=Role(role))
    for desk in (cast.desk, cast.other_desk, third):
        make_article(cast, desk=desk, actor=cast.admin, headline=f"Of {desk.slug}")
    TaggingRun.objects.update(state="failed", finished_at=Now(), error="It broke.")
    monkeypatch.setattr(keyset, "MOST_PARTS", 1)

    shown = {row.title for row in groups(sign_in(cast.reporter))["stuck"]}
    assert shown == {"Of politics", "Of sports"}
