"""The door for gunicorn: `gunicorn geekfeed.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geekfeed.settings")
application = get_wsgi_application()
