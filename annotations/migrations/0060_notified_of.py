"""Notifications know the link of the guest or the webhook that they are about."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0059_ends_of_embargoes'),
    ]

    operations = [
        migrations.AddField(
            model_name='notification',
            name='guest_link',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.guestlink'),
        ),
        migrations.AddField(
            model_name='notification',
            name='webhook',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.webhook'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'guest'), ('guest_link', None), _connector='OR'), name='notification_of_guest_link'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'webhook'), ('webhook', None), _connector='OR'), name='notification_of_webhook'),
        ),
    ]
