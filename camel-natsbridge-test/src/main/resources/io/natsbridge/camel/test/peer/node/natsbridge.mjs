// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * NATSBridge for Node.js 20 or later: typed, multi-payload messages over NATS. Small payloads travel in the JSON
 * envelope, large ones go to a Plik file server and only their link travels.
 *
 *     await smartsend('chat.room', [['greeting', 'Hello', 'text'], ['rows', [{ a: 1 }], 'arrowtable']]);
 *
 *     const envelope = await smartreceive(msg);            // msg: what a NATS subscription yields
 *     for (const [dataname, data, type] of envelope.payloads) { … }
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Table, tableFromIPC, tableFromJSON, tableToIPC } from 'apache-arrow';
import nats from 'nats';
import { NatsBridgeError, bytesOf, digestOf, log_trace, sizeOf } from './bytes.mjs';
import { decodeData, linkOf, readEnvelope } from './envelope.mjs';
import { parseJson, textOf } from './json.mjs';
import { fetchWithBackoff, plikDelete, plikOneshotUpload } from './plik.mjs';

export { NatsBridgeError, fetchWithBackoff, log_trace, plikOneshotUpload };

export const DEFAULT_SIZE_THRESHOLD = Number(process.env.SIZE_THRESHOLD ?? 1_000_000);
export const DEFAULT_BROKER_URL = process.env.NATS_URL ?? 'nats://localhost:4222';
export const DEFAULT_FILESERVER_URL = process.env.FILESERVER_URL ?? 'http://localhost:8080';

const DEFAULT_MAX_PAYLOAD = 1_048_576; // what a NATS server accepts unless told otherwise
const LONGEST_LINK = 1024;
const MAX_DEPTH = 200; // of a dictionary
const BYTE_TYPES = ['image', 'audio', 'video', 'binary'];
const ARROW_TYPES = ['arrowtable', 'table'];

/** A connection to the broker; user and password, or a token, are taken from the URL. */
export class NATSClient {
  constructor(url = DEFAULT_BROKER_URL) {
    this.url = url;
    this.connection = null;
  }

  async connect() {
    const urls = this.url.split(',').map((url) => new URL(url.includes('://') ? url : `nats://${url}`));
    const [user, pass] = [urls[0].username, urls[0].password].map(decodeURIComponent);
    this.connection = await nats.connect({
      servers: urls.map((url) => url.host),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      ...(pass ? { user, pass } : user ? { token: user } : {}),
      ...(urls[0].protocol === 'tls:' ? { tls: {} } : {}),
    });
    return this.connection;
  }

  async publish(subject, message) {
    (this.connection ?? (await this.connect())).publish(subject, message);
  }

  /** Sends what is still queued, then closes. */
  async close() {
    await this.connection?.drain();
    this.connection = null;
  }
}

/**
 * Sends payloads in one envelope.
 *
 * @param {string} subject the NATS subject
 * @param {Array<[string, any, string]>} data `[dataname, data, payload_type]` for each payload; a `Blob` as data (from
 *     `fs.openAsBlob(path)`, for instance) holds bytes in the wire form of its type and is streamed to the file server
 * @param {object} options the envelope's fields by their own names, and `fileserver_url`, `fileserver_upload_handler`,
 *     `size_threshold` (bytes), `nats_connection` (stays open), `is_publish`, `arrow_format` (`stream` or `file`),
 *     `named_encodings` (`json` and `arrow-ipc` as encoding), `sha256` (write digests), `one_shot`, `link_ttl`
 *     (seconds), `raw_link_name` (the dataname is put into the link as it is)
 * @returns {Promise<[object, string]>} the envelope and its JSON
 */
export async function smartsend(subject, data, options = {}) {
  const settings = withDefaults(options);
  const { correlation_id, nats_connection: connection, broker_url } = settings;
  log_trace(correlation_id, `Starting smartsend for subject: ${subject}`);
  const sources = [];
  const payloads = [];
  for (const [dataname, value, payload_type] of data) {
    const source = await serializeData(value, payload_type, settings);
    sources.push(source);
    payloads.push(payloadOf(dataname, payload_type, sizeOf(source), settings));
  }
  const env = envelopeOf(subject, payloads, settings);
  moveToLinkUntilItFits(env, connection?.info?.max_payload ?? DEFAULT_MAX_PAYLOAD);
  const uploads = [];
  try {
    for (const [i, payload] of payloads.entries()) await fill(payload, sources[i], settings, uploads);
    const env_json_str = JSON.stringify(env);
    if (settings.is_publish) await publishMessage(connection ?? broker_url, subject, env_json_str, correlation_id);
    return [env, env_json_str];
  } catch (e) {
    const deletable = uploads.filter((upload) => upload.uploadtoken);
    await Promise.allSettled(deletable.map((upload) => plikDelete(settings.fileserver_url, upload)));
    throw e;
  }
}

