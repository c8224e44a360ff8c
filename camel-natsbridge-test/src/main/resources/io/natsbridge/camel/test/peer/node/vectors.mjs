// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs the conformance vectors against the library beside it: `node vectors.mjs [FOLDER]`, where FOLDER (src/vectors)
 * has their README. Ends with 1 if one failed.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Table } from 'apache-arrow';
import { NatsBridgeError, bytesOf, digestOf, sizeOf } from './bytes.mjs';
import { openEnvelope } from './natsbridge.mjs';
import { rowsOf, schemaOf, toNotation } from './values.mjs';

const LACKING = ['lz4', 'zstd', 'run-end-encoded', 'list-views', 'arrow-validation']; // of apache-arrow
const CODES = {
  'invalid-envelope': ['envelope'],
  unsupported: ['envelope', 'deserialize'],
  'unreadable-payload': ['deserialize'],
  'too-large': ['deserialize', 'payload'],
  'download-failed': ['download'],
  'link-gone': ['download'],
  'link-refused': ['download'],
  'payload-differs': ['payload'],
};
const folder = process.argv[2] ?? 'src/vectors';
const answers = new Map();

/** Serves the files of the vector at hand under their paths. */
const server = createServer((request, response) => {
  const answer = answers.get(decodeURIComponent(request.url));
  if (!answer) return response.writeHead(404).end();
  if (answer.first.length > 0) return response.writeHead(answer.first.shift()).end();
  if (answer.status) return response.writeHead(answer.status, { Location: resolve(answer.location ?? '') }).end();
  response.writeHead(200, { 'Content-Length': answer.content.length + (answer.missing ?? 0) });
  return answer.missing ? response.write(answer.content, () => response.destroy()) : response.end(answer.content);
});

function resolve(text) {
  return text.replaceAll('${FILESERVER}', `http://127.0.0.1:${server.address().port}`);
}

async function serve(files = []) {
  answers.clear();
  for (const { path, file, times = 1, first = [], ...rest } of files) {
    const content = file ? await readFile(join(folder, file)) : Buffer.alloc(0);
    answers.set(path, { ...rest, first: [...first], content: Buffer.concat(Array(times).fill(content)) });
  }
}

async function messageOf({ envelope, generate = [] }) {
  let text = await readFile(join(folder, envelope), 'latin1'); // not every message is UTF-8
  for (const { placeholder, text: unit, times } of generate) text = text.replaceAll(placeholder, unit.repeat(times));
  return Buffer.from(resolve(text), 'latin1');
}

/** Why a vector fails, or null. */
async function problemOf(vector) {
  await serve(vector.files);
  const options = { allowed_fileservers: [resolve('${FILESERVER}')], max_retries: 3, base_delay: 1, max_delay: 2 };
  try {
    const data = await messageOf(vector);
    const envelope = await openEnvelope({ data }, { ...options, lenient: true, exact_numbers: true });
    return vector.verdict === 'accept' ? await difference(vector.expect, envelope) : 'it was accepted';
  } catch (e) {
    if (!(e instanceof NatsBridgeError)) return e.stack;
    if (vector.verdict === 'accept') return `it was refused: ${e.message}`;
    return CODES[vector.reason].includes(e.code) ? null : `it was refused as ${e.code}: ${e.message}`;
  }
}

async function difference({ envelope = {}, payloads }, read) {
  const found = differing(envelope, toNotation({ ...read, payloads: null }), 'envelope');
  if (found || !payloads) return found;
  if (payloads.length !== read.payloads.length) return `${read.payloads.length} payloads`;
  for (const [i, expected] of payloads.entries()) {
    const problem = differing(expected, await tell(read.payloads[i]), `payloads[${i}]`);
    if (problem) return problem;
  }
  return null;
}

async function tell(payload) {
  const { bytes, value, metadata, ...rest } = payload;
  const told = { ...rest, metadata: toNotation(metadata), size: sizeOf(bytes), sha256: await digestOf(bytes, 'sha256') };
  if (!(value instanceof Table)) return { ...told, value: toNotation(value instanceof Blob ? await bytesOf(value) : value) };
  const rows = rowsOf(value);
  const columns = schemaOf(value).map(({ name, type }) => ({ name, type, values: rows.map((row) => row[name]) }));
  return { ...told, rows: value.numRows, columns };
}

function differing(expected, read, where) {
  for (const [name, value] of Object.entries(expected)) {
    const equal = name === 'columns' ? sameColumns(value, read[name]) : same(value, read[name]);
    if (!equal) return `${where}.${name} is ${JSON.stringify(read[name])}, not ${JSON.stringify(value)}`;
  }
  return null;
}

function sameColumns(expected, read) {
  return expected.length === read?.length
    && expected.every((column, i) => Object.entries(column).every(([name, value]) => same(value, read[i][name])));
}

/** Numbers are compared by what they are, however they are written. */
function same(a, b) {
  const [one, other] = [numberOf(a), numberOf(b)];
  if (one !== undefined && other !== undefined) return sameNumber(one, other);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
  if (a.$duration && b.$duration) return Number(a.$duration) === Number(b.$duration);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Whole numbers and decimals exactly, others as doubles. */
function sameNumber(one, other) {
  if (/^-?\d+$/.test(one) && /^-?\d+$/.test(other)) return BigInt(one) === BigInt(other);
  const digits = (text) => text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  const [x, y] = [Number(one), Number(other)];
  if (one.length > 17 && /^[-.\d]+$/.test(one) && digits(one) !== digits(other)) return false;
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}

/** The number as text. */
function numberOf(value) {
  if (typeof value === 'number') return String(value);
  const [tag] = Object.keys(value ?? {});
  return ['$bigint', '$float', '$decimal'].includes(tag) ? String(value[tag]) : undefined;
}

console.error = () => {}; // the library's log
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const counts = { passed: 0, failed: 0, skipped: 0 };
const { vectors } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
for (const vector of vectors) {
  const skipped = vector.needs?.some((need) => LACKING.includes(need));
  const problem = skipped ? null : await problemOf(vector);
  counts[skipped ? 'skipped' : problem ? 'failed' : 'passed']++;
  if (problem) console.log(`${vector.id}: ${problem.slice(0, 1000)}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
