"""Claims that two people rate unseen by each other."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0051_words_asked_about'),
    ]

    operations = [
        migrations.CreateModel(
            name='BlindRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('seat', models.PositiveSmallIntegerField()),
                ('rationale', models.TextField(blank=True, default='')),
                ('handed_in_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'unseen rating',
                'verbose_name_plural': 'unseen ratings',
            },
        ),
        migrations.CreateModel(
            name='DoubleCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('question', models.CharField(choices=[('said', 'Was it said?'), ('true', 'Is it so?')], max_length=4)),
                ('state', models.CharField(choices=[('rating', 'Being rated'), ('agreed', 'Both agree'), ('differing', 'The ratings differ'), ('decided', 'Decided by an editor'), ('called off', 'Called off')], default='rating', max_length=10)),
                ('revealed_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'double check',
                'verbose_name_plural': 'double checks',
            },
        ),
        migrations.RemoveIndex(
            model_name='assessment',
            name='assessment_changed',
        ),
        migrations.AddField(
            model_name='assessment',
            name='rated_with',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claimlabel',
            name='is_double_checked',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='desk',
            name='is_double_checked',
            field=models.BooleanField(db_default=False, default=False, help_text='Two people rate every claim unseen by each other.', verbose_name='double check'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('state', 'proposed'), models.Q(models.Q(('changers', []), _negated=True), ('rated_with__isnull', False), _connector='OR')), fields=['created_at', 'id'], name='assessment_changed'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('rated_with', None), ('reviewer', None), models.Q(('reviewer', models.F('rated_with')), _negated=True), _connector='OR'), name='assessment_not_by_rater'),
        ),
        migrations.AddField(
            model_name='blindrating',
            name='rater',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='blindrating',
            name='rating',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.rating'),
        ),
        migrations.AddField(
            model_name='doublecheck',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='double_checks', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='doublecheck',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='blindrating',
            name='double_check',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='annotations.doublecheck'),
        ),
        migrations.AddIndex(
            model_name='doublecheck',
            index=models.Index(condition=models.Q(('state', 'differing')), fields=['revealed_at', 'id'], name='double_check_differing'),
        ),
        migrations.AddIndex(
            model_name='doublecheck',
            index=models.Index(condition=models.Q(('state', 'rating')), fields=['created_at', 'id'], name='double_check_rating'),
        ),
        migrations.AddConstraint(
            model_name='doublecheck',
            constraint=models.UniqueConstraint(fields=('claim', 'question'), name='double_check_once'),
        ),
        migrations.AddConstraint(
            model_name='doublecheck',
            constraint=models.CheckConstraint(condition=models.Q(('question__in', ['said', 'true'])), name='double_check_question_known'),
        ),
        migrations.AddConstraint(
            model_name='doublecheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revealed_at', None), ('state__in', ['rating', 'called off'])), models.Q(('revealed_at__isnull', False), ('state__in', ['agreed', 'differing', 'decided'])), _connector='OR'), name='double_check_revealed_when_in'),
        ),
        migrations.AddConstraint(
            model_name='doublecheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['decided', 'called off'])), models.Q(('decided_at', None), ('decided_by', None), ('state__in', ['rating', 'agreed', 'differing'])), _connector='OR'), name='double_check_decided_whole'),
        ),
        migrations.AddIndex(
            model_name='blindrating',
            index=models.Index(condition=models.Q(('handed_in_at', None)), fields=['rater'], name='blind_rating_asked'),
        ),
        migrations.AddConstraint(
            model_name='blindrating',
            constraint=models.CheckConstraint(condition=models.Q(('seat__in', (1, 2))), name='blind_rating_seat_known'),
        ),
        migrations.AddConstraint(
            model_name='blindrating',
            constraint=models.UniqueConstraint(fields=('double_check', 'seat'), name='blind_rating_seat'),
        ),
        migrations.AddConstraint(
            model_name='blindrating',
            constraint=models.UniqueConstraint(fields=('double_check', 'rater'), name='blind_rating_once'),
        ),
        migrations.AddConstraint(
            model_name='blindrating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at__isnull', False), ('rating__isnull', False), models.Q(('rationale', ''), _negated=True)), models.Q(('handed_in_at', None), ('rating', None), ('rationale', '')), _connector='OR'), name='blind_rating_whole'),
        ),
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("stage", "guards", "audit", "search_path")
        ),
    ]
