"""A refusal at the door: before it is known who asks, the framework takes its own errors alone."""

from rest_framework.exceptions import APIException

from annotations.errors import DomainError


class KeptOut(APIException):
    """`reason` is answered as it would be further in; afterwards nobody is asking."""

    def __init__(self, reason: DomainError):
        super().__init__(reason.message)
        self.reason = reason
