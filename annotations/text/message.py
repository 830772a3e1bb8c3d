"""What the pure layers have to tell a person, in no language: annotations/messages.py has words."""

from dataclasses import dataclass
from typing import TypeAlias, Union

Value: TypeAlias = Union[str, int, "Message"]


@dataclass(frozen=True, init=False)
class Message:
    """`id` names a sentence, `params` fill its places; a message in a place is a part of speech."""

    id: str
    _params: tuple[tuple[str, Value], ...]

    def __init__(self, id: str, /, **params: Value) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "_params", tuple(sorted(params.items())))

    @property
    def params(self) -> dict[str, Value]:
        return dict(self._params)

    def __str__(self) -> str:
        """For logs: `file-other(found=kind-pdf, sent=kind-text)`."""
        given = ", ".join(f"{name}={value}" for name, value in self._params)
        return f"{self.id}({given})" if given else self.id


class MessageError(ValueError):
    """An error that a person is told of, by its `message`."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
