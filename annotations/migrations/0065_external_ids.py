"""What callers' own systems call articles, claims, sources and entities."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0064_publications'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='external_id',
            field=models.CharField(blank=True, db_default='', default='', help_text='What your own system calls it; unique on its desk.', max_length=200),
        ),
        migrations.AddField(
            model_name='claim',
            name='external_id',
            field=models.CharField(blank=True, db_default='', default='', help_text='What your own system calls it; unique on its desk.', max_length=200),
        ),
        migrations.AddField(
            model_name='entity',
            name='external_id',
            field=models.CharField(blank=True, db_default='', default='', help_text='What your own system calls it; unique on its desk.', max_length=200),
        ),
        migrations.AddField(
            model_name='source',
            name='external_id',
            field=models.CharField(blank=True, db_default='', default='', help_text='What your own system calls it; unique on its desk.', max_length=200),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id', 'desk'), name='article_external_id_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id', 'desk'), name='claim_external_id_once'),
        ),
        migrations.AddConstraint(
            model_name='entity',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id', 'desk'), name='entity_external_id_once'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id', 'desk'), name='source_external_id_once'),
        ),
        *(
            migrations.RunSQL(f"SELECT newsroom_keep_inserts('{table}')", migrations.RunSQL.noop)
            for table in ("article", "claim", "entity", "source")
        ),
    ]
