"""What was taken down for legal reasons is told where it was."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0042_claimants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('article', 'Article'), ('revision', 'Text of one revision'), ('span', 'Words of an article'), ('claim', 'Claim'), ('entity', 'Entity with all its names'), ('name', 'Name or words, wherever they stand'), ('person', 'Person who used to work here')], max_length=10)),
                ('object_id', models.BigIntegerField(blank=True, null=True)),
                ('articles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None)),
                ('claims', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('reason', models.TextField(help_text='Why; shown where the thing was.')),
                ('basis', models.CharField(help_text='The law or order it rests on; shown where the thing was.', max_length=200)),
                ('state', models.CharField(choices=[('requested', 'Waiting'), ('done', 'Taken down'), ('failed', 'Failed')], default='requested', max_length=10)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('requested_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('counts', models.JSONField(db_default={}, default=dict, editable=False)),
                ('desk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='annotations.desk')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'redaction',
                'verbose_name_plural': 'redactions',
                'indexes': [models.Index(fields=['kind', 'object_id'], name='redaction_of'), models.Index(condition=models.Q(('state', 'requested')), fields=['id'], name='redaction_waiting'), django.contrib.postgres.indexes.GinIndex(fields=['articles'], name='redaction_articles'), django.contrib.postgres.indexes.GinIndex(fields=['claims'], name='redaction_claims')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['article', 'revision', 'span', 'claim', 'entity', 'name', 'person'])), name='redaction_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'name'), ('object_id', None)), models.Q(('end__gt', models.F('start')), ('kind', 'span'), ('object_id__isnull', False), ('start__isnull', False)), models.Q(models.Q(('kind__in', ['name', 'span']), _negated=True), ('object_id__isnull', False)), _connector='OR'), name='redaction_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='redaction_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('state', 'requested')), models.Q(('done_at__isnull', False), ('state', 'done'), ('text', '')), models.Q(('done_at', None), ('state', 'failed'), ('text', '')), _connector='OR'), name='redaction_state_known')],
            },
        ),
        migrations.RunSQL(
            (SQL / "audit.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
