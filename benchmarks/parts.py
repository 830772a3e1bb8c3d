"""The servers of others that `script/scale` puts around the product, each on loopback alone."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.browser.running import free_port

NGINX = """
{user} daemon off; pid {folder}/nginx.pid; error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; access_log off;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream web {{ {web} }}
    server {{
        listen 127.0.0.1:{port};
        client_max_body_size 64000000;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        location = /events {{ proxy_pass http://127.0.0.1:{events}; proxy_buffering off; }}
        location / {{ proxy_pass http://web; }}
    }}
}}
"""
BOUNCER = """
[databases]
newsroom = host=127.0.0.1 port={database} dbname=newsroom
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = session
max_client_conn = 200
default_pool_size = 60
ignore_startup_parameters = extra_float_digits
"""


class Parts:
    """Servers that were started, with their logs in one folder; they end by their ids."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.started: list[subprocess.Popen] = []

    def start(self, name: str, *words: str, **env: str) -> subprocess.Popen:
        with (self.folder / f"{name}.log").open("a") as log:
            process = subprocess.Popen(
                words, env={**os.environ, **env}, stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def stop(self, *some: subprocess.Popen) -> None:
        """These, or all of them, the last first."""
        going = [*some] or self.started[::-1]
        for process in going:
            process.terminate()
        for process in going:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.started = [one for one in self.started if one not in going]

    def nginx(self, web: list[int], events: int) -> int:
        port = free_port()
        servers = " ".join(f"server 127.0.0.1:{one};" for one in web)
        user = "user root;" if os.geteuid() == 0 else ""
        conf = self.folder / "nginx.conf"
        conf.write_text(
            NGINX.format(folder=self.folder, user=user, web=servers, port=port, events=events)
        )
        self.start("nginx", "nginx", "-c", str(conf))
        return wait(port)

    def pgbouncer(self, database: int) -> int:
        port = free_port()
        conf = self.folder / "pgbouncer.ini"
        conf.write_text(BOUNCER.format(database=database, port=port, folder=self.folder))
        (self.folder / "users").write_text('"newsroom_application" ""\n')
        self.folder.chmod(0o755)
        # It refuses to be root.
        who = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        self.start("pgbouncer", *(who if os.geteuid() == 0 else []), "pgbouncer", str(conf))
        return wait(port)

    def redis(self) -> str:
        port = free_port()
        self.start(
            "redis", "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""
        )
        return f"redis://127.0.0.1:{wait(port)}/0"

    def rabbitmq(self) -> str:
        port, names, peers = free_port(), free_port(), free_port()
        home = self.folder / "rabbitmq"
        home.mkdir()
        program = "/usr/lib/rabbitmq/bin/rabbitmq-server"  # The other one wants a user of its own.
        here = "-kernel inet_dist_use_interface {127,0,0,1}"
        env = {
            "HOME": str(home),
            "ERL_EPMD_PORT": str(names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "newsroom@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(peers),
            "RABBITMQ_MNESIA_BASE": str(home),
            "RABBITMQ_LOG_BASE": str(home),
            "RABBITMQ_PID_FILE": str(home / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(home / "none"),
            "RABBITMQ_CONFIG_FILE": str(home / "none"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": here,
        }
        epmd = shutil.which("epmd") or "epmd"
        self.start("epmd", epmd, "-port", str(names), "-address", "127.0.0.1")
        self.start("rabbitmq", program, **env)
        return f"amqp://guest:guest@127.0.0.1:{wait(port, 180)}//"


def wait(port: int, seconds: float = 60) -> int:
    """Until somebody listens there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return port
        time.sleep(0.1)
    raise RuntimeError(f"Nobody listens at port {port}.")
