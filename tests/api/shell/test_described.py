"""The schema tells of every operation, field, parameter, status and body, with examples."""

import re

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from annotations.api.shell import examples, glossary, operation_names, shapes
from annotations.api.shell.described import METHODS, operations
from annotations.api.shell.schema import STATUSES


@pytest.fixture(scope="module")
def schema() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def names(schema) -> dict[str, dict]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }


def contents(operation: dict):
    """(what, content) of the body and of each answer that has one."""
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"body as {kind}", content
    for status, answer in operation["responses"].items():
        for kind, content in answer.get("content", {}).items():
            yield f"{status} as {kind}", content


def test_every_field_is_described(schema):
    bare = {
        f"{shape}.{name}"
        for shape, component in schema["components"]["schemas"].items()
        for name, field in component.get("properties", {}).items()
        if not field.get("description", "").strip()
    }
    assert not bare, "say what these fields mean: help_text, or a line in api/shell/glossary.py"


def test_every_operation_parameter_and_status_is_described(names):
    bare = set()
    for name, operation in names.items():
        if not operation.get("summary") or not operation.get("description"):
            bare.add(name)
        bare |= {
            f"{name} ?{one['name']}"
            for one in operation.get("parameters", ())
            if not one.get("description", "").strip()
        }
        bare |= {
            f"{name} {status}"
            for status, answer in operation["responses"].items()
            if not answer.get("description", "").strip()
        }
    assert not bare, "docstring, glossary.PARAMETERS or glossary.ANSWERS"


def test_every_status_that_a_method_can_answer_is_there(names):
    missing = {
        f"{name} {status}"
        for name, operation in names.items()
        for status in STATUSES[name.split(" ")[0]]
        if str(status) not in operation["responses"]
    }
    assert not missing


def test_every_body_and_answer_has_an_example_that_its_schema_takes(subtests, schema, names):
    known = {"components": schema["components"]}
    for name, operation in names.items():
        for what, content in contents(operation):
            with subtests.test(f"{name}: {what}"):
                assert "example" in content or "examples" in content
                if "example" in content and "schema" in content:
                    validator = Draft202012Validator(content["schema"] | known)
                    validator.validate(content["example"])


def test_nothing_is_described_for_those_who_read_the_code(schema):
    described = [one.get("description", "") for one in schema["components"]["schemas"].values()]
    assert not [told for told in described if "base class" in told or "misspelt" in told]


def test_every_choice_has_a_name(schema):
    """Values of a field are a component, so that a typed client has one type for them."""
    inline = {
        f"{shape}.{name}"
        for shape, component in schema["components"]["schemas"].items()
        for name, field in component.get("properties", {}).items()
        if len(field.get("enum") or field.get("items", {}).get("enum") or ()) > 1
    }
    assert not inline


def test_every_shape_and_choice_is_described_in_words(schema):
    components = schema["components"]["schemas"]
    bare = {
        name
        for name, component in components.items()
        if component.get("description", "* `").startswith("* `")
    }
    assert not bare, "a docstring, or a line in api/shell/shapes.py"
    assert set() == shapes.SHAPES.keys() - components.keys()


def test_no_choice_has_a_name_that_was_made_for_it(schema):
    """They get one in ENUM_NAME_OVERRIDES, or as the `title` of a parameter."""
    made = {name for name in schema["components"]["schemas"] if name.endswith("Enum")}
    assert not made


def test_the_values_of_every_parameter_have_a_name(names):
    inline = {
        f"{name} ?{one['name']}"
        for name, operation in names.items()
        for one in operation.get("parameters", ())
        if one["schema"].get("enum") or one["schema"].get("items", {}).get("enum")
    }
    assert not inline


def test_operations_have_the_names_of_functions(names):
    made = {one["operationId"] for one in names.values()}

    assert len(made) == len(names)
    assert not [name for name in made if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name)]
    assert {"list_claims", "get_claim", "take_claim", "add_claim_link", "export_claims_csv"} <= made
    asked = {name.replace(" /api/v1/", " ").strip() for name in names}
    assert operation_names.NAMES.keys() <= asked
    needless = [
        (name, own)
        for name, own in operation_names.NAMES.items()
        if own == operation_names.by_rule(*f"{name} ".split(" ")[:2])
    ]
    assert not needless


def test_the_glossary_has_no_word_that_nobody_uses(schema):
    used = {
        name
        for component in schema["components"]["schemas"].values()
        for name in component.get("properties", {})
    }
    words = {word.rsplit(".", 1)[-1] for word in glossary.FIELDS}
    asked = {one["name"] for each in operations(schema) for one in each.get("parameters", ())}

    assert words <= used
    assert set() == glossary.PARAMETERS.keys() - asked
    assert set() == examples.VALUES.keys() - used
