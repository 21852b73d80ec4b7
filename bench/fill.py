"""Makes the database that ``DATABASE_URL`` names, which holds the demo, the large municipality's."""

import sys

import django

django.setup()

from bench.municipality import Size, make_large  # noqa: E402 - once Django knows its models

if __name__ == "__main__":
    make_large(Size(), say=lambda line: sys.stdout.write(f"  {line}\n") and sys.stdout.flush())
