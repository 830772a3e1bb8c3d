"""Articles that go to another desk, and what people are told of that."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0054_similar_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('move', 'Moved'), ('copy', 'Copied')], max_length=4)),
                ('way', models.CharField(choices=[('out', 'To another desk'), ('in', 'From another desk')], max_length=3)),
                ('key', models.UUIDField()),
                ('headline', models.CharField(max_length=500)),
                ('moved', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'move to another desk',
                'verbose_name_plural': 'moves to other desks',
            },
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notification_kind_known',
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('mention', 'Mention'), ('reply', 'Reply'), ('assigned', 'Assigned to me'), ('review', 'Review asked for'), ('approved', 'My verdict approved'), ('returned', 'My verdict returned'), ('watched', 'Watched claim changed'), ('handover', 'Work handed over'), ('guest', 'A guest answered'), ('webhook', 'A webhook was paused'), ('moved', 'Article moved between desks')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('id', 'desk'), name='article_of_desk'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transfers', to='annotations.article'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transfers', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transfer',
            name='other_article',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='annotations.article'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='other_desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='transfer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.transfer'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mention', 'reply', 'assigned', 'review', 'approved', 'returned', 'watched', 'handover', 'guest', 'webhook', 'moved'])), name='notification_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'moved'), ('transfer__isnull', False)), models.Q(models.Q(('kind', 'moved'), _negated=True), ('transfer', None)), _connector='OR'), name='notification_of_transfer'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['desk', 'id'], name='transfer_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['move', 'copy'])), name='transfer_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['out', 'in'])), name='transfer_way_known'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('desk', models.F('other_desk')), _negated=True), name='transfer_between_two'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), ('undone_at__isnull', False), _connector='OR'), name='transfer_undone_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('key', 'way'), name='transfer_row_of_each_desk'),
        ),
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("carried", "of_desk", "audit", "search_path")
        ),
    ]
