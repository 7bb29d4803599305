"""Who may ask the preview: only pages of this machine that know its address, and only to read.

A page of somebody else's, open in the same browser, can send requests to 127.0.0.1, also under a name of its own that
leads there. So each request must name this server as its host and carry the token. This module must not know pages.
"""

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
TOKEN_BYTES = 32

_SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Addresses carry the token.
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_HOST_REFUSED = 421
_TOKEN_REFUSED = 403


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Guard:
    """Passes on requests to ``app`` that name this server at ``port`` and carry ``token``; refuses others in words."""

    def __init__(self, app: ASGIApp, port: int, token: str, refusal: str) -> None:
        self._app = app
        self._hosts = {f"{host}:{port}" for host in HOSTS}
        self._token = token
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_SECURITY_HEADERS)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        status = self._refused(scope)
        if status:
            response = PlainTextResponse(self._refusal, status)
            await response(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)

    def _refused(self, scope: Scope) -> int:
        """Return the status by which a request is refused; 0 where it is not."""
        hosts = Headers(scope=scope).getlist("host")
        # A second host might be the one that somebody else reads.
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return _HOST_REFUSED
        query = parse_qs(scope["query_string"].decode("latin-1"))
        tokens = query.get("token", [])
        if len(tokens) != 1 or not self._is_token(tokens[0]):
            return _TOKEN_REFUSED
        return 0

    def _is_token(self, token: str) -> bool:
        # In a time that does not say how much of it was right.
        expected = self._token.encode("utf-8")
        return secrets.compare_digest(token.encode("utf-8"), expected)
