"""Names that were known before similar ones were looked for are found too."""

from importlib import import_module

from django.apps import apps

from annotations.models import Alias
from annotations.tagging.similarity.suggest import blocks
from tests.names import make_entity


def test_older_aliases_get_what_they_are_looked_up_by(cast):
    for name in ("Jana Ost", "Mara Holt"):
        make_entity(cast.desk, name)
    Alias.objects.update(blocks=[])
    import_module("annotations.migrations.0008_alias_blocks").fill(apps, None)
    found = dict(Alias.objects.values_list("name", "blocks"))
    assert found == {name: blocks(name, "PERSON") for name in ("Jana Ost", "Mara Holt")}


def test_names_with_numbers_and_rare_letters_are_looked_up_anew(cast):
    for name in ("Jana 51", "\U0002a834", "Mara Holt"):
        make_entity(cast.desk, name)
    as_they_are = dict(Alias.objects.values_list("name", "blocks"))
    Alias.objects.exclude(name="Mara Holt").update(blocks=["n: before"])
    import_module("annotations.migrations.0013_alias_blocks_of_numbers").renew(apps, None)
    assert dict(Alias.objects.values_list("name", "blocks")) == as_they_are
