"""What schemathesis makes up for an operation: its examples, its coverage, and requests at random."""

import random
from collections.abc import Iterator
from typing import NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.generation import GenerationMode
from schemathesis.generation.drivers import CoverageGenerator
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.generation.overrides import Override
from schemathesis.schemas import APIOperation

from annotations.api.articles.serializers import BulkLine
from annotations.api.shell import json


class Depth(NamedTuple):
    """How many of the cases that cover an operation, and how many at random of each mode."""

    covering: int | None  # None: all of them.
    at_random: int


ARTICLE = st.fixed_dictionaries(
    {
        "desk": st.just("politics"),
        "headline": st.text(min_size=1, max_size=20),
        "text": st.text(min_size=1, max_size=60),
    },
    optional={
        "language": st.sampled_from(["en", "uk", "?"]),
        "claims": st.lists(
            st.fixed_dictionaries(
                {"start": st.integers(-1, 9), "end": st.integers(0, 60)},
                optional={"statement": st.text(max_size=9)},
            ),
            max_size=2,
        ),
        "mentions": st.lists(
            st.fixed_dictionaries(
                {
                    "start": st.integers(-1, 9),
                    "end": st.integers(0, 60),
                    "label": st.sampled_from(["PERSON", "ORG", "NOTHING"]),
                }
            ),
            max_size=2,
        ),
    },
)
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
NAMES = st.sampled_from(sorted(BulkLine().fields)) | st.text(max_size=9)
LINE = st.dictionaries(NAMES, VALUES | st.lists(VALUES, max_size=2), max_size=6).map(json.dumps)
# The schema calls them text: these are lines, most of them JSON, some of them articles.
schemathesis.openapi.media_type(
    "application/x-ndjson",
    st.lists(LINE | ARTICLE.map(json.dumps) | st.binary(max_size=20), max_size=5).map(b"\n".join),
)


@schemathesis.serializer("application/x-ndjson")
def as_lines(_context: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def of(operation: APIOperation, depth: Depth) -> Iterator[Case]:
    """The same ones in every run of the same schema."""
    yield from _covering(operation, depth.covering)
    for mode in GenerationMode:
        yield from _at_random(operation, mode, depth.at_random)


def _covering(operation: APIOperation, most: int | None) -> list[Case]:
    """Boundaries, types, enums and missing parts: those of its examples first."""
    config = operation.schema.config.generation_for(operation=operation, phase="coverage")
    cases = list(
        CoverageGenerator(
            operation=operation,
            generation_modes=list(GenerationMode),
            generation_config=config,
            auth_storage=None,
            override=Override(),
            feedback=NO_FEEDBACK,
        )
    )
    if most is None or len(cases) <= most:
        return cases
    return cases[:2] + random.Random(operation.label).sample(cases[2:], most - 2)


def _at_random(operation: APIOperation, mode: GenerationMode, most: int) -> list[Case]:
    found: list[Case] = []

    @settings(
        max_examples=most,
        phases=[Phase.generate],
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keep(case: Case) -> None:
        found.append(case)

    keep()
    return found