function withDefaults(options) {
  return {
    broker_url: DEFAULT_BROKER_URL,
    fileserver_url: DEFAULT_FILESERVER_URL,
    fileserver_upload_handler: plikOneshotUpload,
    size_threshold: DEFAULT_SIZE_THRESHOLD,
    correlation_id: randomUUID(),
    msg_purpose: 'chat',
    sender_name: 'NATSBridge',
    receiver_name: '',
    receiver_id: '',
    reply_to: '',
    reply_to_msg_id: '',
    is_publish: true,
    nats_connection: null,
    msg_id: randomUUID(),
    sender_id: randomUUID(),
    metadata: {},
    ...options,
  };
}

function payloadOf(dataname, payload_type, size, { size_threshold, named_encodings }) {
  const names = { dictionary: 'json', jsontable: 'json', arrowtable: 'arrow-ipc', table: 'arrow-ipc' };
  const encoding = (named_encodings && names[payload_type]) || 'base64';
  const metadata = { payload_bytes: size };
  const payload = { id: randomUUID(), dataname, payload_type, transport: 'direct', encoding, size, data: '', metadata };
  return size < size_threshold ? payload : asLink(payload);
}

function asLink(payload) {
  return Object.assign(payload, { transport: 'link', encoding: 'none', metadata: {} });
}

function envelopeOf(subject, payloads, settings) {
  return {
    correlation_id: settings.correlation_id,
    msg_id: settings.msg_id,
    timestamp: new Date().toISOString(),
    send_to: subject,
    msg_purpose: settings.msg_purpose,
    sender_name: settings.sender_name,
    sender_id: settings.sender_id,
    receiver_name: settings.receiver_name,
    receiver_id: settings.receiver_id,
    reply_to: settings.reply_to,
    reply_to_msg_id: settings.reply_to_msg_id,
    broker_url: settings.broker_url.replace(/[^/,]*@/g, ''), // never with user, password or token
    metadata: settings.metadata,
    payloads,
  };
}

/** Base64 grows bytes by a third and payloads add up, so the threshold alone does not keep a message publishable. */
function moveToLinkUntilItFits(env, max_payload) {
  const direct = env.payloads.filter((p) => p.transport === 'direct').sort((a, b) => a.size - b.size);
  const length = () =>
    Buffer.byteLength(JSON.stringify(env)) +
    LONGEST_LINK * (env.payloads.length - direct.length) +
    direct.reduce((sum, p) => sum + 4 * Math.ceil(p.size / 3), 0);
  while (direct.length > 0 && length() > max_payload) asLink(direct.pop());
}

async function fill(payload, source, settings, uploads) {
  if (settings.sha256) payload.metadata.sha256 = await digestOf(source, 'sha256');
  if (payload.transport === 'direct') {
    payload.data = (await bytesOf(source)).toString('base64');
    return;
  }
  const { fileserver_url, fileserver_upload_handler: upload } = settings;
  const response = await upload(fileserver_url, payload.dataname, source, settings);
  if (response.status !== 200) {
    throw new NatsBridgeError('upload', `Failed to upload data to fileserver: ${response.status}`);
  }
  uploads.push(response);
  payload.data = response.url;
}

/** Publishes on a connection, which stays open, or on a URL, connecting for this one message. */
export async function publishMessage(target, subject, message, correlation_id) {
  const client = typeof target === 'string' ? new NATSClient(target) : null;
  try {
    const connection = client ? await client.connect() : target;
    connection.publish(subject, message);
    await connection.flush();
    log_trace(correlation_id, `Message published to ${subject}`);
  } catch (e) {
    throw new NatsBridgeError('publish', `Failed to publish to ${subject}: ${e.message}`, e);
  } finally {
    await client?.close();
  }
}

/**
 * Reads a received message.
 *
 * @param {object} msg what a NATS subscription yields
 * @param {object} options see `openEnvelope`
 * @returns {Promise<object>} the envelope, its payloads as `[dataname, data, payload_type]`
 */
export async function smartreceive(msg, options = {}) {
  const envelope = await openEnvelope(msg, options);
  return { ...envelope, payloads: envelope.payloads.map((p) => [p.dataname, p.value, p.payload_type]) };
}

/**
 * As `smartreceive`, but a payload keeps its fields, and has `value` and `bytes` (a Buffer, or a Blob for a file).
 *
 * @param {object} options `fileserver_download_handler`, `max_retries`, `base_delay`, `max_delay` (ms),
 *     `allowed_fileservers` (base URLs; links that lead elsewhere are refused), `download_dir` (linked bytes are
 *     streamed to a file there, their data is a Blob of it), `lenient` (accept Python's payload type `table`),
 *     `exact_numbers` (see `parseJson`)
 */
export async function openEnvelope(msg, options = {}) {
  const envelope = readEnvelope(msg.data, options);
  log_trace(envelope.correlation_id, 'Processing received message');
  const payloads = [];
  for (const payload of envelope.payloads) {
    const received = await bytesOfPayload(payload, envelope.correlation_id, options);
    await verify(payload, received.bytes);
    const value = await deserializeData(received.bytes, payload.payload_type, envelope.correlation_id, options);
    payloads.push({ ...payload, ...received, value });
  }
  return { ...envelope, payloads };
}

