"""Which sites show cards of public pages, and what webhooks tell of pages."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0067_checks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='delivery',
            name='kind',
            field=models.CharField(choices=[('article.created', 'Article added'), ('article.changed', 'Article details changed'), ('article.revised', 'Article text corrected'), ('article.deleted', 'Article deleted'), ('claim.created', 'Claim added'), ('claim.changed', 'Claim changed'), ('claim.checked', 'Claim checked: every verdict approved'), ('claim.deleted', 'Claim deleted'), ('publication.published', 'Fact-check published'), ('publication.changed', 'Published fact-check changed'), ('publication.unpublished', 'Fact-check taken down'), ('test', 'Test')], max_length=40),
        ),
        migrations.AlterField(
            model_name='webhook',
            name='kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('article.created', 'Article added'), ('article.changed', 'Article details changed'), ('article.revised', 'Article text corrected'), ('article.deleted', 'Article deleted'), ('claim.created', 'Claim added'), ('claim.changed', 'Claim changed'), ('claim.checked', 'Claim checked: every verdict approved'), ('claim.deleted', 'Claim deleted'), ('publication.published', 'Fact-check published'), ('publication.changed', 'Published fact-check changed'), ('publication.unpublished', 'Fact-check taken down'), ('test', 'Test')], max_length=40), blank=True, default=list, help_text='Which changes are sent; none: all of them.', size=None),
        ),
        migrations.CreateModel(
            name='Embed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253)),
                ('first_seen_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='embeds', to='annotations.publication')),
            ],
            options={
                'verbose_name': 'embedded card',
                'verbose_name_plural': 'embedded cards',
                'indexes': [models.Index(fields=['last_seen_at', 'id'], name='embed_newest')],
                'constraints': [models.UniqueConstraint(fields=('publication', 'host'), name='embed_once')],
            },
        ),
    ]
