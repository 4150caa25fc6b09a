"""The maps that search engines find the site by: an index, one map for each month's stories and
for each kind of the catalog's pages, and the news of the last two days.

A month is a walk along one index, whatever the size of the archive; a kind is read in slices of
its own numbers. shelves.py says what is on each map, writing.py puts it in XML, views.py answers.
"""
