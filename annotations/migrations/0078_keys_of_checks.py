"""An import finds the checks that a desk has, those of a claim too, by their keys."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0077_labels_and_moves'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='externalcheck',
            index=models.Index(fields=['desk', 'key'], name='external_check_key'),
        ),
    ]
