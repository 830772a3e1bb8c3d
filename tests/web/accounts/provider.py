"""A small OpenID provider on loopback: real HTTP, RS256."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "newsroom", "a secret of the client"


def new_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@dataclass
class OpenIDProvider:
    """`claims` are those of the next ID token, over the usual ones; None leaves one out."""

    url: str
    key: RSAPrivateKey = field(default_factory=new_key)
    signed_by: RSAPrivateKey | None = None
    algorithm: str = "RS256"
    claims: dict = field(default_factory=dict)
    says_of_itself: dict = field(default_factory=dict)
    info: dict = field(default_factory=dict)
    asked: dict = field(default_factory=dict)  # What the authorization request said.
    is_code_good: bool = True

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict]:
        if path == "/.well-known/openid-configuration":
            return 200, self.configuration()
        if path == "/keys":
            public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            return self.token(form)
        if path == "/info":
            return 200, self.info
        return 404, {}

    def configuration(self) -> dict:
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "userinfo_endpoint": "info",
        }
        known = {name: f"{self.url}/{path}" for name, path in places.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.url} | known | methods | self.says_of_itself

    def token(self, form: dict[str, str]) -> tuple[int, dict]:
        challenge = sha256(form.get("code_verifier", "").encode()).digest()
        proof = urlsafe_b64encode(challenge).decode().rstrip("=")
        is_known = (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        if not is_known or not self.is_code_good or proof != self.asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "person-1",
            "exp": time.time() + 300,
            "iat": time.time(),
            "nonce": self.asked["nonce"],
            "email": "vera@example.org",
            "email_verified": True,
        } | self.claims
        kept = {name: value for name, value in claims.items() if value is not None}
        key: object = self.signed_by or self.key
        if self.algorithm == "none":
            key = None
        if self.algorithm == "HS256":
            key = SECRET * 2
        return jwt.encode(kept, key, algorithm=self.algorithm, headers={"kid": "1"})

    def authorize(self, address: str) -> dict[str, str]:
        """What the browser brings back from an address it was sent to."""
        self.asked = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
        return {"code": "code", "state": self.asked["state"]}


@contextmanager
def open_provider() -> Iterator[OpenIDProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._answer({})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: value for name, [value] in parse_qs(body).items()})

        def _answer(self, form):
            status, body = provider.answer(self.path, form)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = OpenIDProvider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
