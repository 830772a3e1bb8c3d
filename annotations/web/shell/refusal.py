"""A refused form comes back with what was typed: a view says how, around its call of a service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpResponse

from annotations.errors import DomainError, NotFound

Draw = Callable[[DomainError], HttpResponse]


class Refusal(Exception):
    """A refusal and its page, which is drawn when the transaction of the request is over."""

    def __init__(self, error: DomainError, draw: Draw):
        super().__init__(error.message)
        self.error, self.draw = error, draw


@contextmanager
def on_refusal(draw: Draw) -> Iterator[None]:
    """A refusal inside is answered by `draw`; what is not there, by the page that says so."""
    try:
        yield
    except NotFound:
        raise
    except DomainError as error:
        raise Refusal(error, draw) from error
