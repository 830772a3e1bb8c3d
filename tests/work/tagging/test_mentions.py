"""Names of a second run, beside what people made of those of the first."""

from annotations.models import Mention, NamesReview, TaggingRule
from annotations.services.entities import mentions
from annotations.services.tagging import runs
from annotations.tagging.names import gazetteer
from annotations.tagging.pipeline import Pipeline
from annotations.work.tagging import run
from tests.factory import make_article
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
