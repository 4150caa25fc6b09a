#!/usr/bin/env python3
"""Django's command line for GeekFeed."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if settings.configured or "--traceback" in sys.argv:
            raise
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
