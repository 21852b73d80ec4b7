"""What the mail catcher has caught."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from threading import Lock


@dataclass(frozen=True)
class Letter:
    message_id: str
    to: str
    text: str


class Letters:
    """Every letter once, in memory; the folder is read as far as it has grown."""

    def __init__(self, mail: Path):
        self._folder = mail / "new"
        self._read: dict[str, Letter] = {}
        self._lock = Lock()

    def all(self) -> list[Letter]:
        with self._lock:
            for path in self._folder.glob("*"):
                if path.name not in self._read:
                    self._read[path.name] = _letter(path)
            return list(self._read.values())

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.all() if letter.to == address]


def _letter(path: Path) -> Letter:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Letter(letter["Message-ID"], letter["To"], letter.get_body(("plain",)).get_content())
