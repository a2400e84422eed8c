"""Write very many rows with plain statements: by objects it takes several times as long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def next_pk(model: type[models.Model]) -> int:
    """The first primary key that is free above all others."""
    highest = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0) + 1


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows given as tuples of ``columns``, which must name every column without a default.

    When the primary key is among the columns, the database's counter is set behind the highest.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        # Only names of our own tables and columns go into the text.
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)
            # What is asked next must not be planned as if the table were still empty.
            cursor.execute(f"ANALYZE {table}")
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)
