"""Feeds of desks with their audit trail; articles are found by their web address."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


AUDIT = """
CREATE TRIGGER feed_audit_insert AFTER INSERT ON annotations_feed
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER feed_audit_update AFTER UPDATE ON annotations_feed
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER feed_audit_delete AFTER DELETE ON annotations_feed
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
"""
AUDIT_BACK = "".join(
    f"DROP TRIGGER feed_audit_{event} ON annotations_feed;"
    for event in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0006_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("address", models.CharField(max_length=500)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="As the feed calls itself.", max_length=200
                    ),
                ),
                ("is_paused", models.BooleanField(default=False)),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Readings begun and not ended."
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "news",
                    models.CharField(
                        blank=True, help_text="What it brought last, and when.", max_length=100
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("modified", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="SHA-256 of what the feed calls it.", max_length=64),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                (
                    "sha256",
                    models.CharField(blank=True, help_text="Of the text.", max_length=64),
                ),
                (
                    "about",
                    models.JSONField(
                        default=dict, help_text="Headline, byline and time of publication."
                    ),
                ),
                (
                    "brought",
                    models.BooleanField(default=False, help_text="It became an article once."),
                ),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Pages that could not be had."
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, help_text="Why it brought nothing.", max_length=500
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("source_url", ""), _negated=True),
                fields=["source_url"],
                name="article_address",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="desk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feeds",
                to="annotations.desk",
            ),
        ),
        migrations.AddField(
            model_name="feedentry",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="annotations.article",
            ),
        ),
        migrations.AddField(
            model_name="feedentry",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="annotations.feed",
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("is_paused", False)), fields=["due_at", "id"], name="feed_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(fields=("desk", "address"), name="feed_once"),
        ),
        migrations.AddConstraint(
            model_name="feedentry",
            constraint=models.UniqueConstraint(fields=("feed", "key"), name="feed_entry_once"),
        ),
        migrations.RunSQL(AUDIT, AUDIT_BACK),
    ]
