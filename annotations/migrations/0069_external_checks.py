"""Claims that others checked."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "audit.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0068_embeds'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExternalCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('key', models.CharField(help_text='SHA-256 of its address and its claim.', max_length=64)),
                ('claim_text', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=200)),
                ('claimed_on', models.CharField(blank=True, help_text='As the checker has it.', max_length=40)),
                ('publisher', models.CharField(max_length=200)),
                ('publisher_url', models.CharField(blank=True, max_length=2000)),
                ('url', models.CharField(max_length=2000)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('rating', models.CharField(blank=True, help_text="In the checker's words.", max_length=200)),
                ('value', models.FloatField(null=True)),
                ('best', models.FloatField(null=True)),
                ('worst', models.FloatField(null=True)),
                ('reviewed_on', models.CharField(blank=True, help_text='As the checker has it.', max_length=40)),
                ('language', models.CharField(blank=True, max_length=16)),
                ('licence', models.CharField(blank=True, max_length=500)),
                ('appearances', models.JSONField(default=list, help_text='Addresses.')),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_column='search', default=list, editable=False, size=None)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_checks', to='annotations.desk')),
            ],
            options={
                'verbose_name': 'check by others',
                'verbose_name_plural': 'checks by others',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='external_check_terms'), models.Index(fields=['desk', 'created_at', 'id'], name='external_check_newest')],
                'constraints': [models.UniqueConstraint(fields=('desk', 'key'), name='external_check_once'), models.CheckConstraint(condition=models.Q(models.Q(('claim_text', ''), _negated=True), models.Q(('url', ''), _negated=True), models.Q(('publisher', ''), _negated=True)), name='external_check_has_words')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
