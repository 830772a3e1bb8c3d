"""A search of articles reads through fewer words that are not merged into its index yet."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0085_taught_names'),
    ]

    operations = [
        # The index stays as it is: made anew, a large one would keep everybody waiting.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    'ALTER INDEX article_search SET (gin_pending_list_limit = 512)',
                    'ALTER INDEX article_search RESET (gin_pending_list_limit)',
                ),
            ],
            state_operations=[
                migrations.RemoveIndex(model_name='article', name='article_search'),
                migrations.AddIndex(
                    model_name='article',
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=['search'], gin_pending_list_limit=512, name='article_search'
                    ),
                ),
            ],
        ),
    ]
