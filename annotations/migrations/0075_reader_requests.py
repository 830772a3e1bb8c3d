"""Editors hear of readers' requests; who wrote them stays out of the trail, and is forgotten."""

from django.db import migrations, models

KINDS = [
    ('mention', 'Mention'), ('reply', 'Reply'), ('assigned', 'Assigned to me'), ('review', 'Review asked for'),
    ('approved', 'My verdict approved'), ('returned', 'My verdict returned'), ('watched', 'Watched claim changed'),
    ('handover', 'Work handed over'), ('guest', 'A guest answered'), ('webhook', 'A webhook was paused'),
    ('moved', 'Article moved between desks'), ('repeated', 'Checked claim repeated'), ('reader', 'Reader’s request'),
]
# As 0042_claimants does.
UNTRAILED = """
DO $do$
DECLARE
    kept text[] := newsroom_left_out();
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION newsroom_left_out() RETURNS text[] LANGUAGE sql IMMUTABLE'
        ' AS $body$ SELECT %L::text[] $body$', kept || ARRAY['reader_name', 'reader_email']);
END $do$;
SELECT newsroom_keep_inserts('correctionrequest');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0074_word_vectors'),
    ]

    operations = [
        migrations.AlterField(
            model_name='correctionrequest',
            name='name',
            field=models.CharField(blank=True, db_column='reader_name', max_length=200),
        ),
        migrations.AlterField(
            model_name='correctionrequest',
            name='email',
            field=models.EmailField(blank=True, db_column='reader_email', max_length=254),
        ),
        migrations.RunSQL(UNTRAILED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='correctionrequest',
            index=models.Index(condition=models.Q(models.Q(models.Q(('name', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), ('decided_at__isnull', False)), fields=['decided_at'], name='correction_request_named'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_kind_known',
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [kind for kind, _ in KINDS])), name='notification_kind_known'),
        ),
    ]
