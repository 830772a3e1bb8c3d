"""Entities and mentions for tests, as people and the tagger make them."""

from annotations.models import Alias, Article, Entity, Mention
from annotations.services.entities import entities
from annotations.services.entities import mentions as marking
from annotations.text.spans import quote
from annotations.work.tagging import link
from tests import factory


def make_entity(desk, name: str, *aliases: str, label: str = "PERSON", **given) -> Entity:
    entity = Entity.objects.create(desk=desk, name=name, label=label, **given)
    for alias in aliases:
        link.alias_of(entity, alias).save()
    entities.update_names(entity)
    return entity


def make_article_naming(cast, *names: str, label: str = "PERSON") -> Article:
    """An article whose names a person marked, each in a sentence of its own."""
    text = " ".join(f"{name} counted 41 bridges." for name in names)
    article = factory.make_article(cast, text=text, headline=f"About {names[0]}")
    for name in dict.fromkeys(names):
        start = text.index(name)
        marking.create(
            actor=cast.reporter,
            revision_id=article.current_revision_id,
            start=start,
            end=start + len(name),
            label=label,
        )
    return article


def suggest(article: Article, words: str, entity: Entity) -> Mention:
    """A mention as the tagger writes it."""
    text = article.current_revision.text
    start = text.index(words)
    return Mention.objects.create(
        article=article,
        desk_id=article.desk_id,
        revision_id=article.current_revision_id,
        **quote(text, start, start + len(words))._asdict(),
        label=entity.label,
        entity=entity,
        origin="test/1",
    )


def names_of(entity: Entity) -> list[str]:
    found = Alias.objects.filter(entity=entity).order_by("name")
    return list(found.values_list("name", flat=True))
