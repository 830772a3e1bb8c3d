"""What changed since: every write moves `updated_at`, and a claim's version rises with all it shows."""

from django.db import migrations, models

STAMPED = (
    "desk", "membership", "token", "article", "revision", "claim", "replyrequest", "source",
    "evidence", "assessment", "mention", "entity", "entitypair", "taggingbatch", "taggingrun",
    "taggingrule", "styleword", "feed",
)
VERSIONED = (
    "article", "assessment", "claim", "entity", "entitypair", "evidence", "feed", "mention",
    "source", "styleword", "taggingrule", "taggingrun",
)

# One clock for all writers, and no door around it: services, bulk updates and SQL by hand.
STAMP = """
CREATE FUNCTION newsroom_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;
"""
STAMP += "".join(
    f"""
CREATE TRIGGER {table}_stamp BEFORE INSERT OR UPDATE ON annotations_{table}
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
"""
    for table in STAMPED
)
STAMP_BACK = "".join(f"DROP TRIGGER {table}_stamp ON annotations_{table};" for table in STAMPED)
STAMP_BACK += "DROP FUNCTION newsroom_stamp();"

# Claims show names of speakers, words of ratings and who has them; those are written elsewhere.
# Claims are locked in one order, so that two such changes do not wait for each other.
SHOWN = """
CREATE FUNCTION newsroom_raise_claims(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE annotations_claim c SET version = c.version + 1
    FROM (SELECT id FROM annotations_claim WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE) l
    WHERE c.id = l.id;
$$;
CREATE FUNCTION newsroom_speaker_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_raise_claims(ARRAY(
        SELECT claim_id FROM annotations_attributionstep WHERE entity_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER entity_renamed AFTER UPDATE ON annotations_entity
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION newsroom_speaker_renamed();
CREATE FUNCTION newsroom_rating_reworded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_raise_claims(ARRAY(
        SELECT claim_id FROM annotations_assessment
        WHERE rating_id = NEW.id AND state = 'approved'));
    UPDATE annotations_assessment SET version = version + 1 WHERE rating_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER rating_reworded AFTER UPDATE ON annotations_rating
    FOR EACH ROW WHEN ((OLD.slug, OLD.label, OLD.value)
                       IS DISTINCT FROM (NEW.slug, NEW.label, NEW.value))
    EXECUTE FUNCTION newsroom_rating_reworded();
CREATE FUNCTION newsroom_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_left_alone BEFORE UPDATE ON annotations_claim
    FOR EACH ROW WHEN (OLD.assignee_id IS DISTINCT FROM NEW.assignee_id
                       AND NEW.version = OLD.version)
    EXECUTE FUNCTION newsroom_raise_version();
CREATE TRIGGER mention_left_alone BEFORE UPDATE ON annotations_mention
    FOR EACH ROW WHEN (OLD.entity_id IS DISTINCT FROM NEW.entity_id
                       AND NEW.version = OLD.version)
    EXECUTE FUNCTION newsroom_raise_version();
"""
SHOWN_BACK = """
DROP TRIGGER mention_left_alone ON annotations_mention;
DROP TRIGGER claim_left_alone ON annotations_claim;
DROP FUNCTION newsroom_raise_version();
DROP TRIGGER rating_reworded ON annotations_rating;
DROP FUNCTION newsroom_rating_reworded();
DROP TRIGGER entity_renamed ON annotations_entity;
DROP FUNCTION newsroom_speaker_renamed();
DROP FUNCTION newsroom_raise_claims(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0013_alias_blocks_of_numbers")]
    operations = [
        *(
            migrations.AlterField(
                model_name=model,
                name="updated_at",
                field=models.DateTimeField(auto_now=True, db_index=True),
            )
            for model in VERSIONED
        ),
        migrations.RunSQL(STAMP, STAMP_BACK),
        migrations.RunSQL(SHOWN, SHOWN_BACK),
    ]
