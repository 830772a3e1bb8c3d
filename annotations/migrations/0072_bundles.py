"""Signed bundles of published verdicts, and the keys that signed them."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "audit.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0071_public_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='BundleKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(help_text='The beginning of its hash.', max_length=16, unique=True)),
                ('public_key', models.CharField(help_text='Ed25519, in hex.', max_length=64)),
            ],
            options={
                'verbose_name': 'key of bundles',
                'verbose_name_plural': 'keys of bundles',
            },
        ),
        migrations.AddField(
            model_name='publicpages',
            name='whole_texts',
            field=models.BooleanField(db_default=False, default=False, help_text='Of the article and of copies of sources, where they have an address that readers can open; else their hashes and what the page quotes.', verbose_name='bundles hold whole texts'),
        ),
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('verdict', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='bundle', serialize=False, to='annotations.publishedverdict')),
                ('content', models.BinaryField(null=True)),
                ('size', models.PositiveIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('basis', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text='When it is looked at next.')),
                ('tries', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('problem', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='annotations.bundlekey')),
            ],
            options={
                'verbose_name': 'bundle',
                'verbose_name_plural': 'bundles',
                'indexes': [models.Index(fields=['due_at'], name='bundle_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), ('content', None), ('key', None), ('made_at', None), ('sha256', ''), ('size', 0)), models.Q(('content__isnull', False), ('key__isnull', False), ('made_at__isnull', False)), _connector='OR'), name='bundle_made_or_not')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
