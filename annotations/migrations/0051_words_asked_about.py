"""Requests keep the words that they are about: the places of their claim may go elsewhere."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0050_handovers'),
    ]

    operations = [
        migrations.AddField(
            model_name='replyrequest',
            name='words',
            field=ArrayField(base_field=models.TextField(), blank=True, editable=False, null=True, size=None),
        ),
        migrations.RunSQL(
            "SELECT newsroom_keep_inserts('replyrequest')", migrations.RunSQL.noop
        ),
    ]
