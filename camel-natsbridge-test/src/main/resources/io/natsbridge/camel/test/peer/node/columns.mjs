// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** Arrow types by the names pyarrow prints, so that every peer tells a schema in the same words. */
import * as arrow from 'apache-arrow';

const UNITS = ['s', 'ms', 'us', 'ns']; // in the order of arrow.TimeUnit: a unit has 0, 3, 6 or 9 decimal places
const SIMPLE = {
  null: () => new arrow.Null(),
  bool: () => new arrow.Bool(),
  halffloat: () => new arrow.Float16(),
  float: () => new arrow.Float32(),
  double: () => new arrow.Float64(),
  string: () => new arrow.Utf8(),
  large_string: () => new arrow.LargeUtf8(),
  string_view: () => new arrow.Utf8View(),
  binary: () => new arrow.Binary(),
  large_binary: () => new arrow.LargeBinary(),
  binary_view: () => new arrow.BinaryView(),
  'date32[day]': () => new arrow.DateDay(),
  'date64[ms]': () => new arrow.DateMillisecond(),
  month_day_nano_interval: () => new arrow.IntervalMonthDayNano(),
};
for (const bits of [8, 16, 32, 64]) {
  SIMPLE[`int${bits}`] = () => new arrow[`Int${bits}`]();
  SIMPLE[`uint${bits}`] = () => new arrow[`Uint${bits}`]();
}
const PARAMETRISED = [
  [/^time32\[(s|ms)]$/, ([unit]) => (unit === 's' ? new arrow.TimeSecond() : new arrow.TimeMillisecond())],
  [/^time64\[(us|ns)]$/, ([unit]) => (unit === 'us' ? new arrow.TimeMicrosecond() : new arrow.TimeNanosecond())],
  [/^timestamp\[(s|ms|us|ns)(?:, tz=(.+))?]$/, ([unit, zone]) => new (timestampClass(unit))(zone ?? null)],
  [/^duration\[(s|ms|us|ns)]$/, ([unit]) => new arrow.Duration(UNITS.indexOf(unit))],
  [/^decimal(128|256)\((\d+), (-?\d+)\)$/, ([bits, precision, scale]) => new arrow.Decimal(+scale, +precision, +bits)],
  [/^fixed_size_binary\[(\d+)]$/, ([width]) => new arrow.FixedSizeBinary(+width)],
  [/^dictionary<values=(.+), indices=(\w+), ordered=([01])>$/, ([values, indices, ordered]) =>
    new arrow.Dictionary(typeOf(values), typeOf(indices), null, ordered === '1')],
  [/^list<(.+)>$/, ([item]) => new arrow.List(fieldOf(item))],
  [/^large_list<(.+)>$/, ([item]) => new arrow.LargeList(fieldOf(item))],
  [/^struct<(.+)>$/, ([fields]) => new arrow.Struct(splitAtTop(fields).map(fieldOf))],
];

/** The Arrow type of a name: `int64`, `timestamp[us, tz=UTC]`, `list<item: string>`, … */
export function typeOf(name) {
  if (SIMPLE[name]) return SIMPLE[name]();
  for (const [pattern, create] of PARAMETRISED) {
    const match = pattern.exec(name);
    if (match) return create(match.slice(1));
  }
  throw new TypeError(`Unknown column type: ${name}`);
}

function timestampClass(unit) {
  const { TimestampSecond, TimestampMillisecond, TimestampMicrosecond, TimestampNanosecond } = arrow;
  return [TimestampSecond, TimestampMillisecond, TimestampMicrosecond, TimestampNanosecond][UNITS.indexOf(unit)];
}

function fieldOf(text) {
  const colon = text.indexOf(': ');
  const type = text.slice(colon + 2);
  const nullable = !type.endsWith(' not null');
  return new arrow.Field(text.slice(0, colon), typeOf(nullable ? type : type.slice(0, -' not null'.length)), nullable);
}

function splitAtTop(text) {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    depth += '<[('.includes(c) ? 1 : '>])'.includes(c) ? -1 : 0;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim());
}

/** The name of an Arrow type. */
export function nameOf(type) {
  const { Type } = arrow;
  const unit = UNITS[type.unit];
  switch (type.typeId) {
    case Type.Float:
      return ['halffloat', 'float', 'double'][type.precision];
    case Type.Utf8:
      return 'string';
    case Type.LargeUtf8:
      return 'large_string';
    case Type.Utf8View:
      return 'string_view';
    case Type.LargeBinary:
      return 'large_binary';
    case Type.BinaryView:
      return 'binary_view';
    case Type.FixedSizeBinary:
      return `fixed_size_binary[${type.byteWidth}]`;
    case Type.Decimal:
      return `decimal${type.bitWidth}(${type.precision}, ${type.scale})`;
    case Type.Date:
      return type.unit === arrow.DateUnit.DAY ? 'date32[day]' : 'date64[ms]';
    case Type.Time:
      return `time${type.bitWidth}[${unit}]`;
    case Type.Timestamp:
      return `timestamp[${unit}${type.timezone ? `, tz=${type.timezone}` : ''}]`;
    case Type.Duration:
      return `duration[${unit}]`;
    case Type.Interval:
      return `${arrow.IntervalUnit[type.unit].toLowerCase()}_interval`;
    case Type.List:
      return `list<${nameOfField(type.children[0])}>`;
    case Type.LargeList:
      return `large_list<${nameOfField(type.children[0])}>`;
    case Type.FixedSizeList:
      return `fixed_size_list<${nameOfField(type.children[0])}>[${type.listSize}]`;
    case Type.Struct:
      return `struct<${type.children.map(nameOfField).join(', ')}>`;
    case Type.Map:
      return `map<${type.children[0].type.children.map((field) => nameOf(field.type)).join(', ')}>`;
    case Type.Dictionary: {
      const ordered = type.isOrdered ? 1 : 0;
      return `dictionary<values=${nameOf(type.dictionary)}, indices=${nameOf(type.indices)}, ordered=${ordered}>`;
    }
    default:
      return String(type).toLowerCase(); // null, bool, int8 to uint64, binary
  }
}

function nameOfField({ name, type, nullable }) {
  return `${name}: ${nameOf(type)}${nullable ? '' : ' not null'}`;
}
