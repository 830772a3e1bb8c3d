"""Articles under embargo, and the one function that says whom they are hidden from."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "embargo.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0048_guests'),
    ]

    operations = [
        migrations.CreateModel(
            name='Embargo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('until', models.DateTimeField(help_text='When it ends; empty: when lifted.', null=True)),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, size=None)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='embargo', to='annotations.article')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'embargo',
                'verbose_name_plural': 'embargoes',
                'indexes': [models.Index(fields=['until'], name='embargo_until')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__len__lte', 100)), name='embargo_people_in_reason')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
