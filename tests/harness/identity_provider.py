"""A small OpenID Connect provider in a process of its own: ``python -m tests.harness.identity_provider PORT``.

It signs in whoever comes as ``person-1`` and answers as real ones do. ``/misbehave/?how=…`` makes the next answers wrong
in one way, so that a test can see each of them refused.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _n in range(2))
CLIENT, SECRET, SUBJECT = "elearn", "a-secret-of-sixteen", "person-1"
codes: dict[str, dict[str, str]] = {}
state = {"how": ""}


class Provider(BaseHTTPRequestHandler):
    """The five addresses that a client asks."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        answer = {
            "/.well-known/openid-configuration": self.configuration,
            "/authorize": self.authorize,
            "/keys": self.keys,
            "/userinfo": self.userinfo,
            "/misbehave/": self.misbehave,
        }.get(address.path)
        if answer:
            answer(asked)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.token({name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()})

    def log_message(self, *args: Any) -> None:
        """Nothing: tests read what they assert."""

    @property
    def issuer(self) -> str:
        return f"http://localhost:{port_of(self.server)}"

    def configuration(self, _asked: dict[str, str]) -> None:
        paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        endpoints = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in paths.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        self.say({"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **endpoints, **methods})

    def authorize(self, asked: dict[str, str]) -> None:
        if asked.get("code_challenge_method") != "S256" or not asked.get("nonce") or not asked.get("state"):
            self.send_error(400)
            return
        code = secrets.token_urlsafe(16)
        codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def token(self, given: dict[str, str]) -> None:
        asked = codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or given.get("client_secret") != SECRET:
            self.send_error(400)
            return
        self.say({"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": self.id_token(asked)})

    def id_token(self, asked: dict[str, str]) -> str:
        how, now = state["how"], int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": SUBJECT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        wrong: dict[str, dict[str, Any]] = {
            "issuer": {"iss": "http://localhost:1"},
            "audience": {"aud": "somebody-else"},
            "many": {"aud": [CLIENT, "somebody-else"]},
            "expired": {"iat": now - 600, "exp": now - 300},
            "nonce": {"nonce": "another"},
        }
        claims |= wrong.get(how, {})
        if how == "none":
            return jwt.encode(claims, "", algorithm="none")
        if how == "symmetric":
            return jwt.encode(claims, SECRET * 2, algorithm="HS256", headers={"kid": "1"})
        key = OTHER_KEY if how == "signature" else KEY
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})

    def userinfo(self, _asked: dict[str, str]) -> None:
        subject = "person-2" if state["how"] == "subject" else SUBJECT
        self.say({"sub": subject, "email": "boss@demo.example", "email_verified": True, "name": "Kept by nobody"})

    def keys(self, _asked: dict[str, str]) -> None:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        self.say({"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]})

    def misbehave(self, asked: dict[str, str]) -> None:
        state["how"] = asked.get("how", "")
        self.say({})

    def say(self, values: dict[str, Any]) -> None:
        body = json.dumps(values).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def port_of(server: BaseServer) -> int:
    """The port that the system gave us."""
    address: Any = server.server_address
    return int(address[1])


if __name__ == "__main__":
    server = ThreadingHTTPServer(("localhost", int(sys.argv[1])), Provider)
    print(port_of(server), flush=True)  # noqa: T201 (whoever started us reads the port)
    server.serve_forever()
