# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Repeats a job of pyarrow for a while and prints the rows it did in a second.

Arguments: write-rows or read-rows, rows of the table, seconds.
"""

import sys
import time

import pyarrow as pa


def to_bytes(rows):
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def to_rows(data):
    with pa.ipc.open_stream(data) as reader:
        return reader.read_all().to_pylist()


job, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
rows = [
    {"id": i, "value": i * 0.5, "name": f"name-{i}", "flag": i % 2 == 1}
    for i in range(count)
]
data = to_bytes(rows)
if job == "read-rows":
    rows = None
done = 0
start = time.perf_counter()
while done == 0 or time.perf_counter() - start < seconds:
    if job == "write-rows":
        to_bytes(rows)
    else:
        assert len(to_rows(data)) == count
    done += 1
print(done * count / (time.perf_counter() - start))
