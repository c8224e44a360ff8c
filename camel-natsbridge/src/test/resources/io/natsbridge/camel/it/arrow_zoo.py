# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Writes Arrow IPC streams and files with everything that pyarrow, pandas and Arrow.jl put into them.

    python arrow_zoo.py FOLDER

makes FOLDER/none, FOLDER/lz4 and FOLDER/zstd, each with the same tables as "name.stream" and "name.file", and
FOLDER/groups.tsv, which says to which group a table belongs.

Julia itself is not needed: its traits (compressed bodies, pooled columns, extension names, streams without an end mark)
are imitated.
"""

import datetime as dt
import decimal
import io
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

CODECS = ("none", "lz4", "zstd")
UNITS = ("s", "ms", "us", "ns")
EXTENSION_NAME = "ARROW:extension:name"
EXTENSION_METADATA = "ARROW:extension:metadata"
decimal.getcontext().prec = 80


def ipc(batches: list[pa.RecordBatch], form: str, **options) -> bytes:
    sink = io.BytesIO()
    create = pa.ipc.new_stream if form == "stream" else pa.ipc.new_file
    with create(sink, batches[0].schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue()


def save(name: str, table, forms=("stream", "file"), codecs=CODECS, cut=0, **options) -> None:
    """Writes a table in these forms and compressions; the last bytes may be cut off."""
    GROUPS[name] = group.__name__
    if isinstance(table, pa.Table):
        batches = table.to_batches() or [pa.RecordBatch.from_pylist([], table.schema)]
    else:
        batches = [table] if isinstance(table, pa.RecordBatch) else table
    for codec in codecs:
        for form in forms:
            written = ipc(batches, form, compression=None if codec == "none" else codec, **options)
            FOLDER.joinpath(codec, f"{name}.{form}").write_bytes(written[: len(written) - cut])


def column(name: str, values: list, kind: pa.DataType, **options) -> None:
    save(name, pa.table({name: pa.array(values, kind)}), **options)


def simple(count: int = 500) -> pa.Table:
    return pa.table(
        {
            "n": pa.array([None if i % 7 == 0 else i for i in range(count)], pa.int64()),
            "x": pa.array([i / 3 for i in range(count)]),
            "s": pa.array([None if i % 5 == 0 else f"text {i % 11} größe" for i in range(count)]),
            "b": pa.array([i % 2 == 0 for i in range(count)]),
            "same": pa.array([1] * count, pa.int32()),
        }
    )


def plain() -> None:
    save("rows", simple())
    save("few rows", pa.table({"n": [1, 2], "s": ["a", None]}))
    save("rows of nothing", simple(0))
    words = pa.array(["red", "green", None, "red"] * 100).dictionary_encode()
    save("rows of words", pa.table({"d": words}))


def dictionaries() -> None:
    words = ["red", None, "green", "red", "größe"]
    for index in (pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()):
        column(f"dictionary of text by {index}", words, pa.dictionary(index, pa.string()))
    column("dictionary of large text", words, pa.dictionary(pa.int32(), pa.large_string()))
    column("dictionary of integers", [2**40, None, -1, 2**40], pa.dictionary(pa.int32(), pa.int64()))
    dates = pa.array([dt.date(2024, 2, 29), None, dt.date(2024, 2, 29)]).dictionary_encode()
    save("dictionary of dates", pa.table({"d": dates}))
    column("dictionary, ordered", words, pa.dictionary(pa.int32(), pa.string(), ordered=True))
    with_null = pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 1], pa.int8()), pa.array(["a", None]))
    save("dictionary with null", pa.table({"d": with_null}))
    lists = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1], pa.int8()), pa.array([[1, None], []], pa.list_(pa.int32())))
    save("dictionary of lists", pa.table({"d": lists}))
    in_list = pa.ListArray.from_arrays(pa.array([0, 2, 2, 3], pa.int32()), pa.array(["a", "b", "a"]).dictionary_encode())
    save("dictionary in a list", pa.table({"d": in_list}))
    in_struct = pa.StructArray.from_arrays([pa.array(["a", "b", "a"]).dictionary_encode(), pa.array([1, 2, 3])], ["d", "n"])
    save("dictionary in a struct", pa.table({"d": in_struct}))
    growing = [pa.DictionaryArray.from_arrays(pa.array(i), pa.array(v)) for i, v in (
        ([0, 1], ["a", "b"]), ([2, 0], ["a", "b", "c"]), ([3, None], ["a", "b", "c", "d"]))]
    batches = [pa.record_batch({"d": array}) for array in growing]
    save("dictionary with deltas", batches, emit_dictionary_deltas=True)
    replaced = [pa.DictionaryArray.from_arrays(pa.array(i), pa.array(v)) for i, v in (
        ([0, 1], ["a", "b"]), ([1, 0], ["x", "y"]), ([0, None], ["z"]))]
    save("dictionary replaced", [pa.record_batch({"d": array}) for array in replaced], forms=("stream",))


def nested() -> None:
    column("list", [[1, None], None, [], [2]], pa.list_(pa.int32()))
    column("large list", [["a", None], None, []], pa.large_list(pa.string()))
    column("list view", [[1, None], None, [], [2]], pa.list_view(pa.int32()))
    column("large list view", [["a", None], None, []], pa.large_list_view(pa.string()))
    column("fixed size list", [[1, 2], None, [None, 3]], pa.list_(pa.int16(), 2))
    column("fixed size list of nothing", [[], None, []], pa.list_(pa.int16(), 0))
    column("struct", [{"a": 1, "b": "x"}, None, {"a": None, "b": None}], pa.struct([("a", pa.int8()), ("b", pa.string())]))
    column("map", [[("a", 1), ("b", None)], None, []], pa.map_(pa.string(), pa.int64()))
    column("map by integers", [[(1, "a"), (-2, None)], None, [(3, "c")]], pa.map_(pa.int32(), pa.string()))
    deep = pa.struct([("l", pa.list_(pa.struct([("m", pa.map_(pa.string(), pa.list_(pa.float64())))])))])
    column("deep", [{"l": [{"m": [("k", [1.5, None])]}, None]}, {"l": []}, None], deep)
    column("list of lists", [[[1], None, []], None, [[]]], pa.list_(pa.list_(pa.uint8())))


def numbers() -> None:
    for bits in (8, 16, 32, 64):
        column(f"int{bits}", [-(2 ** (bits - 1)), None, 2 ** (bits - 1) - 1], getattr(pa, f"int{bits}")())
        column(f"uint{bits}", [0, None, 2**bits - 1], getattr(pa, f"uint{bits}")())
    column("float16", [np.float16(1.5), None, np.float16("nan"), np.float16("-inf"), np.float16(6e-8)], pa.float16())
    column("float32", [1.5, None, float("nan"), 1e-45, -0.0], pa.float32())
    column("float64", [0.1, None, float("inf"), 5e-324, -0.0], pa.float64())
    column("bool", [True, None, False] * 5, pa.bool_())
    column("null", [None, None], pa.null())
    for kind in (pa.decimal128(38, 10), pa.decimal128(5, 5), pa.decimal256(76, 0)):
        largest = decimal.Decimal("9" * kind.precision).scaleb(-kind.scale)
        column(str(kind), [largest, None, -largest, decimal.Decimal(0)], kind)
    column("decimal128 of thousands", [decimal.Decimal("12E3"), None], pa.decimal128(5, -3))


def texts() -> None:
    values = ["", None, "größe 😀", "a\0b", "x" * 100]
    column("string", values, pa.string())
    column("large string", values, pa.large_string())
    column("string view", values + ["twelve bytes", "thirteen byte"], pa.string_view())
    raw = [b"", None, b"\0\xff", bytes(range(256))]
    column("binary", raw, pa.binary())
    column("large binary", raw, pa.large_binary())
    column("binary view", raw, pa.binary_view())
    column("fixed size binary", [b"\0\1\2", None, b"\xff\xfe\xfd"], pa.binary(3))
    column("fixed size binary of nothing", [b"", None], pa.binary(0))


def times() -> None:
    column("date32", [dt.date(2024, 2, 29), None, dt.date(1, 1, 1)], pa.date32())
    noon = dt.datetime(2024, 7, 31, 12, 0, 1)
    for unit in UNITS:
        time = pa.time32(unit) if unit in UNITS[:2] else pa.time64(unit)
        column(f"time in {unit}", [dt.time(23, 59, 59), None, dt.time(0)], time)
        for zone in (None, "UTC", "Europe/Berlin", "+05:30", "-0800", "America/Los_Angeles"):
            moments = [noon, None, dt.datetime(1960, 1, 1)]
            column(f"timestamp in {unit} at {zone}".replace("/", " "), moments, pa.timestamp(unit, zone))
        column(f"duration in {unit}", [dt.timedelta(seconds=5), None, dt.timedelta(days=-1)], pa.duration(unit))
    odd = pa.array([1, None, -1, 2**62], pa.int64())
    save("nanoseconds", pa.table({"t": odd.cast(pa.timestamp("ns")), "d": odd.cast(pa.duration("ns"))}))
    column("interval", [pa.MonthDayNano([1, -2, 3]), None, pa.MonthDayNano([0, 0, -1])], pa.month_day_nano_interval())


def unions() -> None:
    types = pa.array([0, 1, 0, 1, 0], pa.int8())
    numbers, words = pa.array([1, 0, None, 0, 5]), pa.array(["", "two", "", None, ""])
    save("sparse union", pa.table({"u": pa.UnionArray.from_sparse(types, [numbers, words], ["n", "s"])}))
    offsets = pa.array([0, 0, 1, 1, 2], pa.int32())
    short = [pa.array([1, None, 5]), pa.array(["two", None])]
    save("dense union", pa.table({"u": pa.UnionArray.from_dense(types, offsets, short, ["n", "s"])}))
    codes = pa.array([5, 9, 5, 9, 5], pa.int8())
    save("dense union by codes", pa.table({"u": pa.UnionArray.from_dense(codes, offsets, short, ["n", "s"], [5, 9])}))
    sparse = pa.UnionArray.from_sparse(types, [numbers, pa.array([[1], [2, 3], [], None, []])], ["n", "l"])
    save("union of lists", pa.table({"u": sparse}))


def runs() -> None:
    for index in (pa.int16(), pa.int32(), pa.int64()):
        ends = pa.array([2, 3, 7], index)
        save(f"runs of text by {index}", pa.table({"r": pa.RunEndEncodedArray.from_arrays(ends, pa.array(["a", None, "b"]))}))
    ends = pa.array([1, 4], pa.int32())
    save("runs of lists", pa.table({"r": pa.RunEndEncodedArray.from_arrays(ends, pa.array([[1, 2], []]))}))
    two = [pa.record_batch({"r": pa.RunEndEncodedArray.from_arrays(ends, pa.array([1.5, n]))}) for n in (2.5, None)]
    save("runs in two batches", two)


def extensions() -> None:
    save("extension uuid", pa.table({"e": pa.array([b"\1" * 16, None], pa.uuid())}))
    save("extension json", pa.table({"e": pa.array(['{"a":1}', None], pa.json_())}))
    save("extension bool8", pa.table({"e": pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, None, 0], pa.int8()))}))
    tensor = pa.fixed_shape_tensor(pa.int32(), [2, 2])
    storage = pa.array([[1, 2, 3, 4], [5, 6, 7, 8]], pa.list_(pa.int32(), 4))
    save("extension tensor", pa.table({"e": pa.ExtensionArray.from_storage(tensor, storage)}))
    opaque = pa.opaque(pa.binary(), "geometry", "somebody")
    save("extension opaque", pa.table({"e": pa.ExtensionArray.from_storage(opaque, pa.array([b"x", None]))}))
    unknown = pa.field("e", pa.int64(), metadata={EXTENSION_NAME: "nobody.knows", EXTENSION_METADATA: "\\x00"})
    save("extension unknown", pa.table([pa.array([1, None])], schema=pa.schema([unknown])))


def julia() -> None:
    symbols = pa.array(["red", "green", "red"]).dictionary_encode()
    columns = {
        "Symbol": symbols,
        "Char": pa.array(["a", "ü", "😀"]),
        "Date": pa.array([dt.date(2024, 2, 29)] * 3),
        "Nothing": pa.nulls(3),
        "UUID": pa.array([bytes(range(16))] * 3, pa.binary(16)),
        "Tuple": pa.array([[1, 2], [3, 4], [5, 6]], pa.list_(pa.int64(), 2)),
        "NamedTuple": pa.array([{"a": 1, "b": "x"}] * 3, pa.struct([("a", pa.int64()), ("b", pa.string())])),
        "Set": pa.array([[1], [], [2, 3]], pa.list_(pa.int64())),
        "Dict": pa.array([[("k", 1)], [], [("l", 2)]], pa.map_(pa.string(), pa.int64())),
        "ZonedDateTime-UTC": pa.array([dt.datetime(2024, 1, 31, 10)] * 3, pa.timestamp("ms", "UTC")),
    }
    fields = [
        pa.field(f"of {name}", array.type, metadata={EXTENSION_NAME: f"JuliaLang.{name}", EXTENSION_METADATA: ""})
        for name, array in columns.items()
    ]
    batch = pa.record_batch(list(columns.values()), schema=pa.schema(fields))
    save("julia", batch)
    save("julia in batches", [batch.slice(0, 2), batch.slice(2)])
    save("julia without end mark", batch, forms=("stream",), cut=8)


def batches() -> None:
    rows = simple(60)
    save("many batches", rows.to_batches(max_chunksize=1))
    none = pa.RecordBatch.from_pylist([], rows.schema)
    save("empty batches", [none, *rows.to_batches(max_chunksize=25), none, none])
    save("no rows", none)
    save("no columns", pa.RecordBatch.from_pylist([], pa.schema([])))
    save("no columns but rows", pa.RecordBatch.from_struct_array(pa.array([{}] * 5, pa.struct([]))))
    save("slice", simple().slice(13, 100))
    save("slice of lists", pa.table({"l": [[i] * (i % 3) for i in range(20)]}).slice(7, 9))
    save("names", pa.table({"": [1], "größe 😀": [2], "a.b": [3], "x" * 500: [4]}))
    save("metadata", simple(3).replace_schema_metadata({"größe": "ü" * 1000, "": ""}))
    required = pa.schema([pa.field("n", pa.int32(), nullable=False)])
    save("required", pa.table([pa.array([1, 2], pa.int32())], schema=required))
    save("version 4", simple(10), codecs=("none",), metadata_version=pa.ipc.MetadataVersion.V4)


def pandas() -> None:
    moments = pd.to_datetime(["2024-01-31", None, "1960-01-01", "2024-07-31"])
    frame = pd.DataFrame(
        {
            "category": pd.Categorical(["a", "b", None, "a"]),
            "local": moments,
            "zoned": moments.tz_localize("Europe/Berlin"),
            "nullable": pd.array([1, None, 3, 4], "Int64"),
            "delta": pd.to_timedelta(["1s", None, "-2D", "5us"]),
            "object": ["x", None, "y", ""],
            "float": [1.5, float("nan"), -0.0, 3.0],
        },
        index=pd.Index(["r1", "r2", "r3", "r4"], name="key"),
    )
    save("frame", pa.Table.from_pandas(frame))
    save("frame of two indices", pa.Table.from_pandas(frame.set_index("float", append=True)))
    save("frame of a range", pa.Table.from_pandas(frame.reset_index(drop=True)))


def unreadable() -> None:
    """What is Arrow, but no rows for Java."""
    save("bad two columns of one name", pa.table([pa.array([1]), pa.array([2])], names=["twice", "twice"]))
    column("bad decimal32", [decimal.Decimal("1.50")], pa.decimal32(9, 2))
    column("bad decimal64", [decimal.Decimal("1.50")], pa.decimal64(18, 2))
    column("bad zone", [dt.datetime(2024, 1, 1)], pa.timestamp("us", "Mars/Olympus"))
    column("bad moment", [2**62], pa.timestamp("s"))
    column("bad map", [[("k", 1), ("k", 2)]], pa.map_(pa.string(), pa.int8()))
    inner = pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], ["twice", "twice"])
    save("bad struct", pa.table({"outer": inner}))


FOLDER = Path(sys.argv[1])
GROUPS: dict[str, str] = {}
for codec in CODECS:
    FOLDER.joinpath(codec).mkdir()
for group in (plain, dictionaries, nested, numbers, texts, times, unions, runs, extensions, julia, batches, pandas, unreadable):
    group()
FOLDER.joinpath("groups.tsv").write_text("".join(f"{name}\t{group}\n" for name, group in GROUPS.items()))
