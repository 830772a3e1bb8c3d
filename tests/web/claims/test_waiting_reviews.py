"""Reviews that wait too long, and those that nobody on the desk can answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from annotations.models import Assessment, Claim, Desk, Membership
from annotations.models.claims import queues
from annotations.services.claims import claims
from annotations.services.comments import threads
from tests import factory
from tests.web.scene import HTMX, ask, send, words


def wait(days: float) -> None:
    """Let every proposal be so much older."""
    Assessment.objects.update(created_at=F("created_at") - timedelta(days=days))


def groups(client) -> dict[str, list[Claim]]:
    return {group.slug: group.rows for group in client.get("/my-work/").context["shown"]}


@pytest.fixture
def proposed(cast) -> Claim:
    claim = factory.make_claim(cast)
    factory.make_proposal(cast, claim)
    return claim


def test_a_review_is_overdue_after_as_many_days_as_the_desk_allows(cast, proposed, sign_in):
    editor = sign_in(cast.editor)
    wait(1.9)
    assert groups(editor) == {"review": [proposed]}
    wait(0.2)
    assert groups(editor) == {"late": [proposed]}
    assert "review overdue since" in words(editor.get("/my-work/"))
    Desk.objects.filter(pk=cast.desk.pk).update(review_days=3)
    assert groups(editor) == {"review": [proposed]}


def test_it_is_overdue_for_every_editor_who_may_decide_and_for_nobody_else(cast, proposed, sign_in):
    claims.edit(actor=cast.editor, claim_id=proposed.pk, seen_version=None, statement="Another")
    wait(2.1)

    assert groups(sign_in(cast.second_editor)) == {"late": [proposed]}
    for name in ("editor", "checker", "stranger"):
        assert "late" not in groups(sign_in(cast.by_role(name)))


def test_after_twice_the_time_it_is_listed_for_administrators_too(cast, proposed, sign_in):
    admin = sign_in(cast.admin)
    wait(3.9)
    assert "escalated" not in groups(admin)
    wait(0.2)
    assert groups(admin) == {"escalated": [proposed]}
    assert groups(sign_in(cast.editor)) == {"late": [proposed]}


def test_what_waits_too_long_is_counted_once_in_the_bar(cast, proposed):
    wait(10)
    assert queues.count(cast.editor) == queues.count(cast.admin) == 1


def test_the_page_asks_no_more_questions_for_more_late_reviews(cast, proposed, sign_in):
    editor = sign_in(cast.editor)
    wait(3)
    editor.get("/my-work/", headers=HTMX)
    with CaptureQueriesContext(connection) as few:
        editor.get("/my-work/", headers=HTMX)
    for _ in range(3):
        factory.make_proposal(cast, factory.make_claim(cast))
    wait(3)
    with CaptureQueriesContext(connection) as many:
        page = editor.get("/my-work/", headers=HTMX)
    assert len(page.context["shown"][0].rows) == 4
    assert len(many) == len(few)


def propose(client, claim: Claim):
    given = {"question": "true", "rating": "supported", "rationale": "Page 4 says so."}
    return send(client, f"/claims/{claim.pk}/assessments/", **given)


def test_who_proposes_what_nobody_can_decide_is_told_so_at_once(cast, sign_in):
    Membership.objects.filter(user=cast.second_editor).delete()
    claim = factory.make_claim(cast)
    page = words(propose(sign_in(cast.editor), claim))

    assert "Nobody on this desk can decide this: editor proposed it." in page
    assert claim in groups(sign_in(cast.viewer))["another"]
    assert groups(sign_in(cast.admin))["review"] == [claim]


def test_the_reason_names_every_editor_who_is_ruled_out(cast, proposed, sign_in):
    for one in (cast.editor, cast.second_editor):
        claims.edit(actor=one, claim_id=proposed.pk, seen_version=None, statement=f"By {one}")
    page = words(ask(sign_in(cast.checker), f"/claims/{proposed.pk}/"))

    message = "editor changed the claim since; second_editor changed the claim since."
    assert f"Nobody on this desk can decide this: {message}" in page


def test_editors_who_cannot_sign_in_decide_nothing(cast, proposed, sign_in):
    people = Membership.objects.filter(desk=cast.desk, role="editor").values("user")
    type(cast.editor).objects.filter(pk__in=people).update(is_active=False)
    page = words(ask(sign_in(cast.checker), f"/claims/{proposed.pk}/"))

    assert "can decide this: it has no editor who can sign in." in page


def test_the_panel_and_the_queue_say_the_same(cast, proposed, sign_in):
    checker = sign_in(cast.checker)
    for gone in (None, cast.editor, cast.second_editor):
        if gone:
            Membership.objects.filter(user=gone).delete()
        is_told = "Nobody on this desk" in words(ask(checker, f"/claims/{proposed.pk}/"))
        assert is_told == queues.needs_another_editor(cast.checker).exists()
    assert is_told


def test_the_first_page_is_my_work_for_who_has_a_desk(cast, sign_in, django_user_model):
    assert sign_in(cast.viewer).get("/")["Location"] == "/my-work/"
    assert sign_in(cast.admin).get("/")["Location"] == "/my-work/"
    newcomer = django_user_model.objects.create_user("newcomer", password="correct horse battery")
    assert sign_in(newcomer).get("/")["Location"] == "/articles/"


def test_a_row_says_until_when_it_should_be_checked(cast, sign_in):
    claim = factory.make_claim(cast)
    checker = sign_in(cast.checker)
    for due, told in (("2020-02-03", "overdue since 3"), ("2090-02-03", "due 3")):
        Claim.objects.filter(pk=claim.pk).update(due=due)
        assert told in words(checker.get("/my-work/"))


def test_who_is_named_in_an_open_conversation_has_it_in_my_work(cast, sign_in):
    claim = factory.make_claim(cast)
    said = threads.on_claim(actor=cast.editor, claim_id=claim.pk, body="Which year, @checker?")
    checker = sign_in(cast.checker)
    told = groups(checker)["mentions"]
    page = words(checker.get("/my-work/"))
    assert [one.comment for one in told] == [said.comment]
    assert "Which year, @checker?" in page
    assert "mentions" not in groups(sign_in(cast.editor))

    checker.post(f"/notifications/{told[0].pk}/read/")
    assert "mentions" not in groups(checker)
