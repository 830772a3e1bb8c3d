"""A new claim and its place are written into five indexes less: other ones begin with the column."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.database import online


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('annotations', '0087_terms_of_many'),
    ]

    operations = [
        online.UnindexKey(
            model_name='anchor',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='annotations.claim'),
        ),
        online.UnindexKey(
            model_name='anchor',
            name='revision',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='annotations.revision'),
        ),
        online.UnindexKey(
            model_name='claim',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='annotations.article'),
        ),
        online.UnindexKey(
            model_name='claim',
            name='assignee',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        online.UnindexKey(
            model_name='claim',
            name='desk',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='annotations.desk'),
        ),
    ]
