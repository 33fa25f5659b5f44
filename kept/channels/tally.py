"""How much arrived, counted by the database beside the arrivals themselves: were one lost, the count would tell."""

from __future__ import annotations

from django.db import connection, models

# Rows are only ever added while a day lasts, so that no two who store wait for each other. All days are in UTC.
GATHER = """
WITH gone AS (
    DELETE FROM channels_tally WHERE day < (now() AT TIME ZONE 'UTC')::date - 1
        AND (source, day) IN (SELECT source, day FROM channels_tally GROUP BY 1, 2 HAVING count(*) > 1)
    RETURNING source, day, count
)
INSERT INTO channels_tally (source, day, count) SELECT source, day, sum(count) FROM gone GROUP BY 1, 2
"""


class Tally(models.Model):
    """So many arrived there that day, besides what other rows say. `source` is a channel, for mail `email:mailbox`."""

    source = models.CharField(max_length=40)
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["day", "source"], name="tally_of_day")]

    def __str__(self) -> str:
        return f"{self.source} on {self.day}: {self.count}"


def gather() -> None:
    """Make the rows of each past day one."""
    with connection.cursor() as cursor:
        cursor.execute(GATHER)
