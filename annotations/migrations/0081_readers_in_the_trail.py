"""Who wrote readers' requests can be taken out of lines that the trail had before 0075."""

from django.db import migrations, models

KINDS = [
    ('article', 'Article'), ('revision', 'Text of one revision'), ('span', 'Words of an article'), ('claim', 'Claim'),
    ('entity', 'Entity with all its names'), ('name', 'Name or words, wherever they stand'),
    ('person', 'Person who used to work here'), ('readers', 'Who wrote readers’ requests, in the audit trail'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0080_lists_of_names'),
    ]

    operations = [
        migrations.AlterField(
            model_name='redaction',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.RemoveConstraint(
            model_name='redaction',
            name='redaction_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='redaction',
            name='redaction_of_something',
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [kind for kind, _ in KINDS])), name='redaction_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['name', 'readers']), ('object_id', None)), models.Q(('end__gt', models.F('start')), ('kind', 'span'), ('object_id__isnull', False), ('start__isnull', False)), models.Q(models.Q(('kind__in', ['name', 'readers', 'span']), _negated=True), ('object_id__isnull', False)), _connector='OR'), name='redaction_of_something'),
        ),
    ]
