// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** Reads envelopes: lenient about what senders leave out or add, strict about what could mean lost or changed data. */
import { randomUUID } from 'node:crypto';
import { NatsBridgeError } from './bytes.mjs';
import { parseJson, rawDataOf } from './json.mjs';

const MAX_PAYLOADS = 64;
const MAX_DEPTH = 32;
const DEFAULTS = {
  correlation_id: '',
  msg_id: '',
  timestamp: '',
  send_to: '',
  msg_purpose: 'chat',
  sender_name: 'NATSBridge',
  sender_id: '',
  receiver_name: '',
  receiver_id: '',
  reply_to: '',
  reply_to_msg_id: '',
  broker_url: 'nats://localhost:4222',
};

const rawText = new WeakMap(); // payload to the JSON text of its data, where that is no string

/** The bytes of a message to its envelope: every field is there and of its kind, unknown ones are kept. */
export function readEnvelope(message, { exact_numbers } = {}) {
  const json = parse(message, exact_numbers);
  if (!isObject(json)) throw invalid('it is no JSON object');
  const envelope = { ...json };
  for (const [name, value] of Object.entries(DEFAULTS)) envelope[name] = textOf(json, name, value);
  envelope.correlation_id ||= randomUUID();
  envelope.metadata = metadataOf(json);
  if (!Array.isArray(json.payloads)) throw invalid('it has no payloads array');
  if (json.payloads.length > MAX_PAYLOADS) throw invalid(`it has more than ${MAX_PAYLOADS} payloads`);
  envelope.payloads = json.payloads.map(payloadOf);
  return envelope;
}

function parse(message, exact_numbers) {
  try {
    return parseJson(message, MAX_DEPTH, exact_numbers);
  } catch (e) {
    throw invalid(e.message, e);
  }
}

function payloadOf(json) {
  if (!isObject(json)) throw invalid('a payload is no object');
  for (const name of ['dataname', 'payload_type', 'transport', 'data']) {
    if (!Object.hasOwn(json, name)) throw invalid(`a payload has no ${name}`);
  }
  const payload = { ...json, metadata: metadataOf(json) };
  rawText.set(payload, rawDataOf(json));
  for (const name of ['id', 'dataname', 'payload_type', 'transport', 'encoding']) payload[name] = textOf(json, name, '');
  if (json.size != null && !(Number.isInteger(json.size) && json.size >= 0)) {
    throw invalid(`the size of payload '${payload.dataname}' is no number of bytes`);
  }
  return payload;
}

/** The bytes of a direct payload. */
export function decodeData(payload) {
  const { dataname, encoding, data, size } = payload;
  if (!['', 'base64', 'json', 'arrow-ipc'].includes(encoding)) throw unknownEncoding(payload);
  const raw = encoding === 'json' ? rawJsonOf(payload) : undefined;
  if (raw !== undefined && raw !== data) return Buffer.from(raw);
  const bytes = Buffer.from(String(data), raw === undefined ? 'base64' : 'utf8');
  if (raw === undefined && bytes.toString('base64') !== data) {
    throw invalid(`the data of payload '${dataname}' is not base64`);
  }
  if (size != null && size !== bytes.length) {
    throw new NatsBridgeError('payload', `Payload '${dataname}' has ${bytes.length} bytes, its size says ${size}`);
  }
  return bytes;
}

/** With encoding json the data may be JSON itself, or a string that is no base64 but JSON. */
function rawJsonOf(payload) {
  const { data } = payload;
  if (typeof data !== 'string') return rawText.get(payload);
  if (Buffer.from(data, 'base64').toString('base64') === data) return undefined;
  try {
    parseJson(Buffer.from(data), 200);
    return data;
  } catch {
    return undefined; // and so no base64 either
  }
}

/** The URL of a payload by link. */
export function linkOf(payload) {
  if (!['', 'none'].includes(payload.encoding)) throw unknownEncoding(payload);
  if (typeof payload.data !== 'string') throw invalid(`the link of payload '${payload.dataname}' is no string`);
  return payload.data;
}

function textOf(json, name, absent) {
  const value = Object.hasOwn(json, name) ? json[name] : absent;
  if (value !== null && typeof value !== 'string') throw invalid(`${name} is no string`);
  return value ?? '';
}

function metadataOf({ metadata }) {
  if (metadata != null && !isObject(metadata)) throw invalid('metadata is no object');
  return metadata ?? {};
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownEncoding({ dataname, encoding, transport }) {
  return new NatsBridgeError('envelope', `Unknown encoding of ${transport} payload '${dataname}': ${encoding}`);
}

function invalid(what, cause) {
  return new NatsBridgeError('envelope', `The message is no envelope: ${what}`, cause);
}
