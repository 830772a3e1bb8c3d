"""Whose work went to whom, and who follows requests, guests and webhooks."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).with_suffix("") / "handovers.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0049_embargoes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('moved', models.JSONField(default=dict)),
                ('stayed', models.JSONField(default=dict)),
                ('ended_tokens', models.JSONField(default=list)),
                ('role_before', models.CharField(blank=True, choices=[('viewer', 'Viewer'), ('reporter', 'Reporter'), ('checker', 'Checker'), ('editor', 'Editor')], default='', max_length=10)),
                ('role_after', models.CharField(blank=True, choices=[('viewer', 'Viewer'), ('reporter', 'Reporter'), ('checker', 'Checker'), ('editor', 'Editor')], default='', max_length=10)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'handover',
                'verbose_name_plural': 'handovers',
            },
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_kind_known',
        ),
        migrations.AddField(
            model_name='guestlink',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='desk',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='notification',
            name='instead_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='webhook',
            name='assignee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='notification',
            name='article',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='annotations.article'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('mention', 'Mention'), ('reply', 'Reply'), ('assigned', 'Assigned to me'), ('review', 'Review asked for'), ('approved', 'My verdict approved'), ('returned', 'My verdict returned'), ('watched', 'Watched claim changed'), ('handover', 'Work handed over'), ('guest', 'A guest answered'), ('webhook', 'A webhook was paused')], max_length=10),
        ),
        migrations.AddField(
            model_name='handover',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='handover',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='receiver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='handover',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.handover'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mention', 'reply', 'assigned', 'review', 'approved', 'returned', 'watched', 'handover', 'guest', 'webhook'])), name='notification_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('desk', None)), models.Q(('article', None), ('desk__isnull', False)), _connector='OR'), name='notification_of_a_desk'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handover__isnull', False), ('kind', 'handover')), models.Q(models.Q(('kind', 'handover'), _negated=True), ('handover', None)), _connector='OR'), name='notification_of_handover'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['desk', '-id'], name='handover_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('receiver')), _negated=True), name='handover_to_another_person'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='handover_undone_by_somebody'),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
