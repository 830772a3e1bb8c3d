"""docs/fields.md is what the schema says."""

from annotations.management.commands.write_field_tables import PAGE, page


def test_the_tables_are_those_of_the_schema():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `manage.py write_field_tables`"


def test_they_tell_of_objects_bodies_and_choices():
    text = PAGE.read_text(encoding="utf-8")

    assert "| **statement** | string | The claim in one plain sentence. |" in text
    assert "## ClaimBody" in text
    assert "`supports`, `refutes`, `context`" in text
