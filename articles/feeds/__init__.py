"""The latest stories as RSS, Atom and JSON Feed: of the site, a section, show, franchise, topic,
author or source.

An entry keeps its name for good (`tag:` with the month in its address and its number), whatever
becomes of its headline. A correction moves its date and stands in it. Readers' programs ask often:
as long as nothing has changed they are told so, without a story being read.

channels.py says which stories a feed has, entries.py what it says of each, rss.py, atom.py and
json_feed.py how that is written, stamp.py when it has changed, views.py answers.
"""
