"""A real SMTP server for the tests."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event


class Postbox:
    """Keeps every letter, and can be told to misbehave.

    ``refusal`` is the SMTP answer given instead of accepting, when set; ``refused`` maps a single reader's address to the
    answer. ``silent_at`` names the command (``RCPT`` or ``DATA``) at which the server hears the sender out and then keeps
    silent; ``heard`` tells that it came.
    """

    def __init__(self):
        self.reset()

    def reset(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""
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
        if self.refusal:
            return self.refusal
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        await self._keep_silent("DATA")
        return "250 OK"

    async def _keep_silent(self, command: str) -> None:
        if command == self.silent_at:
            self.heard.set()
            await asyncio.to_thread(self.may_answer.wait)

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to ``address``, oldest first."""
        return [letter for letter in self.letters if address in letter["To"]]
