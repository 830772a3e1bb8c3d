"""Lists are read by indexes in their order, the newest first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.database import online


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('annotations', '0082_what_waits'),
    ]

    operations = [
        online.AddIndex(
            model_name='correctionrequest',
            index=models.Index(fields=['created_at', 'id'], name='correction_request_order'),
        ),
        online.AddIndex(
            model_name='guestlink',
            index=models.Index(fields=['created_at', 'id'], name='guest_newest'),
        ),
        online.AddIndex(
            model_name='importedrecord',
            index=models.Index(condition=models.Q(('problem__gt', ''), models.Q(('left', []), _negated=True), _connector='OR'), fields=['of', 'number'], name='imported_record_left'),
        ),
        online.AddIndex(
            model_name='publication',
            index=models.Index(fields=['desk', 'published_at', 'id'], name='publication_of_desk'),
        ),
        online.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('state', 'unpublished')), fields=['desk', 'published_at', 'id'], name='publication_gone'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['asked_at', 'id'], name='reply_newest'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['kind', 'asked_at', 'id'], name='reply_kind'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(models.Q(('kind', 'reply'), ('replied_at', None)), models.Q(('confirmed_at', None), ('kind', 'correction')), _connector='OR'), fields=['asked_at', 'id'], name='reply_open'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('outcome', ''), _negated=True), fields=['outcome', 'asked_at', 'id'], name='reply_outcome'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(fields=['asked', 'asked_at', 'id'], name='reply_asked'),
        ),
        online.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'asked_at', 'id'], name='reply_assigned'),
        ),
        online.UnindexKey(
            model_name='replyrequest',
            name='assignee',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
