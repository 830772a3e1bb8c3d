"""Requests for a correction beside those for a reply, and what became of the words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0045_webhooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='replyrequest',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='kind',
            field=models.CharField(choices=[('reply', 'Reply'), ('correction', 'Correction')], db_default='reply', default='reply', max_length=10),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='outcome',
            field=models.CharField(blank=True, choices=[('corrected', 'Words corrected'), ('gone', 'Words are gone'), ('unchanged', 'Words still there')], db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='outcome_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='outcome_revision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='annotations.revision'),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='published',
            field=models.TextField(blank=True, db_default='', help_text='What of the reply is published.'),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='replyrequest',
            name='updated_at',
            field=models.DateTimeField(auto_now=True, db_index=True),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', True), ('kind', 'correction')), fields=['claim'], name='reply_watching'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'correction'])), name='reply_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('kind', 'correction'), ('outcome__in', ['corrected', 'gone', 'unchanged'])), _connector='OR'), name='reply_outcome_of_correction'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='reply_confirmed_whole'),
        ),
        migrations.RunSQL(
            "SELECT newsroom_keep_inserts('replyrequest')", migrations.RunSQL.noop
        ),
    ]
