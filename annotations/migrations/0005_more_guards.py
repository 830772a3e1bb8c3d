"""The words of quotations, and the audit trail of the tables of 0004 that people change."""

from django.db import migrations

QUOTATION_EXACT = """
CREATE TRIGGER quotation_exact_on_insert AFTER INSERT ON annotations_quotation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_check_exact();
CREATE TRIGGER quotation_exact_on_update AFTER UPDATE ON annotations_quotation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_check_exact();
"""
QUOTATION_EXACT_BACK = """
DROP TRIGGER quotation_exact_on_insert ON annotations_quotation;
DROP TRIGGER quotation_exact_on_update ON annotations_quotation;
"""

# Quotations and suggestions are the machine's, replaced by each run: they stay out of the trail.
AUDITED = ("taggingrule", "styleword", "entitymove", "entitypair", "namesreview", "taggingbatch")
AUDIT = "".join(
    f"""
CREATE TRIGGER {table}_audit_insert AFTER INSERT ON annotations_{table}
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER {table}_audit_update AFTER UPDATE ON annotations_{table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER {table}_audit_delete AFTER DELETE ON annotations_{table}
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
"""
    for table in AUDITED
)
AUDIT_BACK = "".join(
    f"DROP TRIGGER {table}_audit_{event} ON annotations_{table};"
    for table in AUDITED
    for event in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_tagging_and_revisions")]
    operations = [
        migrations.RunSQL(QUOTATION_EXACT, QUOTATION_EXACT_BACK),
        migrations.RunSQL(AUDIT, AUDIT_BACK),
    ]
