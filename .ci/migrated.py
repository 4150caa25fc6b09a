"""Makes the database of which every process of the suite takes a copy: empty, and all migrations
carried out. To carry them out takes longer than many tests together.

    DATABASE_URL=… python .ci/migrated.py NAME          makes it, in place of an earlier one
    DATABASE_URL=… python .ci/migrated.py --drop NAME   takes it away

NAME is a file on SQLite, and a database on the server that DATABASE_URL names on PostgreSQL.
"""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")


def main(name: str, *, drop: bool) -> None:
    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = name
    if drop:
        before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
        connection.creation.destroy_test_db(before, verbosity=0)
    else:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


if __name__ == "__main__":
    main(sys.argv[-1], drop="--drop" in sys.argv)
