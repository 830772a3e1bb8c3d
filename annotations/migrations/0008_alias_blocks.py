"""Aliases that were there before 0004 get what they are looked up by."""

from django.db import migrations

from annotations.models import unrecorded
from annotations.tagging.similarity.suggest import blocks

BATCH = 1_000


def fill(apps, schema_editor):
    aliases = apps.get_model("annotations", "Alias").objects
    last = 0
    while batch := list(aliases.filter(pk__gt=last, blocks=[]).order_by("pk")[:BATCH]):
        for alias in batch:
            alias.blocks = blocks(alias.name, alias.label)
        with unrecorded():
            aliases.bulk_update(batch, ["blocks"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("annotations", "0007_feeds")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
