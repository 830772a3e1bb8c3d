class KeepingError(Exception):
    """A backup cannot be made or put back; the message is for the person."""
