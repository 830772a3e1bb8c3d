"""What goes out comes in as it was, byte for byte."""

import json

import pytest
from django.db import connection, transaction

from annotations.demo.loading import Demo
from annotations.errors import WrongState
from annotations.exchange.everything.tables import TABLES
from annotations.models import (
    Article,
    Assessment,
    Claim,
    Desk,
    Entity,
    Event,
    GuestLink,
    Outbox,
    Rating,
    Source,
    User,
    Webhook,
)
from annotations.services.accounts import desks
from annotations.services.articles import articles, embargoes, revisions
from annotations.services.claims import assessments, claims, double_checks
from annotations.services.comments import threads
from annotations.services.entities import mentions
from annotations.services.guests import guests
from annotations.services.redaction import execution, requests
from annotations.services.sources import snapshots
from annotations.services.transfers import move
from annotations.services.webhooks import webhooks
from tests import factory
from tests.admin.rows import add_rows
from tests.services.redaction.planting import make_full, plant, take_down
from tests.waiting import awaited, kept

from .bringing import brought, empty, exported

pytestmark = pytest.mark.owner
NASTY = "‮אבג‬ \"\\' \u2028\x01\x1b\x7f\ufeff 👩🏽‍🚀 e\u0301 \\u0000 \\. \t"


def types_of(data: bytes) -> set[str]:
    return {json.loads(line)["type"] for line in data.splitlines()[1:-1]}


def returns(tmp_path, desk: str | None = None) -> None:
    """Export, empty, import, export: the same."""
    found = Desk.objects.get(slug=desk) if desk else None
    before = exported(found)
    empty()
    report = brought(tmp_path, before)
    assert report.problems == []
    assert exported(Desk.objects.get(slug=desk) if desk else None) == before


@pytest.fixture
def demo(db) -> Desk:
    """The demo desk, after a day of work."""
    played = Demo()
    played.load()
    people, desk = played.people, played.desk
    admin, editor, checker, reporter = (
        people[name] for name in ("admin", "editor", "checker", "reporter")
    )
    for proposal in Assessment.objects.filter(state="proposed")[:2]:
        verb = assessments.approve if proposal.pk % 2 else assessments.return_
        verb(actor=editor, assessment_id=proposal.pk, seen_version=proposal.version, note="Well.")
    first, second, third = Article.objects.order_by("pk")
    claim = Claim.objects.filter(article=first).order_by("pk")[0]
    said = threads.on_claim(actor=reporter, claim_id=claim.pk, body="Which year, @checker?")
    threads.reply(actor=checker, thread_id=said.comment.thread_id, body="1998.")
    threads.resolve(actor=checker, thread_id=said.comment.thread_id)
    text = first.current_revision.text + "\n\nWe have corrected a figure."
    revisions.revise(
        actor=reporter, article_id=first.pk, text=text, kind="correction",
        seen_version=first.version,
    )  # fmt: skip
    source = Source.objects.order_by("pk").first()
    snapshots.take(actor=checker, source_id=source.pk, text="The report, as it was.")
    mentions.create(
        actor=reporter, revision_id=second.current_revision_id, start=0, end=9, label="ORG"
    )
    embargoes.put(actor=editor, article_id=second.pk, reason="Not before noon.")
    guests.invite(
        actor=editor, article_id=third.pk, guest="Counsel", action="comment",
        claim_ids=[third.claims.first().pk],
    )  # fmt: skip
    other = desks.create(actor=admin, name="Archive", slug="archive")
    desks.set_role(actor=admin, desk=other, user=editor, role="editor")
    Rating.objects.filter(desk=other).delete()  # Verdicts keep the steps of the old desk.
    both = User.objects.get(pk=editor.pk)
    move.move(actor=both, article_id=third.pk, desk_id=other.pk)
    webhooks.add(actor=editor, desk_id=desk.pk, address="https://receiver.example/hook")
    word = second.current_revision.text.split()[3]
    asked = requests.request(
        actor=admin, kind="span", object_id=second.current_revision_id, words=word,
        reason="A court says so.", basis="Order 7",
    )  # fmt: skip
    assert execution.carry_out(asked.pk).state == "done"
    return desk


