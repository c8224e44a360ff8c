// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Values as the peer's JSON lines carry them. What JSON has no form for is an object with one key that starts with `$`:
 * `$bigint`, `$float`, `$decimal` (text), `$bytes` (base64), `$date`, `$timestamp`, `$time` (ISO-8601), `$duration`
 * (seconds), `$map` (list of pairs), `$object` (an object that would look like one of these).
 */
import * as arrow from 'apache-arrow';
import { nameOf, typeOf } from './columns.mjs';

const { Type } = arrow;
const UNIT_PLACES = [0, 3, 6, 9]; // decimal places of a second, by arrow.TimeUnit

/** JSON value to JavaScript value. */
export function fromNotation(value) {
  if (Array.isArray(value)) return value.map(fromNotation);
  if (value === null || typeof value !== 'object') return value;
  const tag = tagOf(value);
  if (!tag) return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, fromNotation(v)]));
  const content = value[tag];
  switch (tag) {
    case '$bigint':
      return BigInt(content);
    case '$float':
      return Number(content);
    case '$bytes':
      return Buffer.from(content, 'base64');
    case '$date':
    case '$timestamp':
      return new Date(content);
    case '$object':
      return Object.fromEntries(Object.entries(content).map(([key, v]) => [key, fromNotation(v)]));
    default:
      throw new TypeError(`JavaScript has no value for ${tag}`);
  }
}

/** JavaScript value to JSON value. */
export function toNotation(value) {
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : float(value);
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toNotation);
  if (value === null || typeof value !== 'object') return value;
  const object = Object.fromEntries(Object.entries(value).map(([key, v]) => [key, toNotation(v)]));
  return tagOf(value) ? { $object: object } : object;
}

function tagOf(object) {
  const keys = Object.keys(object);
  return keys.length === 1 && keys[0].startsWith('$') ? keys[0] : null;
}

function float(value) {
  return { $float: Object.is(value, -0) ? '-0.0' : String(value) };
}

/** `{columns: [{name, type}], rows: [{…}]}` to an Arrow table of just these columns. */
export function tableOf({ columns, rows }) {
  const fields = columns.map(({ name, type }) => new arrow.Field(name, typeOf(type), true));
  const vectors = fields.map(({ name, type }) => vectorOf(type, rows.map((row) => row[name] ?? null)));
  return new arrow.Table(new arrow.Schema(fields), Object.fromEntries(fields.map(({ name }, i) => [name, vectors[i]])));
}

/** Dates, times and durations are stored as integers: built as such, they keep what a Date would round off. */
function vectorOf(type, values) {
  const storage = storageOf(type);
  const stored = values.map((value) => (value === null ? null : storedOf(type, value)));
  const vector = arrow.vectorFromArray(stored, storage ?? type);
  if (!storage) return vector;
  const { length, nullCount, nullBitmap, values: data } = vector.data[0];
  return new arrow.Vector([arrow.makeData({ type, length, nullCount, nullBitmap, data })]);
}

function storageOf(type) {
  switch (type.typeId) {
    case Type.Date:
      return type.unit === arrow.DateUnit.DAY ? new arrow.Int32() : new arrow.Int64();
    case Type.Time:
      return type.bitWidth === 32 ? new arrow.Int32() : new arrow.Int64();
    case Type.Timestamp:
    case Type.Duration:
      return new arrow.Int64();
    default:
      return null;
  }
}

function storedOf(type, value) {
  switch (type.typeId) {
    case Type.Date: {
      const ms = Date.parse(value.$date ?? value.$timestamp);
      return type.unit === arrow.DateUnit.DAY ? ms / 86_400_000 : BigInt(ms);
    }
    case Type.Time: {
      const [, hour, minute, second = '00'] = /^(\d\d):(\d\d)(?::([\d.]+))?$/.exec(value.$time);
      const places = UNIT_PLACES[type.unit];
      const units = BigInt(hour * 3600 + minute * 60) * 10n ** BigInt(places) + scaled(second, places);
      return type.bitWidth === 32 ? Number(units) : units;
    }
    case Type.Timestamp: {
      const [, head, fraction] = /^([^.]+?)(?:\.(\d+))?Z?$/.exec(value.$timestamp);
      const places = UNIT_PLACES[type.unit];
      return BigInt(Date.parse(`${head}Z`) / 1000) * 10n ** BigInt(places) + scaled(`0.${fraction ?? 0}`, places);
    }
    case Type.Duration:
      return scaled(value.$duration, UNIT_PLACES[type.unit]);
    case Type.Decimal: {
      const bits = BigInt.asUintN(type.bitWidth, scaled(value.$decimal, type.scale));
      const length = type.bitWidth / 32;
      return Uint32Array.from({ length }, (_, i) => Number((bits >> BigInt(32 * i)) & 0xffffffffn));
    }
    case Type.Int:
      return type.bitWidth === 64 ? BigInt(value.$bigint ?? value) : Number(value.$bigint ?? value);
    default:
      return fromNotation(value);
  }
}

