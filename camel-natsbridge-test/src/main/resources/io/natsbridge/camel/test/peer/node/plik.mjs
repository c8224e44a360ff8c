// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** The two file server handlers of NATSBridge, for a Plik server. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NatsBridgeError, digestOf, log_trace, sizeOf } from './bytes.mjs';

const HTTP_TIMEOUT_MS = 600_000;
const FILE_PATH = /^\/file\/[\w-]{1,64}\/[\w-]{1,64}\/[^/]+$/;
const USER_AGENT = 'plik_client natsbridge-js'; // other agents get redirects to a web page instead of errors

/**
 * Uploads to a Plik file server.
 *
 * @param {Uint8Array|Blob} data a Blob is streamed
 * @param {object} options `one_shot`, `link_ttl` (seconds), `raw_link_name`
 * @returns {Promise<object>} `status`, `uploadid`, `fileid`, `url`, and `uploadtoken`, with which it can be deleted
 */
export async function plikOneshotUpload(file_server_url, dataname, data, options = {}) {
  const { one_shot = true, link_ttl = 86_400, raw_link_name = false } = options;
  const base = withoutSlash(file_server_url);
  const created = await post(`${base}/upload`, { 'Content-Type': 'application/json' },
    JSON.stringify({ OneShot: one_shot, ttl: link_ttl }));
  const form = new FormData();
  const blob = data instanceof Blob ? data : new Blob([data]);
  form.append('file', blob, raw_link_name ? dataname : linkName(dataname));
  const file = await post(`${base}/file/${created.id}`, { 'X-UploadToken': created.uploadToken }, form);
  if (file.fileSize !== sizeOf(data) || file.fileMd5 !== (await digestOf(data, 'md5'))) {
    throw new NatsBridgeError('upload', `The file server has other bytes: ${file.fileSize} of ${sizeOf(data)}`);
  }
  const name = raw_link_name ? dataname : encodeURIComponent(file.fileName);
  const url = `${withoutSlash(created.downloadDomain || base)}/file/${created.id}/${file.id}/${name}`;
  return { status: 200, uploadid: created.id, fileid: file.id, url, uploadtoken: created.uploadToken };
}

/** Deletes an upload again, by what `plikOneshotUpload` returned. */
export async function plikDelete(file_server_url, { uploadid, uploadtoken }) {
  const headers = { 'X-UploadToken': uploadtoken };
  await http(`${withoutSlash(file_server_url)}/upload/${uploadid}`, { method: 'DELETE', headers });
}

/** A plain ASCII file name stays, anything else is replaced: a dataname decides no path and no URL. */
function linkName(dataname) {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(dataname)) return dataname;
  const [extension = ''] = /\.[A-Za-z0-9]{1,10}$/.exec(dataname) ?? [];
  return `${randomUUID()}${extension}`;
}

async function post(url, headers, body) {
  const { origin } = new URL(url);
  const response = await http(url, { method: 'POST', headers, body }).catch((e) => {
    throw new NatsBridgeError('upload', `Failed to reach the file server at ${origin}: ${reasonOf(e)}`, e);
  });
  const text = await response.text();
  if (response.status !== 200) {
    throw new NatsBridgeError('upload', `Failed to upload to ${origin}: ${response.status} ${text.slice(0, 200)}`);
  }
  return JSON.parse(text); // Plik labels its JSON text/plain
}

/**
 * Downloads a link. Only what can heal is tried again: no connection, a broken body, 408, 429 and 5xx.
 *
 * @param {object} options `allowed_fileservers` (base URLs), `path` (stream to this file)
 * @returns {Promise<Buffer|Blob>} the bytes, or a Blob of the file
 */
export async function fetchWithBackoff(url, max_retries, base_delay, max_delay, correlation_id, options = {}) {
  const { origin, href } = allowed(url, options.allowed_fileservers ?? []);
  for (let attempt = 1, delay = base_delay; ; attempt++, delay = Math.min(delay * 2, max_delay)) {
    const { body, problem, final } = await fetchOnce(href, options.path);
    if (body) return body;
    log_trace(correlation_id, `Attempt ${attempt} to fetch from ${origin} failed: ${problem}`);
    if (final || attempt >= max_retries) {
      throw new NatsBridgeError('download', `Failed to fetch data from ${origin}: ${problem}`);
    }
    await sleep(delay * (0.5 + Math.random() / 2));
  }
}

/** A base URL that ends with /* has whatever is below it, any other one only files as Plik names them. */
function isFileOf(base, href) {
  if (base.endsWith('/*')) return href.startsWith(base.slice(0, -1));
  const start = withoutSlash(base);
  return href.startsWith(start) && FILE_PATH.test(href.slice(start.length));
}

/** The URL of a link, which may hold what no URL may; only files below the base URLs, and nothing that means another path. */
function allowed(link, bases) {
  const text = link.replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  const url = URL.canParse(text) ? new URL(text) : { origin: 'a link that is no URL' };
  const odd = /[\u0000-\u001f\u007f\\?#]|%(?:[01][0-9a-f]|2f|5c|7f)|\/(?:\.|%2e){1,2}(?:\/|$)/i.test(link);
  if (odd || !bases.some((base) => isFileOf(new URL(base).href, url.href ?? ''))) {
    throw new NatsBridgeError('download', `Refused to download from ${url.origin}: no configured file server has such a file`);
  }
  return url;
}

async function fetchOnce(url, path) {
  try {
    const response = await http(url);
    const { status, headers } = response;
    if (status === 200) return { body: await bodyOf(response, path) };
    await response.body?.cancel();
    const reason = new URLSearchParams((headers.get('location') ?? '').split('?')[1]).get('err') ?? '';
    return { problem: `${status} ${reason}`.trim(), final: status !== 408 && status !== 429 && status < 500 };
  } catch (e) {
    return { problem: reasonOf(e) };
  }
}

async function bodyOf(response, path) {
  if (!path) return Buffer.from(await response.arrayBuffer());
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path, { mode: 0o600 }));
  return openAsBlob(path);
}

/** Redirects are never followed: Plik answers a missing file with one, to its web page. */
function http(url, request = {}) {
  const headers = { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity', ...request.headers };
  return fetch(url, { ...request, headers, redirect: 'manual', signal: AbortSignal.timeout(HTTP_TIMEOUT_MS) });
}

function reasonOf(error) {
  return error.cause?.message || error.cause?.code || error.message;
}

function withoutSlash(url) {
  return url.replace(/\/+$/, '');
}
