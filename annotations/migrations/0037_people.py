"""Invitations to desks by e-mail, and deputies by date."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0036_live_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deputy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputises_for', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputies', to='annotations.desk')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'deputy',
                'verbose_name_plural': 'deputies',
                'indexes': [models.Index(fields=['deputy', 'ends_on'], name='deputy_lasting'), models.Index(fields=['desk', 'id'], name='deputy_of_desk')],
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('deputy')), _negated=True), name='deputy_is_another_person'), models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='deputy_days_in_order'), models.UniqueConstraint(fields=('desk', 'person', 'deputy', 'starts_on'), name='deputy_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('viewer', 'Viewer'), ('reporter', 'Reporter'), ('checker', 'Checker'), ('editor', 'Editor')], max_length=10)),
                ('issue', models.PositiveIntegerField(db_default=1, default=1)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('origin', models.CharField(max_length=300)),
                ('language', models.CharField(max_length=8)),
                ('due_at', models.DateTimeField(help_text='Empty once the mail was sent.', null=True)),
                ('tries', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='annotations.desk')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'indexes': [models.Index(fields=['desk', 'id'], name='invitation_of_desk'), models.Index(condition=models.Q(('due_at__isnull', False), ('accepted_at', None), ('revoked_at', None)), fields=['due_at', 'id'], name='invitation_due')],
                'constraints': [models.UniqueConstraint(models.F('desk'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('revoked_at', None)), name='invitation_open_once'), models.CheckConstraint(condition=models.Q(('role__in', ['viewer', 'reporter', 'checker', 'editor'])), name='invitation_role_known'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None), _connector='OR'), name='invitation_ends_once'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_somebody')],
            },
        ),
        migrations.RunSQL((SQL / "guards.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
