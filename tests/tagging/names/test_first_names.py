"""First names that say he or she."""

import pytest

from annotations.tagging.names.first_names import gender
from modelling import first_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Jessica", "f"), ("WADE", "m"), ("Zoë", "f"), ("Volodymyr", "m"), ("Kofi", "m"),
     ("Kim", ""), ("Andrea", ""), ("London", ""), ("Orbis", ""), ("", "")],
)  # fmt: skip
def test_only_names_of_one_gender_say_it(name, expected):
    assert gender(name) == expected


def test_the_table_takes_names_that_many_lists_and_people_bear():
    counted = {
        "ilka": [20, 1500, 0.99, 3], "tomas": [30, 9000, 0.001, 3], "kim": [32, 9000, 0.6, 3],
        "rare": [30, 90, 1.0, 3], "odd": [2, 9000, 1.0, 3], "o'dd": [30, 9000, 1.0, 3],
    }  # fmt: skip
    assert first_names.table(counted).splitlines()[-2:] == ["m tomas", "f ilka"]
