"""What has to be in place before the processes start."""

import contextlib
import fcntl
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from newsroom import outages
from newsroom.database import extensions, history, roles
from newsroom.env import LAST_PORT

STAMP = ".complete"


class CannotStart(Exception):
    """One sentence for the person who tried."""


def reserve_port(host: str, port: int) -> socket.socket:
    """A socket that keeps the port for our servers until it is closed; it takes no connections.

    They listen beside it, for they set SO_REUSEPORT as it does. Raises CannotStart when something
    else has the port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reserved = socket.socket(family)
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind((host, port))
    except OverflowError as error:
        raise CannotStart(f"There is no port {port}: the last is {LAST_PORT}.") from error
    except OSError as error:
        reserved.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror}); try --port {port + 10}."
        ) from error
    return reserved


def reserve_port_from(host: str, port: int) -> socket.socket:
    """The first port from `port` on that can be reserved; raises CannotStart after twenty."""
    for number in range(port, port + 20):
        candidate = number if number <= LAST_PORT else number - 1_000
        with contextlib.suppress(CannotStart):
            return reserve_port(host, candidate)
    raise CannotStart(f"No port from {port} to {port + 19} on {host} is free.")


def alone(folder: Path, address: str) -> IO[str]:
    """The data folder, ours until the process ends; raises CannotStart when another has it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "up.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        where = lock.read().strip()
        raise CannotStart(
            f"Newsroom is already running with the data in {folder}{where and f', at {where}'}: "
            "stop it first, or set NEWSROOM_DATA to another folder."
        ) from error
    lock.truncate(0)
    lock.write(address)
    lock.flush()
    return lock


def database(say: Callable[[str], None]) -> None:
    """Reach the database and bring its tables up to date; raises CannotStart."""
    say("Starting the database …" if settings.EMBEDDED else "Connecting to the database …")
    try:
        with roles.as_owner():
            connection.ensure_connection()
            history.check()
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                say("Updating its tables …")
                call_command("migrate", verbosity=0, interactive=False)
            else:
                extensions.use()
                roles.grant()
        connection.ensure_connection()
    except (OperationalError, UnicodeError) as error:
        reason = str(error).strip().splitlines()[0]
        if outages.is_disk_full(error):
            raise CannotStart(str(outages.FULL)) from error
        raise CannotStart(f"The database cannot be reached: {reason}{_how()}") from error
    except ProgrammingError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStart(
            f"The tables cannot be made ({reason}): DATABASE_OWNER_URL must name a role that may "
            "make them."
        ) from error
    except (history.TooOld, roles.RoleError, CommandError) as error:
        raise CannotStart(str(error)) from error
    if not settings.DATABASE_OWNER:
        say(
            "DATABASE_OWNER_URL is not set: the web works as the owner of its tables, and could "
            "switch their guards off."
        )


def _how() -> str:
    example = "postgres://user:password@host:5432/name"
    return "" if settings.EMBEDDED else f". Check DATABASE_URL: it must look like {example}."


def broker(say: Callable[[str], None]) -> None:
    """Say when the broker is away: it is asked again and again, pages work meanwhile."""
    problem = import_string("annotations.work.wakeup.problem")()
    if problem:
        say(
            f"The message broker does not answer ({problem}): nothing is tagged until "
            "it does. Newsroom keeps trying; check CELERY_BROKER_URL."
        )


def static_files(say: Callable[[str], None]) -> None:
    """Collect and compress static files, once for each state of them."""
    root = Path(settings.STATIC_ROOT)
    if (root / STAMP).exists():
        return
    say("Collecting static files …")
    if root.parent.exists():
        shutil.rmtree(root.parent)
    call_command("collectstatic", verbosity=0, interactive=False)
    (root / STAMP).touch()


def first_people(*, demo: bool, is_loopback: bool, ask, say: Callable[[str], None]) -> None:
    """On a database without people: the demo desk, or the first administrator.

    `ask(prompt, secret)` asks the person. Raises CannotStart when nobody can be asked, and when
    the demo people with their public passwords would be reachable from elsewhere.
    """
    people = get_user_model().objects
    if not is_loopback:
        demo = False
        if people.exists() and import_string("annotations.demo.people.open_doors")():
            raise CannotStart(
                "The demo people have public passwords: change them, or serve on 127.0.0.1."
            )
    if people.exists():
        return
    if demo:
        say("Loading the demo desk …")
        call_command("load_demo", verbosity=0)
        return
    _first_administrator(people, ask)


def _first_administrator(people, ask) -> None:
    name = _answer(
        "NEWSROOM_ADMIN_USERNAME",
        "First administrator's name: ",
        lambda prompt: ask(prompt, False),
        lambda name: people.model._meta.get_field("username").clean(name, None),
    )
    password = _answer(
        "NEWSROOM_ADMIN_PASSWORD",
        "Password: ",
        lambda prompt: ask(prompt, True),
        lambda password: validate_password(password, people.model(username=name)),
    )
    people.create_superuser(name, password=password)


def _answer(variable: str, prompt: str, ask, check) -> str:
    """What the variable holds, else what the person says, until `check` takes it."""
    given, shown = os.environ.get(variable, ""), prompt
    while answer := given or ask(shown):
        try:
            check(answer)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            if given:
                raise CannotStart(f"{variable}: {reasons}") from error
            shown = f"{reasons}\n{prompt}"
        else:
            return answer
    raise CannotStart("Set NEWSROOM_ADMIN_USERNAME and NEWSROOM_ADMIN_PASSWORD.")
