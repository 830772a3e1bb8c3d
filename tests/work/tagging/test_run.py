"""What a run writes: names once, people's decisions untouched, everything or nothing."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from annotations.models import (
    Alias,
    Article,
    Entity,
    Mention,
    Quotation,
    Suggestion,
    TaggingRun,
    WorkerHeartbeat,
)
from annotations.services.articles import articles, revisions
from annotations.services.entities import mentions
from annotations.services.tagging import runs
from annotations.tagging.engine import Document
from annotations.tagging.found import Found
from annotations.work import heartbeat, queue, wakeup
from annotations.work.tagging import link, write
from annotations.work.tagging import run as tagging_run
from tests.cast import make_cast
from tests.factory import make_article
from tests.work.engines import Broken, Names, Quote, Speaker, Worth
from tests.work.together import together

TEXT = "Ilka Varn met Ole Brandt. Ilka Varn left on Tuesday."


NAMES = Names(("Ilka Varn", "PERSON"), ("Ole Brandt", "PERSON"), ("Tuesday", "DATE"))


@pytest.fixture
def rung(monkeypatch) -> list[str]:
    """The names of the tasks that were rung for, from now on."""
    rung: list[str] = []
    monkeypatch.setattr(wakeup.celery(), "send_task", rung.append)
    return rung


def tag_all():
    while tagging_run.tag_next():
        pass


def tag_again(cast, article):
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    tag_all()


def test_a_run_finds_names_and_links_them_to_entities(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag_all()

    run = TaggingRun.objects.get()
    assert (run.state, run.pipeline) == ("done", "names/1")
    assert run.counts == {"mentions": 4, "quotations": 0, "suggestions": 0}
    found = Mention.objects.filter(article=article).in_order()
    assert [mention.exact for mention in found] == [
        "Ilka Varn", "Ole Brandt", "Ilka Varn", "Tuesday",
    ]  # fmt: skip
    assert {mention.state for mention in found} == {"suggested"}
    assert found[0].entity == found[2].entity == Entity.objects.get(name="Ilka Varn")
    assert found[3].entity is None


def test_a_second_run_doubles_nothing(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag_all()
    tag_again(cast, article)

    assert Mention.objects.count() == 4
    assert Entity.objects.count() == Alias.objects.count() == 2


def test_what_people_decided_survives_the_next_run(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag_all()
    first, second, third, fourth = Mention.objects.in_order()
    given = {"actor": cast.reporter, "seen_version": None}
    mentions.edit(**given, mention_id=first.pk, state="accepted", entity=None)
    mentions.edit(**given, mention_id=second.pk, state="rejected")
    mentions.edit(**given, mention_id=fourth.pk, state="accepted", label="MISC")
    marked = mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=TEXT.index("met"),
        end=TEXT.index("met") + 3,
        label="MISC",
    )
    tag_again(cast, article)

    # What the machine had where a person gave another label is remembered as rejected.
    remembered = Mention.objects.get(label="DATE")
    rows = {mention.start: mention for mention in Mention.objects.exclude(pk=remembered.pk)}
    assert (len(rows), Mention.objects.count(), remembered.state) == (5, 6, "rejected")
    assert rows[first.start] == first
    assert rows[first.start].entity is None
    assert rows[second.start].state == "rejected"
    assert rows[fourth.start].label == "MISC"
    assert rows[marked.start] == marked
    assert rows[third.start].state == "suggested"


def test_what_a_person_marked_is_not_suggested_again(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=0,
        end=9,
        label="ORG",
    )
    tag_all()

    assert Mention.objects.filter(start=0).get().label == "ORG"


def test_a_new_version_of_an_engine_replaces_the_suggestions_of_the_old(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag_all()
    use(Names(("Ole Brandt", "ORG"), version="2"))
    tag_again(cast, article)

    assert Mention.objects.get().origin == "names/2"


def test_a_mention_says_which_step_made_it(cast, use):
    use(Names(("Ilka Varn", "PERSON"), source="dates/3"))
    make_article(cast, text=TEXT)
    tag_all()

    assert {mention.origin for mention in Mention.objects.all()} == {"dates/3"}
    assert TaggingRun.objects.get().pipeline == "names/1"


def test_an_engine_that_fails_is_tried_three_times_and_recorded_without_the_text(cast, use):
    use(Broken())
    make_article(cast, text=TEXT)
    tagging_run.tag_next()

    run = TaggingRun.objects.get()
    assert (run.state, run.attempts, run.finished_at) == ("queued", 1, None)
    assert "ZeroDivisionError" in run.error
    assert "Ilka" not in run.error
    tag_all()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", 3)
    assert "ZeroDivisionError" in run.error
    assert run.finished_at


@pytest.mark.slow
def test_one_text_that_fails_is_parked_and_the_next_hundred_are_tagged(cast, use):
    use(Broken(*NAMES.names, only="poison"))
    poison = make_article(cast, text=f"{TEXT} poison", headline="Poison")
    for i in range(100):
        make_article(cast, text=TEXT, headline=str(i))
    tag_all()

    assert TaggingRun.objects.get(article=poison).state == "failed"
    done = TaggingRun.objects.exclude(article=poison)
    assert set(done.values_list("state", "attempts")) == {("done", 1)}
    assert Mention.objects.count() == 400


def test_a_run_that_cannot_write_leaves_nothing_and_spares_its_neighbours(cast, use):
    use(Names(("Ilka Varn", "PERSON"), ("Ilka Varn", "PERSON")))
    article = make_article(cast, text=TEXT)
    spared = make_article(cast, text="Nobody was met.")
    tag_all()

    run = TaggingRun.objects.get(article=article)
    assert (run.state, run.attempts) == ("failed", 3)
    assert "IntegrityError" in run.error
    assert not Mention.objects.exists()
    assert not Entity.objects.exists()
    spared_run = TaggingRun.objects.get(article=spared)
    assert (spared_run.state, spared_run.attempts) == ("done", 1)


def test_runs_that_are_worked_together_cost_as_many_statements_as_two(cast, use):
    def statements(number: int) -> int:
        def read(text: str) -> Document:
            # Nothing here is known yet, neither names nor sentences.
            name = Found(0, 6, "PERSON", text[:6], 0.9)
            speaker = Speaker(name.text, "PERSON", 0, 6)
            worth = Worth(0, len(text))
            quote = Quote(7, 11, ((7, 11),), speaker)
            return Document((name,), (), (quote,), (worth,))

        engine = Names()
        engine.read = read
        use(engine)
        for i in range(number):
            make_article(cast, text=f"V{number:02}{i:02}n said it.", headline=f"{number} {i}")
        with CaptureQueriesContext(connection) as seen:
            assert tagging_run.tag_next() == number
        return len(seen)

    statements(1)
    assert statements(2) == statements(tagging_run.AT_ONCE)
    models = (Mention, Quotation, Suggestion, Entity)
    assert {model.objects.count() for model in models} == {1 + 2 + tagging_run.AT_ONCE}


def test_of_runs_that_are_worked_together_the_first_names_what_the_others_know(cast, use):
    use(Names(("Zoë Lund", "PERSON"), ("ZOE LUND", "PERSON")))
    for name in ("Zoë Lund", "ZOE LUND", "ZOE LUND"):
        make_article(cast, text=f"{name} left.")
    assert tagging_run.tag_next() == 3

    entity = Entity.objects.get()
    assert entity.name == "Zoë Lund"
    assert list(Mention.objects.in_order().values_list("entity", flat=True)) == [entity.pk] * 3


@pytest.mark.parametrize(
    "lost", [{"attempts": 2}, {"state": "cancelled", "lease_until": None}], ids=["taken", "ended"]
)
def test_a_run_that_is_lost_while_others_are_worked_with_it_writes_nothing(cast, use, lost):
    articles = [make_article(cast, text=TEXT, headline=str(i)) for i in range(3)]
    second = TaggingRun.objects.filter(article=articles[1])

    class Slow(Names):
        def find(self, text):
            second.update(**lost)
            return super().find(text)

    use(Slow(*NAMES.names))
    assert tagging_run.tag_next() == 3

    assert second.get().state == lost.get("state", "running")
    others = TaggingRun.objects.exclude(pk__in=second)
    assert set(others.values_list("state", "attempts")) == {("done", 1)}
    assert not Mention.objects.filter(article=articles[1]).exists()
    assert Mention.objects.count() == 8


def test_a_run_that_was_cancelled_while_it_was_worked_on_is_thrown_away(cast, use):
    article = make_article(cast, text=TEXT)

    class Slow(Names):
        def find(self, text):
            TaggingRun.objects.update(state="cancelled", lease_until=None)
            return super().find(text)

    use(Slow(*NAMES.names))
    tagging_run.tag_next()

    assert TaggingRun.objects.get(article=article).state == "cancelled"
    assert not Mention.objects.exists()


def test_a_merged_entity_leads_to_the_one_that_stands(cast, use):
    use(Names(("Ilka Varn", "PERSON")))
    article = make_article(cast, text=TEXT)
    tag_all()
    standing = Entity.objects.create(desk=cast.desk, name="Ilka M. Varn", label="PERSON")
    Entity.objects.filter(name="Ilka Varn").update(merged_into=standing)
    tag_again(cast, article)

    assert {mention.entity for mention in Mention.objects.all()} == {standing}


def test_names_are_compared_without_case_and_accents_but_not_across_desks(cast):
    with transaction.atomic():
        first = link.entities_for(cast.desk.pk, [("PERSON", "Zoë Lund"), ("DATE", "May")])
        again = link.entities_for(cast.desk.pk, [("PERSON", "ZOE  LUND")])
        place = link.entities_for(cast.desk.pk, [("PLACE", "Zoe Lund")])
        other = link.entities_for(cast.other_desk.pk, [("PERSON", "Zoë Lund")])

    assert list(first) == [("PERSON", "Zoë Lund")]
    assert set(first.values()) == set(again.values())
    assert len({*first.values(), *place.values(), *other.values()}) == 3


def test_two_spellings_of_one_new_name_in_one_text_are_one_entity(cast):
    with transaction.atomic():
        found = link.entities_for(cast.desk.pk, [("PERSON", "Zoë"), ("PERSON", "ZOE")])

    assert len(set(found.values())) == 1
    assert Entity.objects.count() == 1


def test_a_worker_is_alive_as_long_as_it_says_so(db):
    heartbeat.beat("one")
    heartbeat.beat("one")
    heartbeat.beat("two")
    WorkerHeartbeat.objects.filter(name="two").update(seen_at=Now() - timedelta(seconds=16))

    assert WorkerHeartbeat.objects.alive().get().name == "one"
    heartbeat.forget("one")
    assert not WorkerHeartbeat.objects.alive().exists()


@pytest.mark.django_db(transaction=True)
def test_workers_that_meet_a_new_name_at_once_make_one_entity(use, monkeypatch):
    monkeypatch.setattr(tagging_run, "AT_ONCE", 1)
    use(NAMES)
    cast = make_cast()
    for i in range(8):
        make_article(cast, text=TEXT, headline=str(i))
    answers = together(*[tagging_run.tag_next] * 8)
    tag_all()

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Entity.objects.count() == Alias.objects.count() == 2
    assert Mention.objects.count() == 32
    assert TaggingRun.objects.filter(state="done").count() == 8


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["correct", "delete"])
def test_a_correction_or_deletion_and_the_worker_do_not_wait_for_each_other_for_ever(use, verb):
    """The worker holds its run and adds mentions while a person changes the article."""
    use(NAMES)
    cast = make_cast()
    for i in range(6):
        article = make_article(cast, text=TEXT, headline=str(i))
        [run] = queue.take_next()

        def change(pk=article.pk, number=i):
            given = {"article_id": pk, "seen_version": None}
            if verb == "delete":
                return articles.delete(actor=cast.editor, **given)
            text = f"{TEXT} More: {number}."
            return revisions.revise(actor=cast.reporter, text=text, kind="update", **given)

        def work(run=run):
            with transaction.atomic():
                if queue.finish(run, state="done"):
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_sleep(0.05)")
                    write.write({run.revision: NAMES.read(TEXT)}, "names/1")

        answers = together(work, change)
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        TaggingRun.objects.active().update(state="cancelled", lease_until=None)
    assert Article.objects.count() == (0 if verb == "delete" else 6)


def test_one_bell_works_every_due_run(cast, use, rung):
    use(NAMES)
    for i in range(3):
        make_article(cast, headline=str(i), text=TEXT)

    tagging_run.tag_due(60)

    assert set(TaggingRun.objects.values_list("state", flat=True)) == {"done"}
    assert rung == []


def test_a_worker_that_was_long_busy_rings_for_the_rest(cast, use, rung, monkeypatch):
    monkeypatch.setattr(tagging_run, "AT_ONCE", 1)
    use(NAMES)
    for i in range(3):
        make_article(cast, headline=str(i), text=TEXT)

    tagging_run.tag_due(0)

    assert TaggingRun.objects.filter(state="done").count() == 1
    assert rung == [wakeup.TAG_DUE]
