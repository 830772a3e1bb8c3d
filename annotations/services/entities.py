"""Entities: the names by which texts call them."""

from annotations.errors import Invalid
from annotations.models import Alias, Entity
from annotations.models.searching import vector
from annotations.text.folding import key as key_of


def taken(entity: Entity, key: str) -> bool:
    """Whether another entity of the desk, of the same label, goes by this folded name."""
    named = Alias.objects.filter(desk_id=entity.desk_id, label=entity.label, key=key)
    return named.exclude(entity=entity).exists()


def settle_names(entity: Entity) -> None:
    """Make the entity's own name one of its aliases, and all of them searchable.

    Call it in the transaction that changed the names. Raises Invalid when another entity has it.
    """
    key = key_of(entity.name)
    if not key or taken(entity, key):
        raise Invalid(f"An entity of this desk goes by {entity.name} already.", field="name")
    Alias.objects.get_or_create(
        desk_id=entity.desk_id,
        label=entity.label,
        key=key,
        defaults={"entity": entity, "name": entity.name},
    )
    names = Alias.objects.filter(entity=entity).values_list("name", flat=True)
    Entity.objects.filter(pk=entity.pk).update(search=vector(entity.name, *names))
