"""What others found about a claim has one table: what came in AVeriTeC's schema is there, too."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("") / "moved.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0072_bundles'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='externalcheck',
            name='external_check_once',
        ),
        migrations.RemoveConstraint(
            model_name='externalcheck',
            name='external_check_has_words',
        ),
        migrations.AlterField(
            model_name='externalcheck',
            name='claimant',
            field=models.CharField(blank=True, db_column='claimed_by', max_length=200),
        ),
        migrations.AddField(
            model_name='externalcheck',
            name='about',
            field=models.JSONField(db_default={}, default=dict, help_text='What else their file says, as it came.'),
        ),
        migrations.AddField(
            model_name='externalcheck',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='external_checks', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='externalcheck',
            name='justification',
            field=models.TextField(blank=True, db_default='', default='', help_text="In the checker's words."),
        ),
        migrations.AlterField(
            model_name='externalcheck',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='externalcheck',
            name='url',
            field=models.CharField(blank=True, max_length=2000),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.UniqueConstraint(condition=models.Q(('claim', None)), fields=('desk', 'key'), name='external_check_once'),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.UniqueConstraint(fields=('claim', 'key'), name='external_check_of_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim_text', ''), _negated=True), models.Q(('publisher', ''), _negated=True), models.Q(models.Q(('url', ''), _negated=True), models.Q(('claim', None), _negated=True), _connector='OR')), name='external_check_has_words'),
        ),
        # Rows that undo brings back have it filled afterwards.
        migrations.RunSQL(
            "ALTER TABLE annotations_externalcheck ALTER search SET DEFAULT '{}'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SELECT newsroom_keep_inserts('externalcheck')", migrations.RunSQL.noop),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='OutsideCheck',
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS newsroom_audit_new_outsidecheck()", migrations.RunSQL.noop
        ),
    ]
