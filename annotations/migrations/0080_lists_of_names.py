"""Lists of names, entities and evidence are read by indexes that begin as they are asked for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.database import online


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('annotations', '0079_terms_at_once'),
    ]

    operations = [
        online.AddIndex(
            model_name='attributionstep',
            index=models.Index(condition=models.Q(('entity__isnull', False)), fields=['entity', 'claim'], name='attribution_entity'),
        ),
        online.AddIndex(
            model_name='entity',
            index=models.Index(fields=['desk', 'id'], name='entity_desk'),
        ),
        online.AddIndex(
            model_name='entity',
            index=models.Index(fields=['desk', 'label', 'name', 'id'], name='entity_desk_kind_name'),
        ),
        online.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['source', 'id'], name='evidence_source'),
        ),
        online.AddIndex(
            model_name='mention',
            index=models.Index(fields=['desk', 'article'], name='mention_desk'),
        ),
        online.AddIndex(
            model_name='mention',
            index=models.Index(fields=['desk', 'label', 'state', 'article'], name='mention_found'),
        ),
        online.AddIndex(
            model_name='mention',
            index=models.Index(fields=['entity', 'article'], name='mention_entity'),
        ),
        online.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('created_by__isnull', False)), fields=['created_by'], name='mention_maker'),
        ),
        online.RemoveIndex(
            model_name='mention',
            name='mention_order',
        ),
        online.RemoveIndex(
            model_name='mention',
            name='mention_desk_label',
        ),
        online.UnindexKey(
            model_name='attributionstep',
            name='entity',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.entity'),
        ),
        online.UnindexKey(
            model_name='entity',
            name='desk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='entities', to='annotations.desk'),
        ),
        online.UnindexKey(
            model_name='evidence',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='annotations.source'),
        ),
        online.UnindexKey(
            model_name='mention',
            name='created_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        online.UnindexKey(
            model_name='mention',
            name='desk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.desk'),
        ),
        online.UnindexKey(
            model_name='mention',
            name='entity',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentions', to='annotations.entity'),
        ),
        online.UnindexKey(
            model_name='mention',
            name='revision',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='annotations.revision'),
        ),
    ]
