// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A peer that is commanded over stdin and tells over stdout, in JSON lines: ../README.md has the commands and events.
 * It ends when stdin does.
 */
import { openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline';
import { Table } from 'apache-arrow';
import nats from 'nats';
import { bytesOf, digestOf, sizeOf } from './bytes.mjs';
import { DEFAULT_BROKER_URL, DEFAULT_FILESERVER_URL, NATSClient, openEnvelope, smartsend } from './natsbridge.mjs';
import { fromNotation, rowsOf, schemaOf, tableOf, toNotation } from './values.mjs';

const MAX_VALUE = 4_000_000; // bytes of a payload up to which its value is told
const client = new NATSClient(DEFAULT_BROKER_URL);
const subscriptions = new Map();

const commands = {
  async send({ subject, payloads, options }) {
    return { sent: await send(subject, payloads, options) };
  },

  async subscribe({ id, subject, queue, options }) {
    await listen(id, subject, queue, async (msg) => emit({ event: 'message', ...(await messageOf(id, msg, options)) }));
  },

  async respond({ id, subject, queue, mode = 'echo', payloads, options }) {
    await listen(id, subject, queue, async (msg) => {
      const request = await openEnvelope(msg, receiveOptions(options));
      emit({ event: 'message', ...(await tell(id, msg, request, options)) });
      if (mode !== 'silent') await answer(msg, request, mode === 'echo' ? request.payloads : payloads, options);
    });
  },

  async request({ id, subject, payloads, via = 'nats', timeout = 20_000, options }) {
    const msg = via === 'nats'
      ? await natsRequest(subject, payloads, timeout, options)
      : await envelopeRequest(subject, payloads, timeout, options);
    return { reply: await messageOf(id, msg, options) };
  },

  async publishRaw({ subject, base64, reply, headers = {} }) {
    const sent = nats.headers();
    for (const [name, values] of Object.entries(headers)) values.forEach((value) => sent.append(name, value));
    const options = { reply, headers: Object.keys(headers).length > 0 ? sent : undefined };
    client.connection.publish(subject, Buffer.from(base64, 'base64'), options);
    await client.connection.flush();
  },

  async unsubscribe({ subscription }) {
    await subscriptions.get(subscription)?.drain();
    subscriptions.delete(subscription);
  },

  async quit() {
    await client.close();
  },
};

async function send(subject, payloads, options = {}) {
  const data = await Promise.all(payloads.map(dataOf));
  const settings = { fileserver_url: DEFAULT_FILESERVER_URL, nats_connection: client.connection, ...options };
  const [{ payloads: sent, ...envelope }] = await smartsend(subject, data, settings);
  return { subject, envelope, payloads: sent.map(headOf) };
}

/** A payload as a command gives it, to `[dataname, data, payload_type]`. */
async function dataOf({ dataname, type, value, base64, path }) {
  if (path !== undefined) return [dataname, await openAsBlob(path), type];
  if (base64 !== undefined) return [dataname, new Blob([Buffer.from(base64, 'base64')]), type];
  const declared = type.endsWith('table') && type !== 'jsontable' && value?.columns;
  return [dataname, declared ? tableOf(value) : fromNotation(value), type];
}

async function listen(id, subject, queue, handle) {
  const subscription = client.connection.subscribe(subject, { queue });
  subscriptions.set(id, subscription);
  void (async () => {
    for await (const msg of subscription) await handle(msg).catch((e) => fail(id, e));
  })();
  await client.connection.flush();
}

/** To the reply inbox of the NATS message when there is one, else to where the envelope says. */
async function answer(msg, request, payloads, options = {}) {
  const subject = msg.reply || request.reply_to;
  if (!subject || subject.startsWith('$')) {
    throw coded('no_reply_subject', `The request names no subject to answer to: '${subject}'`);
  }
  const reply = {
    nats_connection: client.connection,
    correlation_id: request.correlation_id,
    reply_to_msg_id: request.msg_id,
    receiver_name: request.sender_name,
    receiver_id: request.sender_id,
    ...options,
  };
  const data = payloads.map((p) => ('payload_type' in p ? [p.dataname, p.value, p.payload_type] : dataOf(p)));
  await smartsend(subject, await Promise.all(data), reply);
}

async function natsRequest(subject, payloads, timeout, options) {
  const settings = { nats_connection: client.connection, ...options, is_publish: false };
  const [, json] = await smartsend(subject, await Promise.all(payloads.map(dataOf)), settings);
  return client.connection.request(subject, json, { timeout }).catch((e) => {
    if (e.code === '503') throw coded('no_responders', `Nobody listens on ${subject}`);
    if (e.code === 'TIMEOUT') throw coded('timeout', `No reply from ${subject} in ${timeout} ms`);
    throw e;
  });
}

async function envelopeRequest(subject, payloads, timeout, options) {
  const inbox = nats.createInbox();
  const subscription = client.connection.subscribe(inbox, { max: 1, timeout });
  const reply = (async () => {
    for await (const msg of subscription) return msg;
    throw coded('closed', 'The connection was closed before the reply came');
  })();
  reply.catch(() => {}); // awaited below, once the request is out
  await send(subject, payloads, { reply_to: inbox, ...options });
  return reply.catch((e) => {
    throw e.code === 'TIMEOUT' ? coded('timeout', `No reply from ${subject} in ${timeout} ms`) : e;
  });
}

async function messageOf(id, msg, options) {
  return tell(id, msg, await openEnvelope(msg, receiveOptions(options)), options);
}

function receiveOptions(options = {}) {
  return { allowed_fileservers: [options.fileserver_url ?? DEFAULT_FILESERVER_URL], ...options };
}

async function tell(subscription, msg, { payloads, ...envelope }, { max_value = MAX_VALUE } = {}) {
  const headers = Object.fromEntries((msg.headers?.keys() ?? []).map((name) => [name, msg.headers.values(name)]));
  const told = await Promise.all(payloads.map((payload) => tellPayload(payload, max_value)));
  return { subscription, subject: msg.subject, reply: msg.reply ?? '', headers, envelope, payloads: told };
}

async function tellPayload(payload, max_value) {
  const { bytes, value, path } = payload;
  const size = sizeOf(bytes);
  const told = { ...headOf(payload), size, sha256: await digestOf(bytes, 'sha256'), path };
  if (value instanceof Table) Object.assign(told, { schema: schemaOf(value), rowCount: value.numRows });
  if (size > max_value) return told;
  if (value instanceof Table) return { ...told, value: rowsOf(value) };
  return { ...told, value: toNotation(value instanceof Blob ? await bytesOf(value) : value) };
}

function headOf({ id, dataname, payload_type: type, transport, encoding, size, metadata, data }) {
  return { id, dataname, type, transport, encoding, size, metadata, link: transport === 'link' ? data : undefined };
}

function coded(code, message) {
  return Object.assign(new Error(message), { code });
}

function emit(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function fail(id, error) {
  console.error(error);
  emit({ event: 'error', id, code: String(error.code ?? error.name), message: error.message });
}

async function run(line) {
  let id = null;
  try {
    const command = JSON.parse(line);
    id = command.id;
    if (!Object.hasOwn(commands, command.cmd)) throw coded('command', `Unknown command: ${command.cmd}`);
    emit({ event: 'done', id, ...(await commands[command.cmd](command)) });
    if (command.cmd === 'quit') process.exit(0);
  } catch (e) {
    fail(id, e);
  }
}

try {
  await client.connect();
} catch (e) {
  fail(null, coded('connect', `Failed to connect to the broker: ${e.message}`));
  process.exit(1);
}
emit({ event: 'ready', runtime: `Node.js ${process.version}`, maxPayload: client.connection.info.max_payload });
for await (const line of createInterface({ input: process.stdin })) void run(line);
setTimeout(() => process.exit(0), 2000).unref(); // a broker that is gone must not keep the process
await client.close();
process.exit(0);
