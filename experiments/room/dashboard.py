"""The explorer on a page of its own: a small server for the browser of this machine, and for nobody else.

It listens on 127.0.0.1 alone. A page on the internet that the same browser has open could still try to reach it: so a
request has to name this address as its host (a name that was rebound to 127.0.0.1 does not), and a question has to
come from this page. Nothing is read from disk by its name: there are three addresses.
"""

from __future__ import annotations

import json
import os
import secrets
import select
import socket
import sys
from collections.abc import Mapping
from concurrent.futures import CancelledError
from functools import cached_property
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from experiments.executing.runs import in_a_line
from experiments.executing.work import Stopped
from experiments.room.asking import Asking
from experiments.room.front_end import DASHBOARD, script, style
from experiments.room.page import json_inside

HERE = "127.0.0.1"
MOST_BYTES = 16_384  # of a question; those of our page take a few hundred
PATIENCE = 0.2  # seconds between two looks whether the browser still waits
SILENCE = 10.0  # seconds that a connection may say nothing
HTML, SCRIPT = "text/html; charset=utf-8", "text/javascript; charset=utf-8"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Refused(Exception):
    """A request that is not answered: its status, and why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Dashboard(ThreadingHTTPServer):
    """The server. ``port`` 0 takes a free one; ``address`` says where the page is. Raises ``OSError`` for a taken one.

    ``serve_forever`` serves until ``shutdown`` is called in another thread or Ctrl-C comes; ``server_close`` gives the
    port back and ends what is being answered.
    """

    daemon_threads = True  # a connection that a browser keeps open holds up no end
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs have one port
    allow_reuse_port = False

    def __init__(self, asking: Asking, port: int) -> None:
        self.asking = asking
        super().__init__((HERE, port), Handler)

    def server_bind(self) -> None:
        """Take the port, without asking anybody how this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HERE}:{self.server_port}/"

    @cached_property
    def hosts(self) -> frozenset[str]:
        """What a browser that was sent here calls this host."""
        ends = [f":{self.server_port}"] + ([""] if self.server_port == 80 else [])
        return frozenset(f"{name}{end}" for name in (HERE, "localhost") for end in ends)

    def server_close(self) -> None:
        """Give the port back, and end what is being answered."""
        super().server_close()
        self.asking.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser may go away at any moment; anything else is said in a line."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            print(f"blockers: the page's request failed: {in_a_line(error)}", file=sys.stderr)


class Handler(BaseHTTPRequestHandler):
    """One request: the page, its script, or a question. A connection is closed after each."""

    server: Dashboard
    timeout = SILENCE
    server_version, sys_version = "blockers", ""

    def do_GET(self) -> None:
        """The page, and the script that draws it."""
        try:
            self._check_host()
            if self.path == "/":
                self._send(HTTPStatus.OK, HTML, page(self.server.asking.about))
            elif self.path == "/room.js":
                self._send(HTTPStatus.OK, SCRIPT, f"{script(DASHBOARD)}\nopenDashboard();\n")
            else:
                raise Refused(HTTPStatus.NOT_FOUND, "there is nothing here")
        except Refused as refused:
            self._refuse(refused)

    def do_POST(self) -> None:
        """A question, answered when its runs have ended; 409 where a newer one took its place."""
        try:
            self._check_host()
            if self.path != "/ask":
                raise Refused(HTTPStatus.NOT_FOUND, "there is nothing here")
            self._answer(self._asked())
        except Refused as refused:
            self._refuse(refused)

    def _check_host(self) -> None:
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"this page is at {self.server.address} only")

    def _asked(self) -> dict[str, Any]:
        """The question that was sent, once it is sure that our page has sent it."""
        if self.headers.get_all("Origin", []) != [f"http://{self.headers['Host'].lower()}"]:
            raise Refused(HTTPStatus.FORBIDDEN, "questions come from this page only")
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a question is JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or not length.isascii():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "a question says how long it is")
        if len(length) > 9 or int(length) > MOST_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a question has up to {MOST_BYTES:,} bytes")
        return question_of(self.rfile.read(int(length)))

    def _answer(self, asked: dict[str, Any]) -> None:
        try:
            question = self.server.asking.ask(asked, asked["page"])
        except RuntimeError:  # its thread has ended
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "this program is ending") from None
        while True:
            try:
                reply = question.reply.result(PATIENCE)
            except TimeoutError:
                if self._is_left():
                    question.give_up()
                    return
            except (Stopped, CancelledError):
                raise Refused(HTTPStatus.CONFLICT, "a newer question took its place") from None
            else:
                self._send(HTTPStatus.OK, "application/json", json.dumps(reply))
                return

    def _is_left(self) -> bool:
        """Whether the browser waits no more: its page was closed, or has asked anew."""
        heard, _, _ = select.select([self.connection], [], [], 0)
        return bool(heard) and not self.connection.recv(1, socket.MSG_PEEK)

    def _refuse(self, refused: Refused) -> None:
        self._send(refused.status, "application/json", json.dumps({"problem": str(refused)}))

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for whoever started it."""


def question_of(content: bytes) -> dict[str, Any]:
    """A question as our page writes it: ``page``, ``preset``, ``levers`` (numbers by path). Raises :class:`Refused`."""
    try:
        asked = json.loads(content)
        levers = asked["levers"].items()
        is_one = (
            isinstance(asked["preset"], str)
            and isinstance(asked["page"], str)
            and all(isinstance(value, int | float) and not isinstance(value, bool) for _, value in levers)
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        is_one = False
    if not is_one:
        raise Refused(HTTPStatus.BAD_REQUEST, "a question has a page, a preset, and levers that are numbers")
    return {name: asked[name] for name in ("page", "preset", "levers")}


def page(about: Mapping[str, Any]) -> str:
    """The page, with a name of its own, by which its questions are known."""
    of_this = json_inside({**about, "page": secrets.token_hex(8)})
    return PAGE.format(title=f"{escape(about['called'])}: what if?", style=style(), about=of_this)


PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
html {{ background: #fbfaf6; }} body {{ margin: 0; }}
{style}</style>
</head>
<body>
<main class="blockers-page">
<div id="room"><noscript>This page draws its pictures with JavaScript, which is switched off here.</noscript></div>
<footer><p class="under">A model of a council, not a council: what it rests on is said in the documentation of Blockers.
The runs are made on this machine, by the program that opened this page; Ctrl-C in its window ends it.</p></footer>
</main>
<script id="about" type="application/json">{about}</script>
<script type="module" src="/room.js"></script>
</body>
</html>
"""