/** Decimal text to an integer with so many decimal places; digits beyond them are cut. */
function scaled(text, places) {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  return BigInt(`${sign}${whole}${fraction.padEnd(places, '0').slice(0, places)}`);
}

/** An integer with so many decimal places, or with so many zeros cut where that is negative, to decimal text. */
function unscaled(integer, places) {
  if (places < 0) return String(integer * 10n ** BigInt(-places));
  const digits = String(integer < 0n ? -integer : integer).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return integer < 0n ? `-${text}` : text;
}

/** `[{name, type}]` of an Arrow table. */
export function schemaOf(table) {
  return table.schema.fields.map(({ name, type }) => ({ name, type: nameOf(type) }));
}

/** The rows of an Arrow table as JSON values. */
export function rowsOf(table) {
  const names = table.schema.fields.map((field) => field.name);
  return table.batches.flatMap((batch) =>
    Array.from({ length: batch.numRows }, (_, row) =>
      Object.fromEntries(names.map((name, i) => [name, valueAt(batch.data.children[i], row)]))));
}

function valueAt(data, index) {
  const { type, values } = data;
  if (!data.getValid(index)) return null;
  switch (type.typeId) {
    case Type.Float: {
      const value = new arrow.Vector([data]).get(index);
      return Number.isInteger(value) ? float(value) : toNotation(value); // so that 5.0 does not come out as an integer
    }
    case Type.Date:
      return dateOf(type, values[index]);
    case Type.Time:
      return { $time: timeText(BigInt(values[index]), UNIT_PLACES[type.unit]) };
    case Type.Timestamp:
      return { $timestamp: timestampText(values[index], UNIT_PLACES[type.unit]) + (type.timezone ? 'Z' : '') };
    case Type.Duration:
      return { $duration: unscaled(values[index], UNIT_PLACES[type.unit]) };
    case Type.Decimal:
      return { $decimal: unscaled(decimalAt(data, index), type.scale) };
    case Type.Interval:
      return intervalAt(data, index);
    case Type.Dictionary:
      return vectorValue(data.dictionary, Number(values[index]));
    default:
      return type.children?.length ? nestedAt(data, index) : toNotation(new arrow.Vector([data]).get(index));
  }
}

function nestedAt(data, index) {
  const { type, valueOffsets, children, stride } = data;
  const items = (begin, end) => {
    const length = Number(end) - Number(begin); // the offsets of large lists are BigInts
    return Array.from({ length }, (_, i) => valueAt(children[0], Number(begin) + i));
  };
  switch (type.typeId) {
    case Type.Struct: {
      const object = Object.fromEntries(type.children.map(({ name }, i) => [name, valueAt(children[i], index)]));
      return tagOf(object) ? { $object: object } : object;
    }
    case Type.FixedSizeList:
      return items(index * stride, (index + 1) * stride);
    case Type.Map:
      return { $map: items(valueOffsets[index], valueOffsets[index + 1]).map(Object.values) };
    case Type.List:
    case Type.LargeList:
      return items(valueOffsets[index], valueOffsets[index + 1]);
    default: { // unions
      const child = type.typeIdToChildIndex[data.typeIds[index]];
      return valueAt(children[child], type.mode === arrow.UnionMode.Dense ? valueOffsets[index] : index);
    }
  }
}

function vectorValue(vector, index) {
  for (const data of vector.data) {
    if (index < data.length) return valueAt(data, index);
    index -= data.length;
  }
  throw new RangeError(`Dictionary index ${index} is out of range`);
}

function decimalAt({ type, values, stride }, index) {
  const words = [...values.subarray(stride * index, stride * (index + 1))];
  return BigInt.asIntN(type.bitWidth, words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n));
}

function intervalAt({ type, values }, index) {
  if (type.unit === arrow.IntervalUnit.YEAR_MONTH) return { months: values[index] };
  if (type.unit === arrow.IntervalUnit.DAY_TIME) {
    return { days: values[2 * index], milliseconds: values[2 * index + 1] };
  }
  const [months, days, low, high] = values.subarray(4 * index, 4 * (index + 1));
  return { months, days, nanoseconds: toNotation((BigInt(high) << 32n) | BigInt(low >>> 0)) };
}

function dateOf(type, value) {
  if (type.unit === arrow.DateUnit.DAY) return { $date: new Date(value * 86_400_000).toISOString().split('T')[0] };
  return { $timestamp: timestampText(value, 3) };
}

function timestampText(units, places) {
  const perSecond = 10n ** BigInt(places);
  const fraction = ((units % perSecond) + perSecond) % perSecond;
  const seconds = (units - fraction) / perSecond;
  return new Date(Number(seconds) * 1000).toISOString().slice(0, -'.000Z'.length) + fractionText(fraction, places);
}

function timeText(units, places) {
  const perSecond = 10n ** BigInt(places);
  const clock = new Date(Number(units / perSecond) * 1000).toISOString().slice(-13, -5);
  return clock + fractionText(units % perSecond, places);
}

function fractionText(fraction, places) {
  return fraction === 0n ? '' : `.${String(fraction).padStart(places, '0')}`.replace(/0+$/, '');
}
