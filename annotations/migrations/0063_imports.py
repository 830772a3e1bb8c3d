"""Files of other programs that desks bring in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0062_repeats_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('format', models.CharField(max_length=20)),
                ('filename', models.CharField(max_length=255)),
                ('sha256', models.CharField(help_text='Of the file.', max_length=64)),
                ('content', models.BinaryField(null=True)),
                ('options', models.JSONField(default=dict, help_text='What becomes of which label.')),
                ('preview', models.JSONField(default=dict, help_text='What the dry run of a draft showed.')),
                ('state', models.CharField(choices=[('draft', 'Preview'), ('queued', 'Importing'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Stopped')], default='draft', max_length=10)),
                ('total', models.PositiveIntegerField(default=0, help_text='Records in the file.')),
                ('done', models.PositiveIntegerField(default=0, help_text='Records that were dealt with.')),
                ('counts', models.JSONField(default=dict, help_text='What came of them.')),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('queued_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='annotations.desk')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
            },
        ),
        migrations.CreateModel(
            name='ImportedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Its place in the file, from 1.')),
                ('line', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('added', 'Added'), ('there', 'Was there already'), ('left', 'Not imported')], max_length=10)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('left', models.JSONField(default=list, help_text='What did not come in: words and reasons.')),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.article')),
                ('of', models.ForeignKey(db_column='import_id', on_delete=django.db.models.deletion.CASCADE, related_name='records', to='annotations.import')),
            ],
            options={
                'verbose_name': 'imported record',
                'verbose_name_plural': 'imported records',
            },
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['queued_at', 'id'], name='import_due'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['desk', 'sha256'], name='import_of_file'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['desk', 'created_at', 'id'], name='import_desk_newest'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'queued', 'done', 'failed', 'cancelled'])), name='import_state_known'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='import_not_past_its_end'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'queued'), _negated=True), models.Q(('content__isnull', False), ('queued_at__isnull', False)), _connector='OR'), name='import_under_way_has_file'),
        ),
        migrations.AddConstraint(
            model_name='importedrecord',
            constraint=models.UniqueConstraint(fields=('of', 'number'), name='imported_record_once'),
        ),
        migrations.AddConstraint(
            model_name='importedrecord',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['added', 'there', 'left'])), name='imported_record_outcome_known'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER import_stamp BEFORE INSERT OR UPDATE ON annotations_import"
            " FOR EACH ROW EXECUTE FUNCTION newsroom_stamp()",
            migrations.RunSQL.noop,
        ),
    ]
