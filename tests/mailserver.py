"""Real mail servers on loopback: one that takes mail or refuses it, and one that never answers.

::

    with mailserver(weigert={"weg@example.nl": "550 5.1.1 User unknown"}) as server:
        settings.EMAIL_PORT = server.poort
        ...
        assert server.post[0]["To"] == "info@example.nl"
"""

import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Server:
    """Keeps what it took (``post``) and answers ``weigert`` to those recipients."""

    def __init__(self, weigert: Mapping[str, str], na_data: str) -> None:
        self.weigert, self.na_data = weigert, na_data
        self.post: list[EmailMessage] = []
        self.poort = 0

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if answer := self.weigert.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.na_data:
            return self.na_data
        self.post.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def mailserver(weigert: Mapping[str, str] | None = None, na_data: str = "") -> Iterator[Server]:
    """Run a server; ``na_data`` is answered to every mail that was sent whole."""
    handler = Server(weigert or {}, na_data)
    controller = Controller(handler, hostname="127.0.0.1", port=vrije_poort())
    controller.start()
    handler.poort = controller.port
    try:
        yield handler
    finally:
        controller.stop()


@contextmanager
def stille_server() -> Iterator[int]:
    """Give the port of a server that takes the connection and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def vrije_poort() -> int:
    """Give a port on which nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return listening.getsockname()[1]
