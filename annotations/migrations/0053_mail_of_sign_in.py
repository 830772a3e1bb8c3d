"""Changes of passwords and second factors are mailed to whom they concern."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0052_double_checks'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='signinchange',
            name='signinchange_kind_known',
        ),
        migrations.AddField(
            model_name='signinchange',
            name='due_at',
            field=models.DateTimeField(help_text='Empty once the mail was sent.', null=True),
        ),
        migrations.AddField(
            model_name='signinchange',
            name='mail_to',
            field=models.CharField(blank=True, db_default='', default='', max_length=254),
        ),
        migrations.AddField(
            model_name='signinchange',
            name='tries',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='signinchange',
            name='kind',
            field=models.CharField(choices=[('app-added', 'Authenticator app set up'), ('app-removed', 'Authenticator app removed'), ('passkey-added', 'Passkey added'), ('passkey-removed', 'Passkey removed'), ('codes-made', 'Recovery codes made'), ('code-used', 'Recovery code used'), ('factors-reset', 'Second factors removed by an administrator'), ('password-changed', 'Password changed'), ('password-reset', 'Password set by a link from a mail'), ('password-given', 'Password set by an administrator'), ('session-ended', 'Session ended'), ('sessions-ended', 'All other sessions ended')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='signinchange',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'id'], name='signinchange_due'),
        ),
        migrations.AddConstraint(
            model_name='signinchange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['app-added', 'app-removed', 'passkey-added', 'passkey-removed', 'codes-made', 'code-used', 'factors-reset', 'password-changed', 'password-reset', 'password-given', 'session-ended', 'sessions-ended'])), name='signinchange_kind_known'),
        ),
        migrations.RunSQL(
            "SELECT newsroom_keep_inserts('signinchange')", migrations.RunSQL.noop
        ),
    ]
