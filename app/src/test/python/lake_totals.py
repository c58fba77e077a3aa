"""Counts and sums of a lake's tables, read without Spark: Delta tables by delta-rs, Parquet tables by DuckDB.

Usage: lake_totals.py LAKE_FOLDER

Prints one JSON object: the rows of each table, and packets and bytes of flows, both directions.
"""

import json
import pathlib
import sys

import duckdb
from deltalake import DeltaTable


def main(lake):
    totals = {}
    for folder in sorted(pathlib.Path(lake).iterdir()):
        if (folder / "_delta_log").is_dir():
            rows = DeltaTable(str(folder)).to_pyarrow_dataset()
            totals[folder.name] = duckdb.sql("SELECT count(*) FROM rows").fetchall()[0][0]
            if folder.name == "flows":
                query = """SELECT sum(packets) + sum(coalesce(reverse_packets, 0)),
                    sum(bytes) + sum(coalesce(reverse_bytes, 0)) FROM rows"""
                totals["packets"], totals["bytes"] = map(int, duckdb.sql(query).fetchall()[0])
        elif any(folder.glob("domain=*")):
            files = str(folder / "*" / "*" / "*.parquet")
            totals[folder.name] = duckdb.execute(
                "SELECT count(*) FROM read_parquet($1, hive_partitioning = true)", [files]
            ).fetchall()[0][0]
    print(json.dumps(totals))


if __name__ == "__main__":
    main(sys.argv[1])
