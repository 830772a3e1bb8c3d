"""Settings from environment variables; a bad value stops the start with one clear sentence."""

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if name not in os.environ:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {os.environ[name]!r}.")


def number(name: str, default: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def level(name: str, default: str) -> str:
    """A level of Python's logging, in any case."""
    value = text(name, default).upper()
    if value not in LEVELS:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(LEVELS)}, not {value!r}.")
    return value


def choice(name: str, values: tuple[str, ...]) -> str:
    """One of these words in any case; the first without one."""
    value = text(name, values[0]).lower()
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(values)}, not {value!r}.")
    return value


def origins(name: str) -> list[str]:
    """Sites, as browsers name them: a scheme and a host, perhaps a port."""
    found = words(name)
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}":
            raise ImproperlyConfigured(
                f"{name} must hold origins such as https://dash.example, not {origin!r}."
            )
    return found


LEAST_SECRET = 16


def secret(name: str) -> str:
    """Something nobody guesses, or nothing; it is never repeated."""
    value = text(name)
    if value and len(value) < LEAST_SECRET:
        raise ImproperlyConfigured(f"{name} must have {LEAST_SECRET} characters or more.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


LAST_PORT = 65_535


def ports(name: str, default: str) -> frozenset[int]:
    """Port numbers by commas; * is all of them."""
    found = words(name, default)
    if found == ["*"]:
        return frozenset(range(1, LAST_PORT + 1))
    if not all(one.isdecimal() and 0 < int(one) <= LAST_PORT for one in found):
        raise ImproperlyConfigured(
            f"{name} must be port numbers separated by commas, as in 80,443, "
            f"not {os.environ[name]!r}."
        )
    return frozenset(map(int, found))


def postgres(name: str) -> dict[str, object]:
    """A PostgreSQL database by its URL, as Django wants it; the URL itself is never repeated."""
    example = f"{name} must look like postgres://user:password@host:5432/name."
    try:
        found = dj_database_url.parse(text(name))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise ImproperlyConfigured(example) from error
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        raise ImproperlyConfigured(example)
    return dict(found)


BROKERS = {"redis", "rediss", "sentinel", "amqp", "amqps", "pyamqp", "sqs", "memory", "filesystem"}


def broker(name: str) -> str:
    """The URL of a message broker, or nothing; the URL itself is never repeated."""
    url = text(name)
    try:
        fits = not url or urlsplit(url.split(";")[0]).scheme in BROKERS
        _ = urlsplit(url).port
    except ValueError:
        fits = False
    if not fits:
        raise ImproperlyConfigured(
            f"{name} must look like redis://host:6379/0 or amqp://user:password@host:5672//."
        )
    return url


class Mail(NamedTuple):
    """A mail server; without a host there is none. `tls` is starttls, implicit or none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "none"
    sender: str = "newsroom@localhost"


# By scheme: the port and how the connection is secured where the URL does not say.
MAIL_SCHEMES = {"smtp": (587, "starttls"), "smtps": (465, "implicit")}
TLS = ("starttls", "implicit", "none")


def mail(name: str) -> Mail:
    """An SMTP server by its URL, or none; the URL itself is never repeated."""
    url = text(name)
    if not url:
        return Mail()
    example = (
        f"{name} must look like smtp://user:password@host:587/?from=newsroom@example.org, "
        "with tls=starttls, implicit or none where it is not as usual."
    )
    try:
        parts = urlsplit(url)
        port, tls = MAIL_SCHEMES[parts.scheme]
        more = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
        found = Mail(
            host=parts.hostname or "",
            port=parts.port or port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=more.pop("tls", tls),
            sender=more.pop("from", ""),
        )
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(example) from error
    is_whole = found.host and "@" in found.sender and found.tls in TLS
    if not is_whole or more or parts.path not in ("", "/") or parts.fragment:
        raise ImproperlyConfigured(example)
    return found