@pytest.mark.slow
@pytest.mark.parametrize("desk", [None, "demo", "archive"])
def test_the_demo_desk_after_a_day_of_work_comes_back_byte_for_byte(demo, tmp_path, desk):
    returns(tmp_path, desk)


@pytest.mark.slow
def test_every_table_comes_back_byte_for_byte(cast, tmp_path):
    add_rows(cast, 3, called="much")
    assert types_of(exported()) == {table.name for table in TABLES}
    returns(tmp_path)


@pytest.mark.slow
def test_after_a_redaction_it_comes_back_byte_for_byte(cast, tmp_path):
    make_full(cast)
    take_down(cast, "name", words="Ilka Varn")
    assert "█" in exported().decode()
    returns(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("words", [NASTY, "{}", "null", "NaN"])
def test_whatever_words_stand_in_whatever_column_come_back(cast, tmp_path, words):
    make_full(cast)
    add_rows(cast, 1, called="more")
    planted = plant(words.replace("'", "''"))
    assert len(planted) > 60
    returns(tmp_path)


def test_what_follows_from_rows_is_there_again(cast, tmp_path):
    claim = factory.make_checked_claim(cast)
    factory.make_source(cast, title="The bridges report")
    before = {
        model: set(model.objects.values_list("pk", "search"))
        for model in (Article, Claim, Source, Entity)
    }
    data = exported()
    empty()
    assert brought(tmp_path, data).problems == []

    for model, rows in before.items():
        assert set(model.objects.values_list("pk", "search")) == rows
    claim.refresh_from_db()
    assert claim.stage == "checked"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM newsroom_claim_terms WHERE claim_id = %s", [claim.pk])
        assert cursor.fetchone() == (1,)


def test_what_waits_waits_again(cast, tmp_path):
    """Places of claims come in before the claims."""
    factory.make_proposal(cast, factory.make_claim(cast))
    lost = factory.make_claim(cast)
    revisions.revise(
        actor=cast.editor, article_id=lost.article_id, kind="update", seen_version=None,
        text=factory.TEXT.replace("41 bridges", "52 bridges"),
    )  # fmt: skip
    waited = kept()
    assert {kind for _, kind, *_ in waited} == {"proposed", "changed"}
    data = exported()
    empty()
    assert kept() == set()
    assert brought(tmp_path, data).problems == []
    assert kept() == awaited() == waited


def test_work_goes_on_after_an_import(cast, tmp_path):
    claim = factory.make_checked_claim(cast)
    data = exported()
    empty()
    brought(tmp_path, data)

    actor = User.objects.get(username="reporter")
    desk = Desk.objects.get(pk=cast.desk.pk)
    added = articles.create(actor=actor, desk=desk, headline="Next", text="Ilka counted bridges.")
    assert added.pk == claim.article_id + 1
    newest = Event.objects.of_row("article", added.pk).last()
    assert newest.actor_id == actor.pk
    with pytest.raises(Exception, match="immutable"), transaction.atomic():
        added.current_revision.__class__.objects.update(text="Other")


def test_each_row_leaves_its_line_in_the_trail(cast, tmp_path):
    claim = factory.make_checked_claim(cast)
    data = exported()
    empty()
    report = brought(tmp_path, data)

    lines = Event.objects.of_row("claim", claim.pk)
    assert [(one.action, one.actor_id) for one in lines] == [("I", None)]
    assert report.sha256 in lines[0].why
    assert lines[0].at > claim.created_at
    assert Event.objects.of_row("assessment", Assessment.objects.get().pk).count() == 1


def test_nobody_can_sign_in_and_no_secret_comes_along(cast, tmp_path):
    claim = factory.make_claim(cast)
    made = guests.invite(
        actor=cast.editor, article_id=claim.article_id, guest="Counsel", action="comment",
        claim_ids=[claim.pk],
    )  # fmt: skip
    hook = webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address="https://receiver.example")
    data = exported()
    for secret in (cast.editor.password, hook.secret, made.secret, GuestLink.objects.get().digest):
        assert secret  # Nothing stands in every text.
        assert secret not in data.decode()
    empty()
    brought(tmp_path, data)

    for person in User.objects.all():
        assert person.is_active
        assert not person.has_usable_password()
        assert not person.is_superuser
        assert not person.is_staff
    came = Webhook.objects.get()
    assert came.is_paused
    assert came.secret.startswith("whsec_")
    assert came.secret != hook.secret
    assert Outbox.objects.get().made_until == Event.objects.order_by("-pk").first().pk
    assert not GuestLink.objects.for_secret(made.secret).exists()


