"""Lists are read by indexes in their order, the newest first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0082_what_waits'),
    ]

    operations = [
        migrations.AlterField(
            model_name='replyrequest',
            name='assignee',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='correctionrequest',
            index=models.Index(fields=['created_at', 'id'], name='correction_request_order'),
        ),
        migrations.AddIndex(
            model_name='guestlink',
            index=models.Index(fields=['created_at', 'id'], name='guest_newest'),
        ),
        migrations.AddIndex(
            model_name='importedrecord',
            index=models.Index(condition=models.Q(('problem__gt', ''), models.Q(('left', []), _negated=True), _connector='OR'), fields=['of', 'number'], name='imported_record_left'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['desk', 'published_at', 'id'], name='publication_of_desk'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('state', 'unpublished')), fields=['desk', 'published_at', 'id'], name='publication_gone'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['asked_at', 'id'], name='reply_newest'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['kind', 'asked_at', 'id'], name='reply_kind'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(models.Q(('kind', 'reply'), ('replied_at', None)), models.Q(('confirmed_at', None), ('kind', 'correction')), _connector='OR'), fields=['asked_at', 'id'], name='reply_open'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('outcome', ''), _negated=True), fields=['outcome', 'asked_at', 'id'], name='reply_outcome'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['asked', 'asked_at', 'id'], name='reply_asked'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'asked_at', 'id'], name='reply_assigned'),
        ),
    ]
