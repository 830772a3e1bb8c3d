"""What migrations make of rows of before: a database of an older version goes up with its rows."""

from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from annotations.models import Assessment, act_as

pytestmark = pytest.mark.slow


def migrate(*names: str):
    """Up or down to these (all, without any); the models as they were then."""
    executor = MigrationExecutor(connection)
    targets = [("annotations", name) for name in names] or executor.loader.graph.leaf_nodes()
    return executor.migrate(targets).apps


@pytest.fixture(scope="module")
def old_database(django_db_blocker):
    """An empty database beside the one of the other tests; Django's connection leads there."""
    kept = connection.settings_dict
    name = f"{kept['NAME']}_old"
    with django_db_blocker.unblock():
        _run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict = kept | {"NAME": name}
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = kept
            _run(f'DROP DATABASE "{name}"')


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="module")
def rows(old_database):
    """A verdict, a doubted one and a pending proposal, all with changes since; as they are now."""
    apps = migrate("0015_verdicts")

    def make(model: str, **given):
        return apps.get_model("annotations", model).objects.create(**given)

    author, editor, second = (make("User", username=name) for name in ("a", "e", "s"))
    desk = make("Desk", name="Desk", slug="desk")
    rating = make("Rating", desk=desk, question="true", slug="so", label="So", tone="supported")
    source = make("Source", desk=desk, title="Report")
    found = SimpleNamespace(author=author, editor=editor, second=second)
    numbers = count(1)

    def claim_with(statement: str, **given):
        number = next(numbers)
        made = {"desk": desk, "created_by": author}
        article = make("Article", headline="Headline", current_revision_id=number, **made)
        text = {"text": "Words.", "length": 6, "number": 1, "sha256": statement}
        make("Revision", pk=number, article=article, **text)
        claim = make("Claim", article=article, desk=desk, statement=statement, stage="review")
        given = {"rating": rating, "rationale": "So.", "question": "true"} | given
        return claim, make("Assessment", claim=claim, author=author, **given)

    approved = {"state": "approved", "reviewer": second, "reviewed_at": timezone.now()}
    with transaction.atomic():
        _, found.verdict = claim_with("Stands", **approved)
        changed, found.doubted = claim_with("Was so", **approved, needs_another_look=True)
        waiting, found.pending = claim_with("Waits")
        _, found.untouched = claim_with("Waits alone")
    with transaction.atomic():
        act_as(editor)
        changed.statement = "Is so"
        changed.save()
        other = {"claim": waiting, "source": source, "stance": "refutes", "created_by": editor}
        make("Evidence", question="true", **other)
        make("Evidence", question="said", **other | {"created_by": second})
    before = apps.get_model("annotations", "Assessment").objects
    found.stamps = dict(before.values_list("pk", "updated_at"))
    migrate()
    found.now = {one.pk: one for one in Assessment.objects.all()}
    return found


def test_nobody_moved_their_stamps(rows):
    assert {pk: one.updated_at for pk, one in rows.now.items()} == rows.stamps


def test_a_verdict_that_stands_keeps_what_stands(rows):
    verdict = rows.now[rows.verdict.pk]
    assert verdict.kept["statement"] == "Stands"
    assert verdict.kept["rating"] == {"slug": "so", "label": "So", "value": None}
    assert verdict.basis == verdict.digest != ""
    assert not verdict.needs_another_look
    assert verdict.doubted_at is None


def test_one_that_needs_another_look_keeps_what_was_approved(rows):
    verdict = rows.now[rows.doubted.pk]
    assert verdict.kept["statement"] == "Was so"
    assert verdict.needs_another_look
    assert verdict.basis == ""
    assert verdict.doubted_at == rows.stamps[verdict.pk]
    assert verdict.changers == [rows.editor.pk]


def test_whoever_changed_a_claim_under_a_proposal_is_known_by_the_trail(rows):
    proposal = rows.now[rows.pending.pk]
    assert proposal.changers == [rows.editor.pk]
    assert proposal.makers == {proposal.digest: [rows.editor.pk]}


def test_a_proposal_that_nobody_touched_has_no_changers(rows):
    proposal = rows.now[rows.untouched.pk]
    assert (proposal.changers, proposal.makers) == ([], {proposal.digest: []})


def test_the_guards_stand_again_after_it(rows):
    with pytest.raises(Exception, match="decided stays"), transaction.atomic():
        Assessment.objects.filter(pk=rows.verdict.pk).update(rationale="Other")


def test_the_way_back_and_up_again_keeps_the_rows(rows):
    migrate("0021_anchor_reason")
    migrate()
    assert Assessment.objects.get(pk=rows.pending.pk).changers == [rows.editor.pk]
