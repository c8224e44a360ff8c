// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** What the page reads and what it refuses, in the browser's folder: a line for each message. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { readEnvelope, textEnvelope } = await import(pathToFileURL(join(process.cwd(), 'envelope.mjs')));
const FILES = 'http://127.0.0.1:8080';

async function told(change) {
  const envelope = await textEnvelope('chat.room', {}, 'ws://127.0.0.1:9222', 'words', 'Grüße');
  change(envelope.payloads[0], envelope);
  try {
    const { payloads } = await readEnvelope(new TextEncoder().encode(JSON.stringify(envelope)), FILES);
    return `read: ${payloads[0].text ?? payloads[0].url}`;
  } catch (error) {
    return error.message;
  }
}

const linkTo = (data) => (payload) => Object.assign(payload, { transport: 'link', encoding: 'none', data });

const changes = [
  () => {},
  linkTo(`${FILES}/file/abc/def/sun.png`),
  (payload, envelope) => delete envelope.payloads,
  (payload) => delete payload.data,
  (payload) => (payload.transport = 'pigeon'),
  (payload) => (payload.encoding = 'rot13'),
  (payload) => (payload.data = ` ${payload.data}`),
  (payload) => (payload.size += 1),
  (payload) => (payload.data = btoa('changed')),
  linkTo('http://127.0.0.1:8081/file/abc/def/sun.png'),
  linkTo(`${FILES}/file/abc/../admin`),
  linkTo('javascript:alert(1)'),
];
for (const change of changes) console.log(await told(change));
