"""What a desk teaches: one rule a name, by those who may, and undone like everything else."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale
from annotations.models import Mention, TaggingRule, TaggingRun, request_id
from annotations.models.tagging.rules import mentions_made, taught_in
from annotations.services.tagging import rules
from annotations.services.undo import undo
from annotations.work.desk_rules import of_desks
from tests.factory import TEXT, make_article


@pytest.fixture
def article(cast):
    return make_article(cast)


def suggested(cast, article, words="Ilka Varn", **given):
    start = TEXT.index(words)
    return Mention.objects.create(
        article=article,
        desk=cast.desk,
        revision=article.current_revision,
        start=start,
        end=start + len(words),
        exact=words,
        **{"label": "PERSON", "origin": "rules/1", "score": 0.5} | given,
    )


def teach(cast, **given):
    said = {"kind": "always", "name": "Ilka Varn", "label": "PERSON", "actor": cast.checker}
    return rules.teach(desk_id=cast.desk.pk, **said | given)


def by_mention(cast, mention, kind):
    return rules.teach_by_mention(
        actor=cast.checker, mention_id=mention.pk, kind=kind, seen_version=mention.version
    )


def test_a_taught_name_reaches_the_engines_of_this_desk_only(cast):
    teach(cast, name="  Ilka   Varn ")
    lists = of_desks([cast.desk.pk, cast.other_desk.pk])
    assert [(one.name, one.label) for one in lists[cast.desk.pk].always] == [
        ("Ilka Varn", "PERSON")
    ]
    assert not lists[cast.other_desk.pk].always


def test_what_is_taught_last_counts_and_the_same_again_changes_nothing(cast):
    first = teach(cast)
    assert teach(cast).version == first.version
    second = teach(cast, kind="never", label="", name="ILKA VARN")
    assert (second.pk, second.kind, second.label, second.version) == (first.pk, "never", "", 2)
    assert TaggingRule.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "sometimes"}, "kind"),
        ({"label": ""}, "label"),
        ({"label": "THING"}, "label"),
        ({"kind": "never"}, "label"),
        ({"name": " "}, "name"),
        ({"name": "\u0301"}, "name"),
        ({"name": "x" * 301}, "name"),
    ],
)
def test_what_cannot_be_taught_is_refused(given, field, cast):
    with pytest.raises(Invalid) as refusal:
        teach(cast, **given)
    assert refusal.value.field == field
    assert not TaggingRule.objects.exists()


def test_checkers_teach_and_reporters_and_strangers_do_not(cast):
    rule = teach(cast)
    for person, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            teach(cast, actor=person, name="Other")
        with pytest.raises(error):
            rules.forget(actor=person, rule_id=rule.pk)
        with pytest.raises(error):
            rules.tag_again(actor=person, rule_id=rule.pk)
    with pytest.raises(Stale):
        rules.forget(actor=cast.checker, rule_id=rule.pk, seen_version=7)
    rules.forget(actor=cast.checker, rule_id=rule.pk, seen_version=1)
    assert not TaggingRule.objects.exists()


@pytest.mark.parametrize(
    ("kind", "state", "label"), [("always", "accepted", "PERSON"), ("never", "rejected", "")]
)
def test_teaching_by_a_mention_decides_it_and_one_undo_takes_both_back(
    kind, state, label, cast, article
):
    mention = suggested(cast, article)
    token = request_id.set("request-1")
    try:
        rule = by_mention(cast, mention, kind)
    finally:
        request_id.reset(token)
    mention.refresh_from_db()
    assert (rule.kind, rule.label, mention.state) == (kind, label, state)

    undone = undo.undo(actor=cast.checker, request="request-1")
    mention.refresh_from_db()
    assert mention.state == "suggested"
    assert not TaggingRule.objects.exists()
    assert undone.words.startswith("Rule added: ")


def test_the_page_knows_where_a_rule_was_taught_and_what_it_made(cast, article):
    suggested(cast, make_article(cast), origin="gazetteer/1")
    rule = by_mention(cast, suggested(cast, article), "always")
    other = teach(cast, name="Nobody")
    rule.refresh_from_db()
    assert taught_in([rule, other]) == {rule.pk: article}
    assert mentions_made([rule, other]) == {rule.pk: 1}


def test_articles_with_the_name_are_tagged_again_once_behind_all_other_work(cast, article):
    TaggingRun.objects.all().delete()
    rule = teach(cast)
    nowhere = teach(cast, name="Nobody at all")
    assert rules.tag_again(actor=cast.checker, rule_id=nowhere.pk) == 0
    assert rules.tag_again(actor=cast.checker, rule_id=rule.pk) == 1
    run = TaggingRun.objects.get()
    assert (run.article, run.priority) == (article, TaggingRun.Priority.AGAIN)
    assert rules.tag_again(actor=cast.checker, rule_id=rule.pk) == 0
