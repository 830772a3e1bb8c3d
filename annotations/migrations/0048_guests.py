"""Links for guests: frozen views for people without an account."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "guards.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0047_claims_merged'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuestLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('guest', models.CharField(help_text='Whom it is for.', max_length=200)),
                ('action', models.CharField(choices=[('comment', 'Comment'), ('confirm', 'Confirm or object')], max_length=10)),
                ('message', models.TextField(blank=True, help_text='What the guest is asked.')),
                ('claims', models.JSONField()),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('openings', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('commented', 'Commented'), ('confirmed', 'Confirmed'), ('objected', 'Objected')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_links', to='annotations.revision')),
            ],
            options={
                'verbose_name': 'guest link',
                'verbose_name_plural': 'guest links',
                'indexes': [models.Index(fields=['revision', 'id'], name='guest_of_revision')],
                'constraints': [models.CheckConstraint(condition=models.Q(('action__in', ['comment', 'confirm'])), name='guest_action_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('action', 'comment'), ('answer', 'commented'), ('answered_at__isnull', False)), models.Q(('action', 'confirm'), ('answer__in', ['confirmed', 'objected']), ('answered_at__isnull', False)), _connector='OR'), name='guest_answer_fits')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
