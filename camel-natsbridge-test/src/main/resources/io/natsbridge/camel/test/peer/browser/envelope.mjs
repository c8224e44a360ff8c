// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** Writes envelopes with a text, and reads those with texts, images and links; needs nothing but what browsers have. */

const MAX_PAYLOADS = 64;
const FILE_PATH = /^\/file\/[\w-]{1,64}\/[\w-]{1,64}\/[^/?#]+$/;
const PAYLOAD_FIELDS = ['dataname', 'payload_type', 'transport', 'data'];

/** An envelope with one text; `sender` has its name and its id. */
export async function textEnvelope(subject, sender, natsUrl, dataname, text) {
  return {
    correlation_id: crypto.randomUUID(),
    msg_id: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    send_to: subject,
    msg_purpose: 'chat',
    ...sender,
    receiver_name: '',
    receiver_id: '',
    reply_to: '',
    reply_to_msg_id: '',
    broker_url: natsUrl,
    metadata: {},
    payloads: [await textPayload(dataname, text)],
  };
}

async function textPayload(dataname, text) {
  const bytes = new TextEncoder().encode(text);
  const [id, transport, encoding, size] = [crypto.randomUUID(), 'direct', 'base64', bytes.length];
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const metadata = { payload_bytes: size, sha256: await sha256(bytes) };
  return { id, dataname, payload_type: 'text', transport, encoding, size, data, metadata };
}

/**
 * Reads a message: lenient about what senders leave out or add, strict about what could mean lost or changed data.
 *
 * @param {Uint8Array} message
 * @returns {Promise<object>} the envelope; its payloads have `bytes` if direct, `text` too if they are one, else `url`
 */
export async function readEnvelope(message, fileserverUrl) {
  const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message));
  if (!Array.isArray(json?.payloads)) throw new Error('The message is no envelope: it has no payloads array');
  if (json.payloads.length > MAX_PAYLOADS) throw new Error(`The message has more than ${MAX_PAYLOADS} payloads`);
  return { ...json, payloads: await Promise.all(json.payloads.map((payload) => readPayload(payload, fileserverUrl))) };
}

async function readPayload(payload, fileserverUrl) {
  const missing = PAYLOAD_FIELDS.find((field) => typeof payload?.[field] !== 'string');
  if (missing) throw new Error(`The message is no envelope: a payload has no ${missing}`);
  if (payload.transport === 'link') return { ...payload, url: linkOf(payload, fileserverUrl) };
  if (payload.transport !== 'direct') throw new Error(`Unknown transport of '${payload.dataname}': ${payload.transport}`);
  const bytes = await bytesOf(payload);
  if (payload.payload_type !== 'text') return { ...payload, bytes };
  return { ...payload, bytes, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
}

async function bytesOf({ dataname, data, encoding, size, metadata }) {
  if (!['base64', 'json', 'arrow-ipc', undefined, null].includes(encoding)) {
    throw new Error(`Unknown encoding of '${dataname}': ${encoding}`);
  }
  const binary = atob(data);
  if (btoa(binary) !== data) throw new Error(`The data of '${dataname}' is not base64`);
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  if (size != null && size !== bytes.length) {
    throw new Error(`'${dataname}' has ${bytes.length} bytes, its size says ${size}`);
  }
  const digest = metadata?.sha256;
  if (digest && digest !== (await sha256(bytes))) throw new Error(`'${dataname}' does not have the SHA-256 that its sender gave`);
  return bytes;
}

/** Only files of the one file server, as Plik names them. */
function linkOf({ dataname, data }, fileserverUrl) {
  const base = fileserverUrl.replace(/\/+$/, '');
  const { href } = new URL(data);
  if (!href.startsWith(base) || !FILE_PATH.test(href.slice(base.length))) {
    throw new Error(`Refused the link of '${dataname}': it does not lead to a file of ${base}`);
  }
  return href;
}

async function sha256(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
