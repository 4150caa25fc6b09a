"""How often somebody has done something lately."""

from django.db import models


class Tally(models.Model):
    """A count within one span of time, by the clock. `key` is a digest of what was done, by whom
    and in how long a span: whoever reads the table learns no address from it. limits.py counts, and
    once a day what is over is dropped."""

    key = models.CharField(primary_key=True, max_length=32)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until:%Y-%m-%d %H:%M:%S}"
