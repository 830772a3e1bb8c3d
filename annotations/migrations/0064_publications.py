"""Public fact-checks: what is published, since when, and what readers want corrected."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "audit.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0063_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('kind', models.CharField(choices=[('claim', 'Claim'), ('article', 'Article')], max_length=10)),
                ('key', models.CharField(editable=False, help_text='Its address.', max_length=12, unique=True)),
                ('state', models.CharField(choices=[('published', 'Published'), ('unpublished', 'Taken down')], default='published', max_length=12)),
                ('published_at', models.DateTimeField(help_text='When it came out first.')),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('shown_at', models.DateTimeField()),
                ('unpublished_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='publications', to='annotations.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='publications', to='annotations.claim')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='annotations.desk')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unpublished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'public page',
                'verbose_name_plural': 'public pages',
            },
        ),
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('words', models.TextField()),
                ('source_url', models.URLField(blank=True, max_length=2000)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='open', max_length=10)),
                ('note', models.TextField(blank=True, help_text='Why; for the desk alone.')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.article')),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.claim')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='annotations.publication')),
            ],
            options={
                'verbose_name': 'reader’s request',
                'verbose_name_plural': 'readers’ requests',
            },
        ),
        migrations.CreateModel(
            name='PublicPages',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('is_on', models.BooleanField(db_default=False, default=False, verbose_name='public pages')),
                ('names_people', models.BooleanField(db_default=False, default=False, help_text='Pages say who proposed and who approved a verdict.', verbose_name='name the checkers')),
                ('methodology', models.TextField(blank=True, db_default='', default='')),
                ('corrections', models.TextField(blank=True, db_default='', default='')),
                ('funding', models.TextField(blank=True, db_default='', default='')),
                ('desk', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_pages', to='annotations.desk')),
            ],
            options={
                'verbose_name': 'settings of public pages',
                'verbose_name_plural': 'settings of public pages',
            },
        ),
        migrations.CreateModel(
            name='PublishedVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published', to='annotations.assessment')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='annotations.publication')),
                ('shown_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'published verdict',
                'verbose_name_plural': 'published verdicts',
            },
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('state', 'published')), fields=['desk', 'published_at', 'id'], name='publication_newest'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('corrected_at__isnull', False)), fields=['desk', 'corrected_at', 'id'], name='publication_corrected'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'claim'), models.Q(('claim__isnull', True), ('kind', 'article')), _connector='OR'), name='publication_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), ('unpublished_at', None), ('unpublished_by', None)), models.Q(('state', 'unpublished'), ('unpublished_at__isnull', False), ('unpublished_by__isnull', False)), _connector='OR'), name='publication_state_dated'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('claim',), name='publication_of_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'article')), fields=('article',), name='publication_of_article_once'),
        ),
        migrations.AddIndex(
            model_name='correctionrequest',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['created_at', 'id'], name='correction_request_open'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'open')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['accepted', 'declined'])), _connector='OR'), name='correction_request_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='correctionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='correction_request_says_what'),
        ),
        migrations.AddConstraint(
            model_name='publishedverdict',
            constraint=models.UniqueConstraint(fields=('publication', 'assessment'), name='publication_shows_verdict_once'),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
