"""One registry, used wherever a lower room must call what only an upper room knows."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Names mapped to things, filled once from ``AppConfig.ready()`` and read ever after.

    Registering a name twice or asking for an unknown one raises ``LookupError``
    and says which registry it was.
    """

    def __init__(self, label: str):
        self.label = label
        self._entries: dict[str, T] = {}

    def register(self, key: str, entry: T) -> T:
        if key in self._entries:
            raise LookupError(f"{self.label}: {key!r} is registered already.")
        self._entries[key] = entry
        return entry

    def __getitem__(self, key: str) -> T:
        try:
            return self._entries[key]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "nothing"
            raise LookupError(f"{self.label}: {key!r} is not registered (known: {known}).") from None

    def get(self, key: str, default: T | None = None) -> T | None:
        return self._entries.get(key, default)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def items(self):
        return self._entries.items()

    def values(self):
        return self._entries.values()
