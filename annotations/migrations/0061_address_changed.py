"""A changed e-mail address is a change of signing in: the address before is mailed of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0060_notified_of'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='signinchange',
            name='signinchange_kind_known',
        ),
        migrations.AlterField(
            model_name='signinchange',
            name='kind',
            field=models.CharField(choices=[('app-added', 'Authenticator app set up'), ('app-removed', 'Authenticator app removed'), ('passkey-added', 'Passkey added'), ('passkey-removed', 'Passkey removed'), ('codes-made', 'Recovery codes made'), ('code-used', 'Recovery code used'), ('factors-reset', 'Second factors removed by an administrator'), ('password-changed', 'Password changed'), ('password-reset', 'Password set by a link from a mail'), ('password-given', 'Password set by an administrator'), ('address-changed', 'E-mail address changed'), ('session-ended', 'Session ended'), ('sessions-ended', 'All other sessions ended')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='signinchange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['app-added', 'app-removed', 'passkey-added', 'passkey-removed', 'codes-made', 'code-used', 'factors-reset', 'password-changed', 'password-reset', 'password-given', 'address-changed', 'session-ended', 'sessions-ended'])), name='signinchange_kind_known'),
        ),
    ]
