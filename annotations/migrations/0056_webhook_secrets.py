"""When the secret of a webhook was made: rotating it leaves a line in the trail."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0055_transfers'),
    ]

    operations = [
        migrations.AddField(
            model_name='webhook',
            name='secret_since',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.RunSQL(
            "SELECT newsroom_keep_inserts('webhook')", migrations.RunSQL.noop
        ),
    ]
