"""A real SMTP server for the tests."""

from email import message_from_bytes, policy
from email.message import EmailMessage


class Postbox:
    """Keeps every letter. ``refusal`` is the SMTP answer given instead of accepting, when set."""

    def __init__(self):
        self.reset()

    def reset(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.refusal:
            return self.refusal
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to ``address``, oldest first."""
        return [letter for letter in self.letters if address in letter["To"]]
