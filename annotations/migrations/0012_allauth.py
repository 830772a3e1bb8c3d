"""Tries of passwords are counted by allauth in a table of the cache; our own count goes."""

from django.db import migrations

# Unlogged: what it counts is worth a quarter of an hour.
CACHE = """
CREATE UNLOGGED TABLE newsroom_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX newsroom_cache_expires ON newsroom_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0011_claims_unchecked")]
    operations = [
        migrations.DeleteModel("SignInFailure"),
        migrations.AlterModelManagers("user", []),
        migrations.RunSQL(CACHE, "DROP TABLE newsroom_cache"),
    ]
