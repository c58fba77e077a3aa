"""Reads a Delta table of one file with pyarrow, DuckDB and delta-rs, and compares each row with what was written.

Usage: read_back.py TABLE_FOLDER EXPECTED_JSON_LINES

A line of the expectation is one row: a list of the values of the columns but for domain and date. Times are microseconds
and dates days since 1970-01-01, bytes are hexadecimal text, maps are objects, and numbers JSON lacks are text ("NaN").
"""

import datetime
import json
import math
import pathlib
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

EPOCH = datetime.date(1970, 1, 1)


def plain(value):
    """A value of any reader as the expectation spells it."""
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.date):
        return (value - EPOCH).days
    if isinstance(value, list):
        return dict(value)
    return value


def arrow_rows(table, names):
    columns = []
    for name in names:
        column = table.column(name)
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.int64())
        columns.append([plain(value) for value in column.to_pylist()])
    return [list(row) for row in zip(*columns)]


def duckdb_rows(path, schema):
    expressions = [
        f'epoch_us("{field.name}")' if pa.types.is_timestamp(field.type) else f'"{field.name}"'
        for field in schema
    ]
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    query = f"SELECT {', '.join(expressions)} FROM read_parquet($1, hive_partitioning = false)"
    return [[plain(value) for value in row] for row in connection.execute(query, [path]).fetchall()]


def main(folder, expectation):
    with open(expectation, encoding="utf-8") as lines:
        expected = [json.loads(line) for line in lines]
    table = DeltaTable(folder)
    (path,) = map(str, pathlib.Path(folder).glob("domain=*/*/*.parquet"))
    file = pq.ParquetFile(path)
    names = file.schema_arrow.names
    readers = {
        "pyarrow": arrow_rows(file.read(), names),
        "duckdb": duckdb_rows(path, file.schema_arrow),
        "delta-rs": arrow_rows(table.to_pyarrow_table(), names),
    }
    for reader, rows in readers.items():
        if len(rows) != len(expected):
            sys.exit(f"{reader} reads {len(rows)} rows, written were {len(expected)}")
        for number, (row, wanted) in enumerate(zip(rows, expected)):
            for name, value, want in zip(names, row, wanted):
                if value != want:
                    sys.exit(f"{reader}, row {number}, column {name}: {value!r}, written was {want!r}")
    print(f"{len(expected)} rows equal in {', '.join(readers)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
