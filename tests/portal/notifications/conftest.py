import asyncio
from threading import Event

import pytest
from aiosmtpd.controller import Controller

from tests.environment import free_port
from tests.mail import Postbox


class StubbornPostbox(Postbox):
    """A mail server that also refuses single readers, or hears a sender out to some command and then keeps silent.

    ``refused`` maps a reader's address to the answer; ``silent_at`` names the command (``RCPT`` or ``DATA``) and
    ``heard`` tells that it came.
    """

    def reset(self) -> None:
        super().reset()
        self.refused: dict[str, str] = {}
        self.silent_at = ""
        self.heard = Event()
        self.may_answer = Event()

    def speak(self) -> None:
        """Answer whoever waits, and from now on at once."""
        self.silent_at = ""
        self.may_answer.set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        await self._keep_silent("RCPT")
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        await self._keep_silent("DATA")
        return answer

    async def _keep_silent(self, command: str) -> None:
        if command == self.silent_at:
            self.heard.set()
            await asyncio.to_thread(self.may_answer.wait)


@pytest.fixture(scope="package")
def _stubborn_server():
    postbox = StubbornPostbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield postbox, controller.port
    controller.stop()


@pytest.fixture
def postbox(_stubborn_server, _smtp, settings) -> StubbornPostbox:
    """A real mail server on a port of its own."""
    server, settings.EMAIL_PORT = _stubborn_server
    server.reset()
    yield server
    server.speak()
