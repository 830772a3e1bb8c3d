"""The tables, as 0001 to 0024 made them one after another; `0002_guards` is their other half."""

import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('annotations', '0003_answers'),
        ('annotations', '0004_tagging_and_revisions'),
        ('annotations', '0006_corrections'),
        ('annotations', '0007_feeds'),
        ('annotations', '0008_alias_blocks'),
        ('annotations', '0009_snapshot_requests'),
        ('annotations', '0010_claims_nobody_has'),
        ('annotations', '0011_claims_unchecked'),
        ('annotations', '0013_alias_blocks_of_numbers'),
        ('annotations', '0018_feed_entry_identity'),
        ('annotations', '0019_hidden_bytes'),
        ('annotations', '0020_feed_entry_answers'),
        ('annotations', '0021_anchor_reason'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('display_name', models.CharField(blank=True, help_text='How colleagues see this person; else the user name.', max_length=120)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('suggestions_per_hundred', models.FloatField(db_default=1.0, default=1.0, help_text='Claims the machine suggests for every hundred words, at most.')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('slug__regex', '^\\d+$'), _negated=True), name='desk_slug_not_a_number'),
                    models.CheckConstraint(condition=models.Q(('suggestions_per_hundred__gte', 0), ('suggestions_per_hundred__lte', 20)), name='desk_suggestions_in_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('headline', models.CharField(max_length=500)),
                ('language', models.CharField(default='und', help_text='ISO 639 code, or und.', max_length=16)),
                ('outlet', models.CharField(blank=True, max_length=200)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=2000)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='annotations.desk')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='article_search'),
                    models.Index(fields=['desk', 'created_at', 'id'], name='article_desk_newest'),
                    models.Index(fields=['created_at', 'id'], name='article_newest'),
                    models.Index(fields=['desk', 'language', 'created_at', 'id'], name='article_language'),
                    django.contrib.postgres.indexes.HashIndex(condition=models.Q(('source_url', ''), _negated=True), fields=['source_url'], name='article_address'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('statement', models.TextField(help_text='The claim in one plain sentence.')),
                ('date', models.DateField(blank=True, help_text='When it was said or published.', null=True)),
                ('stage', models.CharField(choices=[('suggested', 'Suggested'), ('open', 'Open'), ('checking', 'Checking'), ('review', 'In review'), ('checked', 'Checked'), ('dismissed', 'Dismissed')], default='open', max_length=10)),
                ('stage_note', models.TextField(blank=True, help_text='Why it was dismissed or reopened.')),
                ('asks_said', models.BooleanField(default=False)),
                ('asks_true', models.BooleanField(default=True)),
                ('due', models.DateField(blank=True, null=True)),
                ('sort_start', models.PositiveIntegerField(default=0)),
                ('sort_end', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='annotations.article')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='annotations.desk')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='claim_search'),
                    models.Index(fields=['article', 'sort_start', 'sort_end', 'id'], name='claim_order'),
                    models.Index(fields=['desk', 'article', 'sort_start', 'sort_end', 'id'], name='claim_desk_order'),
                    models.Index(fields=['article', 'stage'], name='claim_article_stage'),
                    models.Index(fields=['desk', 'stage', 'article'], name='claim_desk_stage'),
                    models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'stage'], name='claim_assigned'),
                    models.Index(condition=models.Q(('stage__in', ('open', 'checking', 'review'))), fields=['desk', 'created_at', 'id'], name='claim_unchecked'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('stage__in', ['suggested', 'open', 'checking', 'review', 'checked', 'dismissed'])), name='claim_stage_known'),
                    models.CheckConstraint(condition=models.Q(('asks_said', True), ('asks_true', True), _connector='OR'), name='claim_asks_something'),
                    models.CheckConstraint(condition=models.Q(('statement', ''), _negated=True), name='claim_has_statement'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('name', models.CharField(max_length=300)),
                ('label', models.CharField(choices=[('PERSON', 'Person'), ('ORG', 'Organisation'), ('PLACE', 'Place'), ('NORP', 'Nationality or group'), ('DATE', 'Date'), ('MISC', 'Other')], max_length=10)),
                ('description', models.TextField(blank=True)),
                ('wikidata_id', models.CharField(blank=True, max_length=20)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entities', to='annotations.desk')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.entity')),
            ],
            options={
                'verbose_name_plural': 'entities',
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='entity_search'),
                    models.Index(fields=['desk', 'label', 'id'], name='entity_desk_label'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('label__in', ['PERSON', 'ORG', 'PLACE', 'NORP', 'DATE', 'MISC'])), name='entity_label_known'),
                    models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='entity_not_merged_into_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AttributionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(blank=True, max_length=300)),
                ('verb', models.CharField(blank=True, max_length=60)),
                ('channel', models.CharField(blank=True, max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('form', models.CharField(blank=True, choices=[('quote', 'Direct quote'), ('paraphrase', 'Paraphrase'), ('own-voice', "The outlet's own voice")], max_length=10)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attribution', to='annotations.claim')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.entity')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('claim', 'position'), name='attribution_position_once'),
                    models.CheckConstraint(condition=models.Q(('entity__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='attribution_has_speaker'),
                    models.CheckConstraint(condition=models.Q(('form__in', ['', 'quote', 'paraphrase', 'own-voice'])), name='attribution_form_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('table', models.CharField(max_length=63)),
                ('object_id', models.BigIntegerField()),
                ('action', models.CharField(choices=[('I', 'created'), ('U', 'changed'), ('D', 'deleted')], max_length=1)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('request', models.CharField(blank=True, max_length=64)),
                ('desk_id', models.BigIntegerField(null=True)),
                ('article_id', models.BigIntegerField(null=True)),
                ('claim_id', models.BigIntegerField(null=True)),
                ('old', models.JSONField(null=True)),
                ('new', models.JSONField(null=True)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('claim_id__isnull', False)), fields=['claim_id', 'id'], name='event_claim'),
                    models.Index(fields=['table', 'object_id', 'id'], name='event_object'),
                    django.contrib.postgres.indexes.HashIndex(condition=models.Q(('request', ''), _negated=True), fields=['request'], name='event_request'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('role', models.CharField(choices=[('viewer', 'Viewer'), ('reporter', 'Reporter'), ('checker', 'Checker'), ('editor', 'Editor')], max_length=10)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='annotations.desk')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'desk'), name='membership_once'),
                    models.CheckConstraint(condition=models.Q(('role__in', ['viewer', 'reporter', 'checker', 'editor'])), name='membership_role_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=255)),
                ('media_type', models.CharField(max_length=100)),
                ('encoding', models.CharField(blank=True, max_length=40)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='original', to='annotations.article')),
            ],
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(choices=[('said', 'Was it said?'), ('true', 'Is it so?')], max_length=4)),
                ('slug', models.SlugField(max_length=40)),
                ('label', models.CharField(max_length=60)),
                ('value', models.PositiveSmallIntegerField(blank=True, help_text='1 (worst) to 5 (best) for ClaimReview; empty: no rating.', null=True)),
                ('tone', models.CharField(choices=[('supported', 'Supported'), ('mostly', 'Mostly supported'), ('mixed', 'Mixed'), ('misleading', 'Misleading'), ('refuted', 'Refuted'), ('cannot', 'Cannot be checked'), ('opinion', 'Opinion')], max_length=10)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='annotations.desk')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('desk', 'question', 'slug'), name='rating_once'),
                    models.UniqueConstraint(fields=('id', 'question'), name='rating_of_question'),
                    models.CheckConstraint(condition=models.Q(('value', None), ('value__range', (1, 5)), _connector='OR'), name='rating_value_1_to_5'),
                    models.CheckConstraint(condition=models.Q(('question__in', ['said', 'true'])), name='rating_question_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReplyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('asked', models.CharField(help_text='Who was asked.', max_length=300)),
                ('channel', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('deadline', models.DateTimeField(blank=True, null=True)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('reply', models.TextField(blank=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reply_requests', to='annotations.claim')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('replied_at__isnull', True)), fields=['deadline'], name='reply_overdue'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(help_text='Canonical text; all offsets count its code points.')),
                ('kind', models.CharField(choices=[('original', 'Original'), ('correction', 'Correction'), ('update', 'Update'), ('typo', 'Typo'), ('legal', 'Legal')], default='original', max_length=10)),
                ('note', models.TextField(blank=True)),
                ('sha256', models.CharField(help_text='Of the text in UTF-8.', max_length=64)),
                ('length', models.PositiveIntegerField(help_text='In code points.')),
                ('blocks', models.JSONField(default=list)),
                ('links', models.JSONField(default=list)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='annotations.article')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('carried', models.JSONField(db_default={}, default=dict)),
                ('hidden', models.BinaryField(null=True)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['sha256'], name='revision_sha256'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('article', 'number'), name='revision_number_once'),
                    models.UniqueConstraint(fields=('article', 'id'), name='revision_of_article'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='revision_number_from_one'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['original', 'correction', 'update', 'typo', 'legal'])), name='revision_kind_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='current_revision',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='annotations.revision'),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('kind', models.CharField(choices=[('web', 'Web page'), ('document', 'Document'), ('dataset', 'Dataset'), ('person', 'Person'), ('post', 'Post'), ('media', 'Photo, audio or video')], default='web', max_length=10)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('url', models.URLField(blank=True, max_length=2000)),
                ('url_key', models.CharField(blank=True, editable=False, max_length=2000)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='annotations.desk')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='source_search'),
                    models.Index(fields=['desk', 'id'], name='source_desk'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('url_key', ''), _negated=True), fields=('desk', 'url_key'), name='source_address_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('title', ''), _negated=True), _connector='OR'), name='source_has_name_or_address'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['web', 'document', 'dataset', 'person', 'post', 'media'])), name='source_kind_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=100)),
                ('text', models.TextField(blank=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='annotations.source')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['source', '-taken_at', '-id'], name='snapshot_newest'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('last_used_at', models.DateTimeField(editable=False, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=255)),
                ('fingerprint', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['created_at'], name='answer_age'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'key'), name='answer_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DeskTurn',
            fields=[
                ('desk', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='annotations.desk')),
                ('taken_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(choices=[('PERSON', 'Person'), ('ORG', 'Organisation'), ('PLACE', 'Place'), ('NORP', 'Nationality or group'), ('DATE', 'Date'), ('MISC', 'Other')], max_length=10)),
                ('name', models.CharField(max_length=300)),
                ('key', models.CharField(max_length=300)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='annotations.entity')),
                ('blocks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), db_default=[], default=list, editable=False, size=None)),
            ],
            options={
                'verbose_name_plural': 'aliases',
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['blocks'], name='alias_blocks'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('desk', 'label', 'key'), name='alias_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WorkerHeartbeat',
            fields=[
                ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('engine', models.CharField(blank=True, db_default='', help_text='name/version of its tagger.', max_length=80)),
                ('problem', models.TextField(blank=True, db_default='', help_text='Why it works without the model.')),
            ],
        ),
        migrations.CreateModel(
            name='EntityMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'Merged'), ('split', 'Split off')], max_length=5)),
                ('moved', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('undone_at', models.DateTimeField(null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves_out', to='annotations.entity')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves_in', to='annotations.entity')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['merge', 'split'])), name='entity_move_kind_known'),
                    models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='entity_move_between_two'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NamesReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='names_review', to='annotations.revision')),
            ],
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('exact', models.TextField()),
                ('prefix', models.CharField(blank=True, max_length=32)),
                ('suffix', models.CharField(blank=True, max_length=32)),
                ('kind', models.CharField(choices=[('direct', 'Direct quote'), ('partial', 'Partial quote'), ('indirect', 'Indirect speech')], max_length=10)),
                ('form', models.CharField(choices=[('quote', 'Direct quote'), ('paraphrase', 'Paraphrase'), ('own-voice', "The outlet's own voice")], max_length=10)),
                ('parts', models.JSONField(default=list)),
                ('speaker', models.CharField(blank=True, max_length=300)),
                ('speaker_start', models.PositiveIntegerField(null=True)),
                ('speaker_end', models.PositiveIntegerField(null=True)),
                ('cue', models.CharField(blank=True, help_text='The verb of saying.', max_length=60)),
                ('rule', models.CharField(help_text='The rule that found the speaker.', max_length=40)),
                ('origin', models.CharField(max_length=80)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='annotations.article')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotations', to='annotations.entity')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='annotations.revision')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['revision', 'start', 'end'], name='quotation_place'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('start__isnull', False)), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='quotation_both_ends_or_none'),
                    models.CheckConstraint(condition=models.Q(('start__lt', models.F('end')), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='quotation_start_before_end'),
                    models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact'))), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='quotation_exact_as_long'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['direct', 'partial', 'indirect'])), name='quotation_kind_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='suggestion', serialize=False, to='annotations.claim')),
                ('rule', models.CharField(help_text='Name of the rule (docs/tagging.md).', max_length=40)),
                ('reason', models.CharField(help_text='Shown in the margin.', max_length=80)),
                ('score', models.FloatField()),
                ('origin', models.CharField(max_length=80)),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('dismissed', 'Dismissed')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['desk', 'rule', 'outcome'], name='suggestion_rates'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'accepted', 'dismissed'])), name='suggestion_outcome_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TaggingBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('total', models.PositiveIntegerField(help_text='Runs queued.')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='annotations.desk')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'tagging batches',
                'indexes': [
                    models.Index(fields=['desk', '-created_at'], name='batch_desk_newest'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('address', models.CharField(max_length=500)),
                ('name', models.CharField(blank=True, help_text='As the feed calls itself.', max_length=200)),
                ('is_paused', models.BooleanField(default=False)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='Readings that began but have not ended.')),
                ('read_at', models.DateTimeField(null=True)),
                ('news', models.CharField(blank=True, help_text='What it brought last, and when.', max_length=100)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('modified', models.CharField(blank=True, max_length=200)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='annotations.desk')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('is_paused', False)), fields=['due_at', 'id'], name='feed_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('desk', 'address'), name='feed_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SnapshotRequest',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='request', serialize=False, to='annotations.source')),
                ('wanted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text='Empty once it failed.', null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('wanted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='snapshot_request_due'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EntityPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('score', models.FloatField(help_text='0 to 1.')),
                ('reason', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('suggested', 'Suggested'), ('same', 'The same'), ('different', 'Different')], default='suggested', max_length=10)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.desk')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.entity')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='annotations.entity')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('state', 'suggested')), fields=['desk', '-score', 'id'], name='entity_pair_waiting'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('first', 'second'), name='entity_pair_once'),
                    models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='entity_pair_in_order'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'same', 'different'])), name='entity_pair_state_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('question', models.CharField(choices=[('said', 'Was it said?'), ('true', 'Is it so?')], default='true', max_length=4)),
                ('stance', models.CharField(choices=[('supports', 'Supports'), ('refutes', 'Refutes'), ('context', 'Context')], max_length=10)),
                ('excerpt', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='annotations.claim')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='annotations.source')),
                ('excerpt_end', models.PositiveIntegerField(blank=True, null=True)),
                ('excerpt_start', models.PositiveIntegerField(blank=True, null=True)),
                ('excerpt_state', models.CharField(blank=True, choices=[('exact', 'Same words'), ('changed', 'Words changed'), ('orphaned', 'Words are gone')], db_default='', default='', max_length=10)),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='excerpts', to='annotations.snapshot')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('stance__in', ['supports', 'refutes', 'context'])), name='evidence_stance_known'),
                    models.CheckConstraint(condition=models.Q(('question__in', ['said', 'true'])), name='evidence_question_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('excerpt_end__isnull', True), ('excerpt_start__isnull', True)), models.Q(('excerpt_start__lt', models.F('excerpt_end')), ('snapshot__isnull', False)), _connector='OR'), name='evidence_excerpt_placed'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('exact', models.TextField()),
                ('prefix', models.CharField(blank=True, max_length=32)),
                ('suffix', models.CharField(blank=True, max_length=32)),
                ('label', models.CharField(choices=[('PERSON', 'Person'), ('ORG', 'Organisation'), ('PLACE', 'Place'), ('NORP', 'Nationality or group'), ('DATE', 'Date'), ('MISC', 'Other')], max_length=10)),
                ('origin', models.CharField(max_length=80)),
                ('score', models.FloatField(blank=True, null=True)),
                ('state', models.CharField(choices=[('suggested', 'Suggested'), ('accepted', 'Accepted'), ('rejected', 'Rejected')], default='suggested', max_length=10)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='annotations.article')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.desk')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mentions', to='annotations.entity')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='annotations.revision')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['article', 'start', 'end', 'id'], name='mention_order'),
                    models.Index(fields=['desk', 'label', 'article'], name='mention_desk_label'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('start__isnull', False)), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='mention_both_ends_or_none'),
                    models.CheckConstraint(condition=models.Q(('start__lt', models.F('end')), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='mention_start_before_end'),
                    models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact'))), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='mention_exact_as_long'),
                    models.CheckConstraint(condition=models.Q(('label__in', ['PERSON', 'ORG', 'PLACE', 'NORP', 'DATE', 'MISC'])), name='mention_label_known'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'accepted', 'rejected'])), name='mention_state_known'),
                    models.UniqueConstraint(fields=('revision', 'start', 'end', 'label', 'origin'), name='mention_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StyleWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('word', models.CharField(max_length=100)),
                ('key', models.CharField(editable=False, max_length=100)),
                ('advice', models.CharField(blank=True, help_text='What to write instead.', max_length=200)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='style_words', to='annotations.desk')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('desk', 'key'), name='style_word_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TaggingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('always', 'Always tag'), ('never', 'Never tag')], max_length=6)),
                ('name', models.CharField(help_text='As it stands in texts.', max_length=300)),
                ('key', models.CharField(editable=False, max_length=300)),
                ('label', models.CharField(blank=True, choices=[('PERSON', 'Person'), ('ORG', 'Organisation'), ('PLACE', 'Place'), ('NORP', 'Nationality or group'), ('DATE', 'Date'), ('MISC', 'Other')], max_length=10)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagging_rules', to='annotations.desk')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('desk', 'key'), name='tagging_rule_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'always'), ('label__in', ['PERSON', 'ORG', 'PLACE', 'NORP', 'DATE', 'MISC'])), models.Q(('kind', 'never'), ('label', '')), _connector='OR'), name='tagging_rule_label'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TaggingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('pipeline', models.CharField(blank=True, help_text='name/version; set by the worker.', max_length=80)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10)),
                ('priority', models.PositiveSmallIntegerField(choices=[(0, 'A person waits'), (5, 'Bulk import'), (8, 'A whole desk again')], default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('queued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('counts', models.JSONField(blank=True, default=dict)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='annotations.article')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='annotations.desk')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='annotations.revision')),
                ('worker', models.CharField(blank=True, db_default='', default='', help_text='Who took it last.', max_length=200)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='runs', to='annotations.taggingbatch')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['priority', 'queued_at', 'id'], name='run_queue'),
                    models.Index(fields=['article', '-queued_at', '-id'], name='run_article_newest'),
                    models.Index(fields=['desk', 'queued_at', 'id'], name='run_desk_newest'),
                    models.Index(fields=['queued_at', 'id'], name='run_newest'),
                    models.Index(condition=models.Q(('finished_at__isnull', False)), fields=['desk', 'finished_at'], name='run_desk_finished'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('revision',), name='run_one_active_a_revision'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'failed', 'cancelled'])), name='run_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('lease_until__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='run_running_has_lease'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='SHA-256 of what tells it from the others.', max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('sha256', models.CharField(blank=True, help_text='Of the text.', max_length=64)),
                ('about', models.JSONField(default=dict, help_text='Headline, byline and time of publication.')),
                ('brought', models.BooleanField(default=False, help_text='It became an article once.')),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='Pages that could not be fetched.')),
                ('problem', models.CharField(blank=True, help_text='Why it brought nothing.', max_length=500)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='annotations.article')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='annotations.feed')),
                ('answer', models.CharField(blank=True, choices=[('revise', 'It is a revision'), ('add', 'It is an article of its own'), ('keep', 'The article stays as it is')], max_length=10)),
                ('guid', models.CharField(blank=True, help_text='SHA-256 of its id.', max_length=64)),
                ('is_held', models.BooleanField(default=False, help_text='It would make its article worse: a person decides.')),
                ('link', models.CharField(blank=True, help_text='SHA-256 of its address.', max_length=64)),
                ('rank', models.PositiveSmallIntegerField(default=0, help_text='What tells it from the others.')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['feed', 'guid'], name='feed_entry_guid'),
                    models.Index(condition=models.Q(('link', ''), _negated=True), fields=['link'], name='feed_entry_link'),
                    models.Index(condition=models.Q(('is_held', True)), fields=['feed', 'id'], name='feed_entry_held'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('feed', 'key'), name='feed_entry_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('exact', models.TextField()),
                ('prefix', models.CharField(blank=True, max_length=32)),
                ('suffix', models.CharField(blank=True, max_length=32)),
                ('state', models.CharField(choices=[('exact', 'Same words'), ('changed', 'Words changed'), ('orphaned', 'Words are gone')], default='exact', max_length=10)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='annotations.claim')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='annotations.revision')),
                ('before', models.TextField(blank=True, db_default='', default='')),
                ('candidates', models.JSONField(db_default=[], default=list)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.CharField(blank=True, choices=[('same', 'Still the same claim'), ('edited', 'Claim edited'), ('new', 'A new claim'), ('placed', 'Put on other words'), ('withdrawn', 'Claim withdrawn')], db_default='', default='', max_length=10)),
                ('similarity', models.FloatField(help_text='0 to 1, of the words before and after.', null=True)),
                ('reason', models.CharField(blank=True, choices=[('twice', 'Stands twice now'), ('elsewhere', 'May be another sentence')], db_default='', default='', max_length=10)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['revision', 'start', 'end'], name='anchor_place'),
                    models.Index(condition=models.Q(('decision', ''), ('state__in', ['changed', 'orphaned'])), fields=['revision', 'state'], name='anchor_undecided'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('start__isnull', False)), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='anchor_both_ends_or_none'),
                    models.CheckConstraint(condition=models.Q(('start__lt', models.F('end')), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='anchor_start_before_end'),
                    models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact'))), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='anchor_exact_as_long'),
                    models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', True), ('state', 'orphaned')), models.Q(('start__isnull', False), ('state__in', ['exact', 'changed'])), _connector='OR'), name='anchor_orphaned_has_no_place'),
                    models.UniqueConstraint(fields=('claim', 'revision', 'start', 'end'), name='anchor_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('question', models.CharField(choices=[('said', 'Was it said?'), ('true', 'Is it so?')], max_length=4)),
                ('rationale', models.TextField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('returned', 'Returned'), ('superseded', 'Superseded')], default='proposed', max_length=10)),
                ('review_note', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('needs_another_look', models.BooleanField(default=False)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='annotations.claim')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotations.rating')),
                ('kept', models.JSONField(editable=False, null=True)),
                ('basis', models.CharField(db_default='', default='', editable=False, max_length=64)),
                ('digest', models.CharField(db_default='', default='', editable=False, max_length=64)),
                ('changers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None)),
                ('makers', models.JSONField(db_default={}, default=dict, editable=False)),
                ('reopened', models.BooleanField(db_default=False, default=False, editable=False)),
                ('doubted_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('needs_another_look', True), ('state', 'approved')), fields=['claim'], name='assessment_doubted'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('reviewer', None), models.Q(('reviewer', models.F('author')), _negated=True), _connector='OR'), name='assessment_four_eyes'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reviewer__isnull', False), ('state__in', ['approved', 'returned'])), models.Q(('reviewer__isnull', True), ('state', 'proposed')), ('state', 'superseded'), _connector='OR'), name='assessment_decided_by_somebody'),
                    models.CheckConstraint(condition=models.Q(('rationale', ''), _negated=True), name='assessment_has_rationale'),
                    models.CheckConstraint(condition=models.Q(('needs_another_look', False), ('state__in', ['approved', 'superseded']), _connector='OR'), name='assessment_look_only_when_approved'),
                    models.UniqueConstraint(condition=models.Q(('state', 'approved')), fields=('claim', 'question'), name='assessment_one_approved'),
                    models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('claim', 'question', 'author'), name='assessment_one_pending_a_person'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('kept__isnull', False), _connector='OR'), name='assessment_approved_keeps'),
                ],
            },
        ),
    ]