def test_an_address_that_a_person_wrote_themselves_opens_nothing(cast, tmp_path):
    User.objects.filter(pk=cast.viewer.pk).update(email="given@example.org")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.actor', %s, true)", [str(cast.checker.pk)])
        User.objects.filter(pk=cast.checker.pk).update(email="boss@example.org")
        cursor.execute("SELECT set_config('newsroom.actor', '', true)")
    data = exported().decode()
    assert "given@example.org" in data
    assert "boss@example.org" not in data
    returns(tmp_path)


def test_a_desk_takes_along_whom_its_rows_name_and_nothing_of_other_desks(cast):
    factory.make_checked_claim(cast)
    User.objects.update(email="somebody@example.org")
    rows = [json.loads(line) for line in exported(cast.desk).splitlines()[1:-1]]
    people = {row["username"] for row in rows if row["type"] == "user"}
    assert people == {"viewer", "reporter", "checker", "editor", "second_editor"}
    assert [row["slug"] for row in rows if row["type"] == "desk"] == ["politics"]
    assert "somebody@example.org" not in json.dumps(rows)
    assert "notification" not in {row["type"] for row in rows}


@pytest.mark.slow
def test_a_verdict_of_another_desks_scale_takes_its_step_along(demo):
    archive = Desk.objects.get(slug="archive")
    rows = [json.loads(line) for line in exported(archive).splitlines()[1:-1]]
    steps = {row["id"] for row in rows if row["type"] == "rating"}
    given = {row["rating_id"] for row in rows if row["type"] == "assessment"}
    assert given
    assert given <= steps
    assert [row["slug"] for row in rows if row["type"] == "desk"] == ["demo", "archive"]


def test_a_rating_that_nobody_may_read_yet_is_not_in_the_export_of_a_desk(cast, tmp_path):
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    claim = factory.make_claim(cast)
    claims_asked = {"claim_id": claim.pk, "question": "true"}
    double_checks.take(actor=cast.checker, **claims_asked)
    before = exported(cast.desk)
    double_checks.hand_in(
        actor=cast.checker, rating="mixed", rationale="Nobody reads this.", **claims_asked
    )
    assert exported(cast.desk) == before
    assert "Nobody reads this." in exported().decode()
    returns(tmp_path, "politics")


def test_a_database_with_rows_is_refused_and_stays_as_it_is(cast, tmp_path):
    claim = factory.make_claim(cast)
    data = exported()
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Other")
    there = exported()
    with pytest.raises(WrongState, match="desks, people"):
        brought(tmp_path, data)
    assert exported() == there
    report = brought(tmp_path, data, beside=True)
    assert report.problems[0][0] == 2
    assert "already exists" in report.problems[0][1]
    assert exported() == there


def test_beside_other_rows_it_comes_in_where_no_number_is_taken(cast, tmp_path):
    data = exported()
    empty()
    User.objects.create(pk=900_000, username="lone")
    assert brought(tmp_path, data, beside=True).problems == []
    assert User.objects.create_user("next").pk == 900_001
    assert Desk.objects.count() == 2


def test_a_dry_run_says_what_would_come_in(cast, tmp_path):
    factory.make_claim(cast)
    data = exported()
    empty()
    report = brought(tmp_path, data, dry=True)
    assert report.rows["claim"] == 1
    assert report.problems == []
    assert not User.objects.exists()
    assert not Event.objects.exists()
    assert User.objects.create_user("first").pk == 1
