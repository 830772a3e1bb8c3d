"""Receivers of desks' changes, and what was sent to them."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "guards.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0044_claim_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('address', models.CharField(max_length=500)),
                ('secret', models.CharField(db_column='hidden', editable=False, max_length=80)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('article.created', 'Article added'), ('article.changed', 'Article details changed'), ('article.revised', 'Article text corrected'), ('article.deleted', 'Article deleted'), ('claim.created', 'Claim added'), ('claim.changed', 'Claim changed'), ('claim.checked', 'Claim checked: every verdict approved'), ('claim.deleted', 'Claim deleted'), ('test', 'Test')], max_length=40), blank=True, default=list, help_text='Which changes are sent; none: all of them.', size=None)),
                ('is_paused', models.BooleanField(default=False)),
                ('problem', models.CharField(blank=True, help_text='Why it was paused.', max_length=500)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='annotations.desk')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('webhook', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outbox', serialize=False, to='annotations.webhook')),
                ('made_until', models.BigIntegerField(help_text='The last event that is made into messages.')),
                ('next_event', models.BigIntegerField(null=True)),
                ('next_after', models.BigIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'outbox',
                'verbose_name_plural': 'outboxes',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('article.created', 'Article added'), ('article.changed', 'Article details changed'), ('article.revised', 'Article text corrected'), ('article.deleted', 'Article deleted'), ('claim.created', 'Claim added'), ('claim.changed', 'Claim changed'), ('claim.checked', 'Claim checked: every verdict approved'), ('claim.deleted', 'Claim deleted'), ('test', 'Test')], max_length=40)),
                ('body', models.TextField(help_text='As it is sent: what is signed is these bytes.')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('status', models.PositiveSmallIntegerField(help_text='Of the last answer.', null=True)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='annotations.webhook')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
            },
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(fields=('desk', 'address'), name='webhook_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'id'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['webhook', 'id'], name='delivery_of_webhook'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['created_at'], name='delivery_age'),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
