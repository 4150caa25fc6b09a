"""The calendar that readers have: what comes and what came, as files for their own calendar
programs (files.py) and as a page (pages.py).

Dates are the catalog's (premieres, episodes) and the stories' (milestones of productions); both
become entries (entry.py) in reading.py. The newsroom's own calendar is articles/calendar.py.
"""
