"""What an embargo hides, from whom, until when; and that no table forgets it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField
from django.db.models.functions import Now

from annotations import access
from annotations.errors import NotFound
from annotations.models import Article, Claim, Embargo, Entity, Mention, Source, User
from annotations.models.accounts.people import OfDesks
from annotations.services.articles import embargoes
from annotations.services.transactions import acting, locked
from tests.embargo import hide, make_hidden_scene
from tests.factory import make_article, make_claim, make_evidence, make_source
from tests.names import make_entity

# Asked for only through the row that they stand on, or by no page at all.
THROUGH_OTHERS = {
    "Anchor", "AttributionStep", "Labelling", "Original", "Quotation",
}  # fmt: skip


def paths_to_article(model, seen=()) -> set[str]:
    """Along columns that are always there, the paths by which a row has one article."""
    found = set()
    for field in model._meta.concrete_fields:
        if not isinstance(field, ForeignKey | OneToOneField) or field.related_model in seen:
            continue
        other = field.related_model
        if other is Article:
            found.add(field.name)
        elif isinstance(other._default_manager.all(), OfDesks) and other not in (Source, Entity):
            found |= {f"{field.name}__{more}" for more in paths_to_article(other, (*seen, model))}
    return found


@pytest.mark.parametrize(
    "model", apps.get_app_config("annotations").get_models(), ids=lambda one: one.__name__
)
def test_a_table_with_an_article_says_where_it_is(model):
    paths = paths_to_article(model)
    rows = model._default_manager.all()
    if model.__name__ in THROUGH_OTHERS or not paths:
        return
    assert isinstance(rows, OfDesks), "its rows are asked for by who may see them"
    assert rows.article in paths


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.fixture
def article(cast):
    return make_article(cast)


def sees(person: User, article: Article) -> bool:
    person = fresh(person)
    listed = Article.objects.visible_to(person).filter(pk=article.pk).exists()
    by_number = Article.objects.all().of_member(person).filter(pk=article.pk).exists()
    assert listed == by_number
    return listed


def test_it_hides_the_article_from_all_but_editors_and_who_is_named(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk, people=[cast.checker.pk])

    seeing = {name for name in vars(cast) if isinstance(getattr(cast, name), User)
              and sees(getattr(cast, name), article)}  # fmt: skip
    assert seeing == {"checker", "editor", "second_editor", "admin"}


def test_it_ends_by_itself(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    assert not sees(cast.checker, article)

    Embargo.objects.update(until=Now() - timedelta(seconds=1))
    assert sees(cast.checker, article)


def test_a_named_person_who_left_the_desk_sees_nothing(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk, people=[cast.checker.pk])
    cast.checker.memberships.all().delete()

    assert not sees(cast.checker, article)


def test_roles_and_what_is_hidden_are_one_question(cast, article, django_assert_num_queries):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    person = fresh(cast.viewer)
    with django_assert_num_queries(1):
        assert person.roles()
        assert list(person.hidden_articles()) == [article.pk]
    access.forget_roles(person)
    with django_assert_num_queries(1):
        person.hidden_articles()
        person.hidden_articles()


def test_where_nothing_is_hidden_lists_ask_what_they_always_asked(cast, article):
    rows = Claim.objects.visible_to(fresh(cast.checker))
    assert "embargo" not in str(rows.query)
    assert "NOT" not in str(rows.query)


def test_what_is_known_from_elsewhere_too_stays_to_be_seen(cast):
    scene = make_hidden_scene(cast)
    other = make_article(cast)
    shared = make_source(cast, "https://example.org/shared")
    for claim in (scene.claim, make_claim(cast, other)):
        make_evidence(cast, claim, source=shared)
    entity = make_entity(cast.desk, "Mara Holt")
    columns = {"desk": cast.desk, "label": "PERSON", "origin": "person", "entity": entity}
    for one in (scene.article, other):
        Mention.objects.create(
            article=one, revision_id=one.current_revision_id, start=0, end=8, exact=(
                "Minister"), **columns)  # fmt: skip
    hide(cast, scene)

    person = fresh(cast.viewer)
    seen = Source.objects.visible_to(person)
    assert shared in seen
    assert scene.evidence.source not in seen
    assert set(Source.objects.all().of_member(person)) == set(seen)
    assert entity in Entity.objects.visible_to(person)
    assert scene.mention.entity not in Entity.objects.visible_to(person)
    [counted] = Entity.objects.counted(person).filter(pk=entity.pk)
    assert (counted.mention_count, counted.article_count) == (1, 1)


def test_a_verb_finds_nothing_that_is_hidden_but_what_the_product_does_for_somebody(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    feed_keeper = fresh(cast.checker)
    with pytest.raises(NotFound), acting(feed_keeper):
        locked(Article.objects.all(), article.pk)
    with acting(feed_keeper, sees_all=True), acting(feed_keeper):
        assert locked(Article.objects.all(), article.pk) == article
    with pytest.raises(NotFound), acting(feed_keeper):
        locked(Article.objects.all(), article.pk)