async function bytesOfPayload(payload, correlation_id, options) {
  const { dataname, transport, payload_type } = payload;
  if (transport === 'direct') return { bytes: decodeData(payload) };
  if (transport === 'link') {
    const { max_retries = 5, base_delay = 100, max_delay = 5000, download_dir } = options;
    const { fileserver_download_handler: download = fetchWithBackoff } = options;
    const path = download_dir && BYTE_TYPES.includes(payload_type) ? join(download_dir, randomUUID()) : undefined;
    const settings = { allowed_fileservers: [DEFAULT_FILESERVER_URL], ...options, path };
    const bytes = await download(linkOf(payload), max_retries, base_delay, max_delay, correlation_id, settings);
    return { bytes, path };
  }
  throw new NatsBridgeError('envelope', `Unknown transport type for payload '${dataname}': ${transport}`);
}

async function verify({ dataname, transport, size, metadata: { sha256 } }, bytes) {
  if (transport === 'link' && size != null && size !== sizeOf(bytes)) {
    throw new NatsBridgeError('payload', `Payload '${dataname}' has ${sizeOf(bytes)} bytes, its size says ${size}`);
  }
  if (typeof sha256 === 'string' && sha256.toLowerCase() !== (await digestOf(bytes, 'sha256'))) {
    throw new NatsBridgeError('payload', `Payload '${dataname}' does not have the SHA-256 that its sender gave`);
  }
}

/** Data to the bytes of its payload type: a Buffer, or the Blob that was given. */
export async function serializeData(data, payload_type, { arrow_format = 'stream' } = {}) {
  if (data instanceof Blob) return data;
  if (payload_type === 'text' && typeof data === 'string') return Buffer.from(data, 'utf8');
  if (payload_type === 'dictionary') return toJson(data, payload_type);
  if (payload_type === 'jsontable' && Array.isArray(data)) return toJson(data, payload_type);
  if (ARROW_TYPES.includes(payload_type)) return toArrow(data, payload_type, arrow_format);
  if (BYTE_TYPES.includes(payload_type) && data instanceof Uint8Array) return Buffer.from(data);
  const wanted = { text: 'a string', jsontable: 'an array of objects' }[payload_type];
  if (wanted ?? BYTE_TYPES.includes(payload_type)) {
    throw new NatsBridgeError('serialize', `${payload_type} data must be ${wanted ?? 'Uint8Array or Buffer'}`);
  }
  throw new NatsBridgeError('serialize', `Unknown payload_type: ${payload_type}`);
}

function toJson(data, payload_type) {
  try {
    return Buffer.from(JSON.stringify(data), 'utf8');
  } catch (e) {
    throw new NatsBridgeError('serialize', `The data of a ${payload_type} has no JSON form: ${e.message}`, e);
  }
}

/** From plain rows apache-arrow makes numbers Float64, strings Dictionary<Utf8>, BigInts Int64. */
function toArrow(data, payload_type, format) {
  if (data instanceof Uint8Array) return Buffer.from(data);
  if (data instanceof Table) return Buffer.from(tableToIPC(data, format));
  if (Array.isArray(data) && data.length > 0) return Buffer.from(tableToIPC(tableFromJSON(data), format));
  throw new NatsBridgeError('serialize', `${payload_type} data must be a Table or a non-empty array of objects`);
}

/** The bytes of a payload type back to data: string, JSON value, Arrow `Table`, or the bytes themselves. */
export async function deserializeData(data, payload_type, correlation_id, options = {}) {
  if (BYTE_TYPES.includes(payload_type)) return data;
  const known = ['text', 'dictionary', 'jsontable', 'arrowtable', ...(options.lenient ? ['table'] : [])];
  if (!known.includes(payload_type)) {
    throw new NatsBridgeError('deserialize', `Unknown payload_type: ${payload_type}`);
  }
  try {
    return valueOf(await bytesOf(data), payload_type, options);
  } catch (e) {
    throw new NatsBridgeError('deserialize', `Failed to read a ${payload_type}: ${e.message}`, e);
  }
}

function valueOf(bytes, payload_type, { exact_numbers }) {
  if (payload_type === 'text') return textOf(bytes);
  if (ARROW_TYPES.includes(payload_type) && !(payload_type === 'table' && /^(?:\xef\xbb\xbf)?\s*\[/.test(bytes.toString('latin1')))) {
    return tableOf(bytes);
  }
  const value = parseJson(bytes, MAX_DEPTH, exact_numbers);
  const rows = Array.isArray(value) && value.every((row) => typeof row === 'object' && row && !Array.isArray(row));
  if (payload_type !== 'dictionary' && !rows) throw new Error('it is no array of objects');
  return value;
}

function tableOf(bytes) {
  const stream = bytes.length >= 8 && bytes.readInt32LE(0) === -1;
  const magic = [bytes.subarray(0, 6), bytes.subarray(-6)].map((it) => it.toString('latin1'));
  if (!stream && magic.some((it) => it !== 'ARROW1')) throw new Error('it has no magic of Arrow');
  return tableFromIPC(bytes);
}
