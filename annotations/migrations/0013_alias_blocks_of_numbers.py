"""Names with numbers, or letters that cannot be spelled in Latin, are looked up by them too."""

from django.db import migrations

from annotations.models import unrecorded
from annotations.tagging.similarity.suggest import blocks

BATCH = 1_000


def renew(apps, schema_editor):
    aliases = apps.get_model("annotations", "Alias").objects
    last = 0
    while batch := list(aliases.filter(pk__gt=last).order_by("pk")[:BATCH]):
        changed = []
        for alias in batch:
            now = blocks(alias.name, alias.label)
            if alias.blocks != now:
                alias.blocks = now
                changed.append(alias)
        with unrecorded():
            aliases.bulk_update(changed, ["blocks"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("annotations", "0012_allauth")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
