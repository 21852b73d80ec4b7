"""Exits with 1 when a system library that WeasyPrint needs cannot be loaded."""

import ctypes
import sys

NEEDED = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1")

for library in NEEDED:
    try:
        ctypes.CDLL(library)
    except OSError:
        sys.exit(1)
