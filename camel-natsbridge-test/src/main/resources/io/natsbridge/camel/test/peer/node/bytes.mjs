// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** What the library's files share: bytes in memory (Buffer) or in a file (Blob), the error, and the log. */
import { createHash } from 'node:crypto';

/** What the library throws; `code` is one of serialize, deserialize, envelope, payload, upload, download, publish. */
export class NatsBridgeError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'NatsBridgeError';
    this.code = code;
  }
}

/** How many bytes a Buffer or a Blob holds. */
export function sizeOf(source) {
  return source instanceof Blob ? source.size : source.byteLength;
}

/** Hexadecimal digest of a Buffer or a Blob; a Blob is streamed. */
export async function digestOf(source, algorithm) {
  const hash = createHash(algorithm);
  for await (const chunk of source instanceof Blob ? source.stream() : [source]) hash.update(chunk);
  return hash.digest('hex');
}

/** The bytes of a Buffer or a Blob, in memory. */
export async function bytesOf(source) {
  return source instanceof Blob ? Buffer.from(await source.arrayBuffer()) : source;
}

/** One line on stderr; links are secrets and are not logged. */
export function log_trace(correlation_id, message) {
  console.error(`[${new Date().toISOString()}] [Correlation: ${correlation_id}] ${message}`);
}
