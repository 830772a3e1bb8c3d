from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0031_names_of_tables'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='claim',
            name='claim_assigned',
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['language', 'created_at', 'id'], name='article_in_language'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('needs_another_look', True), ('state', 'approved')), fields=['doubted_at', 'id'], name='assessment_doubted_since'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('state', 'proposed')), fields=['created_at', 'id'], name='assessment_pending'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('state', 'proposed'), models.Q(('changers', []), _negated=True)), fields=['created_at', 'id'], name='assessment_changed'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('state', 'returned')), fields=['author'], name='assessment_returned'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('asks_said', True)), fields=['desk', 'article', 'sort_start', 'sort_end', 'id'], name='claim_asks_said'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'article', 'sort_start', 'sort_end', 'id'], name='claim_assigned'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False), ('stage__in', ('open', 'checking', 'review'))), fields=['assignee', 'created_at', 'id'], name='claim_held'),
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(fields=['desk', 'name', 'id'], name='entity_desk_name'),
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(fields=['name', 'id'], name='entity_name'),
        ),
    ]
