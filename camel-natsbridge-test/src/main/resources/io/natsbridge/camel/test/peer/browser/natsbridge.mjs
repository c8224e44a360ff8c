// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * NATSBridge in a browser: sends texts, and reads texts, images and links. The page that uses it serves nats.js beside it, the
 * bundle that the package nats.ws has in its folder esm.
 */
import { readEnvelope, textEnvelope } from './envelope.mjs';
import { connect as dial } from './nats.js';

/**
 * Connects to a broker.
 *
 * @param {string} natsUrl `ws://…` or `wss://…`
 * @param {string} fileserverUrl base URL of the one file server that links may lead to
 * @param {string} senderName who sends
 */
export async function connect(natsUrl, fileserverUrl, senderName) {
  const broker = await dial({ servers: natsUrl, maxReconnectAttempts: -1 });
  const sender = { sender_name: senderName, sender_id: crypto.randomUUID() };
  return {
    /** Publishes a text; it is at the broker when the promise is kept. */
    async sendText(subject, dataname, text) {
      broker.publish(subject, JSON.stringify(await textEnvelope(subject, sender, natsUrl, dataname, text)));
      await broker.flush();
    },
    /** Hands each message to `hear`, or what is wrong with it to `complain`; listens when the promise is kept. */
    async listen(subject, hear, complain) {
      let turn = Promise.resolve(); // one after the other, so that they stay in their order
      const read = (error, message) => (error ? Promise.reject(error) : readEnvelope(message.data, fileserverUrl));
      broker.subscribe(subject, {
        callback: (error, message) => {
          turn = turn.then(() => read(error, message)).then(hear).catch(complain);
        },
      });
      await broker.flush();
    },
  };
}
