"""Keeps every e-mail of the demo in a Maildir instead of sending it."""

from aiosmtpd.handlers import Mailbox


class Catcher(Mailbox):
    """``python -m aiosmtpd -c script.mailcatcher.Catcher <folder>``."""

    @classmethod
    def from_cli(cls, parser, *args):
        if len(args) != 1:
            parser.error("The folder for the caught e-mails is needed.")
        return cls(args[0])
