import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


AUDITED = """
SELECT newsroom_keep_inserts('signinchange');
CREATE TRIGGER signinchange_audit_update AFTER UPDATE ON annotations_signinchange
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER signinchange_audit_delete AFTER DELETE ON annotations_signinchange
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('token');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0039_sources_merged'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('app-added', 'Authenticator app set up'), ('app-removed', 'Authenticator app removed'), ('passkey-added', 'Passkey added'), ('passkey-removed', 'Passkey removed'), ('codes-made', 'Recovery codes made'), ('code-used', 'Recovery code used'), ('factors-reset', 'Second factors removed by an administrator'), ('password-changed', 'Password changed'), ('password-reset', 'Password set by a link from a mail'), ('session-ended', 'Session ended'), ('sessions-ended', 'All other sessions ended')], max_length=20)),
                ('about', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'change of signing in',
                'verbose_name_plural': 'changes of signing in',
            },
        ),
        migrations.AddField(
            model_name='token',
            name='prefix',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=8),
        ),
        migrations.AddField(
            model_name='token',
            name='scopes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read'), ('write', 'Write articles, claims, sources and names'), ('desk', 'Keep desks: members, scales, feeds, rules')], max_length=8), db_default=models.Value(['read', 'write', 'desk'], output_field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), size=None)), size=None),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'write', 'desk']), ('scopes__len__gte', 1)), name='token_scopes_known'),
        ),
        migrations.AddField(
            model_name='signinchange',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_changes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='signinchange',
            index=models.Index(fields=['user', '-created_at', '-id'], name='signinchange_latest'),
        ),
        migrations.AddConstraint(
            model_name='signinchange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['app-added', 'app-removed', 'passkey-added', 'passkey-removed', 'codes-made', 'code-used', 'factors-reset', 'password-changed', 'password-reset', 'session-ended', 'sessions-ended'])), name='signinchange_kind_known'),
        ),
        migrations.RunSQL(AUDITED, migrations.RunSQL.noop),
    ]
