"""Names of a second run, beside what people made of those of the first."""

import pytest

from annotations.models import Mention, NamesReview, TaggingRule, request_id
from annotations.services.entities import mentions, names_review
from annotations.services.tagging import runs
from annotations.services.undo import undo
from annotations.tagging.names import gazetteer
from annotations.tagging.pipeline import Pipeline
from annotations.work.tagging import run
from tests.cast import make_cast
from tests.factory import make_article
from tests.services.racing import race
from tests.work.engines import Names

TEXT = "Ilka Varn met Ole Brandt. Ilka Varn left on Tuesday."
NAMES = Names(("Ilka Varn", "PERSON"), ("Ole Brandt", "PERSON"), ("Tuesday", "DATE"))


def tag(cast, article):
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    run.tag_next()


def test_what_is_found_again_keeps_its_id(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    before = set(Mention.objects.values_list("pk", "version"))
    tag(cast, article)

    assert set(Mention.objects.values_list("pk", "version")) == before


def test_over_words_that_a_person_accepted_nothing_else_is_suggested(cast, use):
    use(Names(("Varn", "ORG")))
    article = make_article(cast, text=TEXT)
    mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=0,
        end=len("Ilka Varn"),
        label="PERSON",
    )
    tag(cast, article)

    found = Mention.objects.order_by("start").values_list("exact", "label")
    assert list(found) == [("Ilka Varn", "PERSON"), ("Varn", "ORG")]
    assert Mention.objects.get(label="ORG").start > 10


def test_other_bounds_are_suggested_for_words_that_a_person_rejected(cast, use):
    use(Names(("Ilka Varn", "PERSON")))
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    given = {"actor": cast.reporter, "seen_version": None, "state": "rejected"}
    for mention in Mention.objects.all():
        mentions.edit(**given, mention_id=mention.pk)
    use(Names(("Ilka Varn", "PERSON"), ("Varn", "PERSON")))
    tag(cast, article)

    suggested = Mention.objects.filter(state="suggested").values_list("exact", flat=True)
    assert list(suggested) == ["Varn", "Varn"]


def test_where_a_person_reviewed_all_names_a_run_changes_none(cast, use):
    use(NAMES)
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    NamesReview.objects.create(revision=article.current_revision, reviewed_by=cast.reporter)
    Mention.objects.update(state="accepted")
    before = set(Mention.objects.values_list("pk", "exact"))
    use(Names(("met", "ORG")))
    tag(cast, article)

    assert set(Mention.objects.values_list("pk", "exact")) == before


def test_a_run_is_told_what_the_desk_taught(cast, use):
    engine = Names()
    use(engine)
    for desk, name, label in [
        (cast.desk, "Quill", "ORG"),
        (cast.desk, "May", ""),
        (cast.other_desk, "Cup", "MISC"),
    ]:
        kind = "always" if label else "never"
        TaggingRule.objects.create(desk=desk, name=name, key=name.lower(), kind=kind, label=label)
    tag(cast, make_article(cast, text=TEXT))

    [lists] = engine.taught
    assert [(one.name, one.label) for one in lists.always] == [("Quill", "ORG")]
    assert [(one.name, one.label) for one in lists.never] == [("May", "")]


def test_a_mention_by_the_desks_list_says_so(cast, use):
    use(Pipeline(model="none"))
    TaggingRule.objects.create(
        desk=cast.desk, name="met Ole", key="met ole", kind="always", label="ORG"
    )
    tag(cast, make_article(cast, text=TEXT))

    mention = Mention.objects.get(label="ORG")
    assert (mention.exact, mention.origin) == ("met Ole", gazetteer.SOURCE)


def mark(cast, article):
    """The first "Ilka Varn", by hand."""
    given = {"actor": cast.reporter, "revision_id": article.current_revision_id}
    return mentions.create(**given, start=0, end=len("Ilka Varn"), label="PERSON")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_person_first", [True, False])
def test_a_name_that_is_marked_while_a_run_writes_it_is_there_once(use, is_person_first):
    use(NAMES)
    cast = make_cast()
    article = make_article(cast, text=TEXT)
    calls = [lambda: mark(cast, article), run.tag_next]
    for answer in race(*(calls if is_person_first else calls[::-1])):
        assert not isinstance(answer, Exception), answer

    found = Mention.objects.order_by("start").values_list("exact", "state")
    assert list(found) == [
        ("Ilka Varn", "accepted"), ("Ole Brandt", "suggested"), ("Ilka Varn", "suggested"),
        ("Tuesday", "suggested"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_what_a_person_accepts_while_a_run_no_longer_finds_it_stays(use):
    use(NAMES)
    cast = make_cast()
    article = make_article(cast, text=TEXT)
    tag(cast, article)
    use(Names())
    runs.tag_again(actor=cast.reporter, article_id=article.pk)
    [first, *_] = Mention.objects.order_by("start")
    given = {"mention_id": first.pk, "seen_version": None, "state": "accepted"}
    for answer in race(lambda: mentions.edit(actor=cast.reporter, **given), run.tag_next):
        assert not isinstance(answer, Exception), answer

    assert list(Mention.objects.values_list("pk", "state")) == [(first.pk, "accepted")]


@pytest.mark.django_db(transaction=True)
def test_names_that_are_reviewed_while_a_run_writes_are_all_decided(use):
    use(NAMES)
    cast = make_cast()
    article = make_article(cast, text=TEXT)
    given = {"actor": cast.checker, "revision_id": article.current_revision_id}
    for answer in race(lambda: names_review.review_names(**given), run.tag_next):
        assert not isinstance(answer, Exception), answer

    assert not Mention.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mark_that_comes_back_by_an_undo_while_a_run_writes_it_is_there_once(use):
    use(NAMES)
    cast = make_cast()
    article = make_article(cast, text=TEXT)
    mention = mark(cast, article)
    token = request_id.set("removed")
    mentions.remove(actor=cast.reporter, mention_id=mention.pk, seen_version=None)
    request_id.reset(token)
    back = {"actor": cast.reporter, "request": "removed"}
    for answer in race(lambda: undo.undo(**back), run.tag_next):
        assert not isinstance(answer, Exception), answer

    first = Mention.objects.filter(start=0).values_list("pk", "state")
    assert list(first) == [(mention.pk, "accepted")]
