"""Messages as files, for an installation without a broker.

kombu's own transport opens a message under its final name and writes it afterwards, so that a
worker can read half of one, and dies of it.
"""

import contextlib
import logging
import os
import time
import uuid

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Shows only whole messages and tables, and steps over what cannot be read.

    Nothing is lost by that: the row is the truth, the message only a bell.
    """

    # kombu itself calls the message otherwise in its base class.
    def _put(self, queue, payload, **kwargs):  # type: ignore[override]
        name = f"{time.time_ns()}_{uuid.uuid4()}"
        unseen = os.path.join(self.data_folder_out, f"{name}.part")
        try:
            with open(unseen, "w", encoding="utf-8") as file:
                file.write(dumps(payload))
            os.replace(unseen, os.path.join(self.data_folder_out, f"{name}.{queue}.msg"))
        except OSError as error:
            with contextlib.suppress(OSError):
                os.remove(unseen)
            raise ChannelError(f"The message cannot be written: {error}") from error

    def probe(self) -> None:
        """Whether messages can be written; raises ChannelError. No worker reads such a name."""
        for folder in (self.data_folder_out, self.control_folder):
            trial = os.path.join(folder, f"{uuid.uuid4()}.part")
            try:
                with open(trial, "w") as file:
                    file.write("x")
            except OSError as error:
                raise ChannelError(f"{folder} cannot be written: {error.strerror}") from error
            finally:
                with contextlib.suppress(OSError):
                    os.remove(trial)

    def _get(self, queue, timeout=None):
        while True:  # Until kombu raises Empty; each unreadable message is gone by then.
            try:
                payload = super()._get(queue)
                self.Message(payload, channel=self)
                return payload
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                logger.warning("an unreadable message is thrown away: %r", error)

    def get_table(self, exchange):
        try:
            return super().get_table(exchange)
        except ValueError:
            return []

    def _queue_bind(self, exchange, *args):
        try:
            super()._queue_bind(exchange, *args)
        except ValueError:  # Its writer was killed half-way; written anew, it is whole.
            self._exchange_file(exchange).unlink(missing_ok=True)
            super()._queue_bind(exchange, *args)


class Transport(filesystem.Transport):
    Channel = Channel
