class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot run; the message is one sentence for the person."""
