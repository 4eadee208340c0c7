"""Small real servers on this machine: one that takes mail, one that takes posts."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer

HOST = "127.0.0.1"


class _Smtp(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP as a mail client needs."""

    server: MailServer  # type: ignore[mutable-override]

    def handle(self) -> None:
        self.say("220 here")
        for raw in self.rfile:
            line = raw.decode().strip()
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                self.take()
            elif verb == "RCPT" and self.server.refuses:
                self.say(self.server.refuses)
            else:
                self.say("250 fine")

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw.removeprefix(b".") if raw.startswith(b"..") else raw)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        self.say("250 taken")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every letter, or refuses each with one answer."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, refuses: str = "") -> None:
        super().__init__((HOST, 0), _Smtp)
        self.refuses = refuses
        self.taken: list[Message] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@dataclass
class Posts:
    """What was posted: path, headers in small letters, body."""

    port: int = 0
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def mail_server(refuses: str = "") -> Iterator[MailServer]:
    with MailServer(refuses) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def post_server(status: int = 202, headers: dict[str, str] | None = None) -> Iterator[Posts]:
    posts = Posts()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = {name.lower(): value for name, value in self.headers.items()}
            posts.taken.append((self.path, told, body))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer((HOST, 0), Handler) as server:
        posts.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield posts
        finally:
            server.shutdown()
