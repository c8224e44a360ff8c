// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * How many messages a second this library sends or receives, its trace log left out. Neither way waits for the broker.
 *
 *     node rate.mjs URL send SUBJECT BYTES MILLIS         writes the rate as its last line
 *     node rate.mjs URL receive SUBJECT STEP              says on SUBJECT.ready that it is there, on SUBJECT.step that
 *                                                         it has read STEP more; ends with a message on SUBJECT.end
 */
import { randomBytes } from 'node:crypto';
import { NATSClient, smartreceive, smartsend } from './natsbridge.mjs';

const BATCH = 64;
const [url, way, subject, amount, millis] = process.argv.slice(2);
const connection = await new NATSClient(url).connect();
console.error = () => {};

async function sendFor(time) {
  const payload = randomBytes(Number(amount));
  const start = performance.now();
  let sent = 0;
  while (performance.now() < start + time) {
    for (let i = 0; i < BATCH; i++, sent++) {
      const [, json] = await smartsend(subject, [['data', payload, 'binary']], {
        nats_connection: connection,
        is_publish: false,
      });
      connection.publish(subject, json);
    }
    await connection.flush();
  }
  return (sent * 1000) / (performance.now() - start);
}

async function receive() {
  const end = connection.subscribe(`${subject}.end`, { max: 1 });
  const messages = connection.subscribe(subject);
  connection.publish(`${subject}.ready`);
  void (async () => {
    let read = 0;
    for await (const msg of messages) {
      await smartreceive(msg);
      if (++read % Number(amount) === 0) connection.publish(`${subject}.step`);
    }
  })();
  for await (const msg of end) return msg;
}

if (way === 'send') {
  await sendFor(Number(millis) / 2);
  console.log(await sendFor(Number(millis)));
} else {
  await receive();
}
await connection.close();
process.exit(0);
