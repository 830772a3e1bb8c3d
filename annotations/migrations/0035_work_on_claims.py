"""Priority, labels and watchers of claims, filters that are kept, and orders of the list."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0034_desk_view'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('name', models.CharField(max_length=60)),
                ('key', models.CharField(editable=False, max_length=200)),
                ('colour', models.CharField(choices=[('grey', 'Grey'), ('blue', 'Blue'), ('green', 'Green'), ('amber', 'Amber'), ('red', 'Red'), ('violet', 'Violet')], default='grey', max_length=10)),
            ],
            options={
                'verbose_name': 'label',
                'verbose_name_plural': 'labels',
            },
        ),
        migrations.CreateModel(
            name='Labelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'label of a claim',
                'verbose_name_plural': 'labels of claims',
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'watched claim',
                'verbose_name_plural': 'watched claims',
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Low'), (1, 'Normal'), (2, 'High'), (3, 'Urgent')], db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='user',
            name='claims_table',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('desk'), django.db.models.functions.comparison.Coalesce('published_at', 'created_at'), models.F('id'), name='article_desk_date'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(django.db.models.functions.comparison.Coalesce('published_at', 'created_at'), models.F('id'), name='article_date'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['desk', 'id'], name='claim_desk_age'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.F('desk'), models.Func(models.F('due'), output_field=models.DateField(), template="coalesce(%(expressions)s, DATE '9999-12-31')"), models.F('id'), name='claim_desk_due'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.Func(models.F('due'), output_field=models.DateField(), template="coalesce(%(expressions)s, DATE '9999-12-31')"), models.F('id'), name='claim_due'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['desk', 'priority', 'id'], name='claim_desk_priority'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['priority', 'id'], name='claim_priority'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [0, 1, 2, 3])), name='claim_priority_known'),
        ),
        migrations.AddField(
            model_name='claimlabel',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claimlabel',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claim_labels', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='labelling',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labellings', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='labelling',
            name='label',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labellings', to='annotations.claimlabel'),
        ),
        migrations.AddField(
            model_name='claimlabel',
            name='claims',
            field=models.ManyToManyField(related_name='labels', through='annotations.Labelling', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='desk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='watch',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='annotations.claim'),
        ),
        migrations.AddField(
            model_name='watch',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='labelling',
            constraint=models.UniqueConstraint(fields=('label', 'claim'), name='labelling_once'),
        ),
        migrations.AddIndex(
            model_name='claimlabel',
            index=models.Index(fields=['key', 'id'], name='claim_label_order'),
        ),
        migrations.AddConstraint(
            model_name='claimlabel',
            constraint=models.UniqueConstraint(fields=('desk', 'key'), name='claim_label_once'),
        ),
        migrations.AddConstraint(
            model_name='claimlabel',
            constraint=models.CheckConstraint(condition=models.Q(('colour__in', ['grey', 'blue', 'green', 'amber', 'red', 'violet'])), name='claim_label_colour_known'),
        ),
        migrations.AddConstraint(
            model_name='claimlabel',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='claim_label_has_name'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('desk__isnull', False), ('person__isnull', True)), models.Q(('desk__isnull', True), ('person__isnull', False)), _connector='OR'), name='saved_filter_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='saved_filter_has_name'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='saved_filter_of_person_once'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('desk', 'name'), name='saved_filter_of_desk_once'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.UniqueConstraint(fields=('person', 'claim'), name='watch_once'),
        ),
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("audit", "labels_of_desk", "search_path")
        ),
    ]
