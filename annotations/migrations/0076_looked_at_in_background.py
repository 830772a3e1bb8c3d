"""A worker looks at files of other programs, and fetches those that have an address."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0075_reader_requests'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='import',
            name='import_state_known',
        ),
        migrations.RemoveIndex(
            model_name='import',
            name='import_due',
        ),
        migrations.AddField(
            model_name='import',
            name='address',
            field=models.CharField(blank=True, db_default='', default='', help_text='Where it is fetched, instead of a file that was sent.', max_length=2000),
        ),
        migrations.AddField(
            model_name='import',
            name='starts',
            field=models.BooleanField(db_default=False, default=False, help_text='Whether it comes in without a preview.'),
        ),
        migrations.AlterField(
            model_name='import',
            name='state',
            field=models.CharField(choices=[('preparing', 'Preparing the preview'), ('draft', 'Preview'), ('queued', 'Importing'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Stopped')], default='draft', max_length=10),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(condition=models.Q(('state__in', ['preparing', 'queued'])), fields=['queued_at', 'id'], name='import_due'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'draft', 'queued', 'done', 'failed', 'cancelled'])), name='import_state_known'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'preparing'), _negated=True), models.Q(('queued_at__isnull', False), models.Q(('content__isnull', False), models.Q(('address', ''), _negated=True), _connector='OR')), _connector='OR'), name='import_looked_at_has_file'),
        ),
    ]
