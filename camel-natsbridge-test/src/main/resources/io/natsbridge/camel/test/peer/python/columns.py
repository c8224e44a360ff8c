# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Arrow types by the names pyarrow prints, which is how every peer tells a schema."""

import re

import pyarrow as pa

PARAMETRISED = [
    (r"timestamp\[(s|ms|us|ns), tz=(.+)]", lambda unit, zone: pa.timestamp(unit, zone)),
    (r"decimal128\((\d+), (-?\d+)\)", lambda precision, scale: pa.decimal128(int(precision), int(scale))),
    (r"decimal256\((\d+), (-?\d+)\)", lambda precision, scale: pa.decimal256(int(precision), int(scale))),
    (r"fixed_size_binary\[(\d+)]", lambda width: pa.binary(int(width))),
    (
        r"dictionary<values=(.+), indices=(\w+), ordered=([01])>",
        lambda values, indices, ordered: pa.dictionary(type_of(indices), type_of(values), ordered == "1"),
    ),
    (r"list<(.+)>", lambda item: pa.list_(_field_of(item))),
    (r"large_list<(.+)>", lambda item: pa.large_list(_field_of(item))),
    (r"struct<(.+)>", lambda fields: pa.struct([_field_of(field) for field in _split_at_top(fields)])),
]


def type_of(name: str) -> pa.DataType:
    """The Arrow type of a name: int64, timestamp[us, tz=UTC], list<item: string>, …"""
    for pattern, create in PARAMETRISED:
        if match := re.fullmatch(pattern, name):
            return create(*match.groups())
    return pa.type_for_alias(name)


def _field_of(text: str) -> pa.Field:
    name, _, type_name = text.partition(": ")
    nullable = not type_name.endswith(" not null")
    return pa.field(name, type_of(type_name.removesuffix(" not null")), nullable)


def _split_at_top(text: str) -> list[str]:
    parts, depth = [""], 0
    for c in text:
        depth += (c in "<[(") - (c in ">])")
        if c == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return [part.strip() for part in parts]
