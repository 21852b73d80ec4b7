"""Before-and-after rows, written by database triggers for every tracked model, append-only."""

import pghistory


def tracked(*exclude: str):
    """Keep every version of each row of the model, whoever changes it and however.

    ``exclude`` names columns that say nothing (generated sort keys).
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        exclude=[*exclude] or None,
    )
