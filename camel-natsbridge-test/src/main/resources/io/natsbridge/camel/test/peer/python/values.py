# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Values as the peer's JSON lines carry them.

What JSON has no form for is an object with one key that starts with $: $bigint, $float, $decimal (text), $bytes
(base64), $date, $timestamp, $time (ISO-8601), $duration (seconds), $map (list of pairs), $object (an object that would
look like one of these).
"""

import base64
import calendar
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from columns import type_of
from pyarrow import types

UNIT_PLACES = {"s": 0, "ms": 3, "us": 6, "ns": 9}  # decimal places of a second
EPOCH = datetime(1970, 1, 1)

FROM_TAG = {
    "$bigint": int,
    "$float": float,
    "$decimal": Decimal,
    "$bytes": base64.b64decode,
    "$date": date.fromisoformat,
    "$timestamp": datetime.fromisoformat,
    "$time": time.fromisoformat,
    "$duration": lambda seconds: timedelta(seconds=float(seconds)),
    "$map": lambda pairs: {from_notation(key): from_notation(value) for key, value in pairs},
    "$object": lambda content: {key: from_notation(value) for key, value in content.items()},
}


def from_notation(value: Any) -> Any:
    """JSON value to Python value."""
    if isinstance(value, list):
        return [from_notation(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = _tag_of(value)
    if tag is None:
        return {key: from_notation(item) for key, item in value.items()}
    return FROM_TAG[tag](value[tag])


def to_notation(value: Any) -> Any:
    """Python value to JSON value."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, list):
        return [to_notation(item) for item in value]
    if isinstance(value, dict):
        content = {key: to_notation(item) for key, item in value.items()}
        return {"$object": content} if _tag_of(value) else content
    return value


def _tag_of(value: dict) -> str | None:
    key = next(iter(value), "")
    return key if len(value) == 1 and key.startswith("$") else None


def table_of(columns: list[dict[str, str]], rows: list[dict[str, Any]]) -> pa.Table:
    """[{name, type}] and rows to an Arrow table of just these columns."""
    schema = pa.schema([(column["name"], type_of(column["type"])) for column in columns])
    arrays = [_array_of(field.type, [row.get(field.name) for row in rows]) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array_of(kind: pa.DataType, values: list[Any]) -> pa.Array:
    """Dates, times and durations are stored as integers: made as such, they keep what a datetime would round off."""
    if not types.is_temporal(kind) or types.is_interval(kind):
        return pa.array([from_notation(value) for value in values], kind)
    storage = pa.int32() if kind.bit_width == 32 else pa.int64()
    return pa.array([None if value is None else _stored(kind, value) for value in values], storage).cast(kind)


def _stored(kind: pa.DataType, value: dict[str, str]) -> int:
    ((tag, text),) = value.items()
    if types.is_duration(kind):
        return _scaled(text, UNIT_PLACES[kind.unit])
    if types.is_time(kind):
        hour, minute, second = f"{text}:00".split(":")[:3]
        places = UNIT_PLACES[kind.unit]
        return (int(hour) * 3600 + int(minute) * 60) * 10**places + _scaled(second, places)
    head, _, fraction = text.removesuffix("Z").partition(".")
    seconds = calendar.timegm(datetime.fromisoformat(head).timetuple())
    if types.is_date32(kind):
        return seconds // 86_400
    places = 3 if types.is_date64(kind) else UNIT_PLACES[kind.unit]
    return seconds * 10**places + _scaled(f"0.{fraction or 0}", places)


def _scaled(text: str, places: int) -> int:
    """Decimal text to an integer with so many decimal places; digits beyond them are cut."""
    whole, _, fraction = text.partition(".")
    return int(whole + fraction.ljust(places, "0")[:places])


def _unscaled(integer: int, places: int) -> str:
    """An integer with so many decimal places to decimal text."""
    digits = str(abs(integer)).rjust(places + 1, "0")
    sign = "-" if integer < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def schema_of(table: pa.Table) -> list[dict[str, str]]:
    return [{"name": field.name, "type": str(field.type)} for field in table.schema]


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of an Arrow table as JSON values."""
    names = table.column_names
    if not names:
        return [{}] * table.num_rows
    columns = [[_scalar(value) for value in column] for column in table.columns]
    return [dict(zip(names, row)) for row in zip(*columns)]


def _scalar(scalar: pa.Scalar) -> Any:
    kind = scalar.type
    if not scalar.is_valid:
        return None
    if types.is_temporal(kind) and not types.is_interval(kind):
        return _temporal(kind, scalar.value)
    if types.is_decimal(kind):
        return {"$decimal": format(scalar.as_py(), "f")}
    if types.is_interval(kind):
        return {unit: getattr(scalar.as_py(), unit) for unit in ("months", "days", "nanoseconds")}
    if types.is_dictionary(kind) or types.is_union(kind) or types.is_run_end_encoded(kind):
        return _scalar(scalar.value)
    if types.is_map(kind):
        return {"$map": [[_scalar(entry["key"]), _scalar(entry["value"])] for entry in scalar.values]}
    if isinstance(scalar, pa.ListScalar):  # of any kind
        return [_scalar(item) for item in scalar.values]
    if types.is_struct(kind):
        content = {name: _scalar(item) for name, item in scalar.items()}
        return {"$object": content} if _tag_of(content) else content
    if isinstance(scalar, pa.ExtensionScalar):
        return _scalar(scalar.value)
    value = scalar.as_py()
    return to_notation(float(value) if types.is_floating(kind) else value)


def _temporal(kind: pa.DataType, value: int) -> dict[str, str]:
    if types.is_date32(kind):
        return {"$date": (EPOCH + timedelta(days=value)).date().isoformat()}
    places = 3 if types.is_date64(kind) else UNIT_PLACES[kind.unit]
    if types.is_duration(kind):
        return {"$duration": _unscaled(value, places)}
    seconds, fraction = divmod(value, 10**places)
    moment = EPOCH + timedelta(seconds=seconds)
    tail = f".{str(fraction).rjust(places, '0')}".rstrip("0") if fraction else ""
    if types.is_time(kind):
        return {"$time": moment.time().isoformat() + tail}
    zone = "Z" if types.is_timestamp(kind) and kind.tz else ""
    return {"$timestamp": moment.isoformat() + tail + zone}
