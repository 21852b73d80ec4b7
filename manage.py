#!/usr/bin/env python
"""Django's command-line utility. On a machine of one's own use ``script/manage``, which knows the local services."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit("Django is not installed here. Run script/server once, then use script/manage.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
