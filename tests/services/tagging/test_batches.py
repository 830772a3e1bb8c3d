"""A whole desk again: everything once, behind all others, and back."""

import pytest

from annotations.errors import NotAllowed, NotFound, WrongState
from annotations.models import Event, Mention, TaggingBatch, TaggingRun
from annotations.services.tagging import batches, runs
from annotations.work import queue
from annotations.work.tagging import run as tagging_run
from tests.factory import make_article


@pytest.fixture
def articles(cast):
    made = [make_article(cast, headline=str(i)) for i in range(3)]
    make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    TaggingRun.objects.update(state="done")
    return made


def again(cast, actor="editor") -> TaggingBatch:
    return batches.tag_desk_again(actor=cast.by_role(actor), desk_id=cast.desk.pk)


def test_every_article_of_the_desk_is_queued_once_behind_all_others(cast, articles):
    waiting = runs.tag_again(actor=cast.reporter, article_id=articles[0].pk)
    batch = again(cast)

    made = TaggingRun.objects.filter(batch=batch)
    assert batch.total == 2
    assert [run.article_id for run in made.in_queue_order()] == [articles[2].pk, articles[1].pk]
    assert {run.priority for run in made} == {TaggingRun.Priority.AGAIN}
    assert queue.take_next() == [waiting]
    assert Event.objects.filter(table="taggingbatch").first().actor_id == cast.editor.pk


def test_a_second_wish_is_served_by_the_first(cast, articles):
    batch = again(cast)

    assert again(cast) == batch
    TaggingRun.objects.update(state="done")
    assert again(cast) != batch


def test_a_desk_without_anything_to_tag_says_so_and_leaves_no_batch(cast, articles):
    TaggingRun.objects.update(state="queued")
    with pytest.raises(WrongState, match="Nothing to tag"):
        again(cast)

    assert not TaggingBatch.objects.exists()


def test_a_cancelled_batch_stops_what_waits_and_what_runs_and_keeps_what_is_done(cast, articles):
    batch = again(cast)
    [done] = queue.take_next()
    queue.finish(done, state="done")
    [running] = queue.take_next()
    batch = batches.cancel(actor=cast.second_editor, batch_id=batch.pk)
    with pytest.raises(tagging_run.LeaseLost):
        tagging_run.tag(running)

    states = TaggingRun.objects.filter(batch=batch).in_queue_order().values_list("state", flat=True)
    assert list(states) == ["done", "cancelled", "cancelled"]
    assert batch.cancelled_at
    assert not Mention.objects.exists()
    with pytest.raises(WrongState):
        batches.cancel(actor=cast.editor, batch_id=batch.pk)


@pytest.mark.parametrize(
    ("actor", "error"),
    [("viewer", NotAllowed), ("reporter", NotAllowed), ("checker", NotAllowed),
     ("stranger", NotFound)],
)  # fmt: skip
def test_only_editors_start_and_cancel_batches(cast, articles, actor, error):
    with pytest.raises(error):
        again(cast, actor)
    batch = again(cast)
    with pytest.raises(error):
        batches.cancel(actor=cast.by_role(actor), batch_id=batch.pk)
    with pytest.raises(NotFound):
        batches.tag_desk_again(actor=cast.by_role(actor), desk_id=987654321)


def test_a_thousand_articles_are_queued_in_as_many_statements_as_ten(
    cast, django_assert_max_num_queries
):
    for number in (2, 20):
        for i in range(number):
            make_article(cast, headline=f"{number} {i}")
        TaggingRun.objects.update(state="done")
        with django_assert_max_num_queries(14):
            again(cast)
