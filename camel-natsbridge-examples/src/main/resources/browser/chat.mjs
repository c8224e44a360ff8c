// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** The page of the chat: shows what is said in the room, and says what is typed. */
import { connect } from './natsbridge.mjs';

const ROOM = 'chat.room';
const NAME = 'Browser';

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** Text stays text: nothing that others say becomes HTML. */
function show({ sender_name, payloads }) {
  const item = element('li', { className: sender_name === NAME ? 'own' : '' }, element('b', { textContent: sender_name }));
  item.dataset.sender = sender_name;
  item.append(...payloads.map(shown));
  document.querySelector('#messages').append(item);
  item.scrollIntoView();
}

function shown({ dataname, payload_type, transport, text, bytes, url }) {
  if (text !== undefined) return element('p', { textContent: text });
  const source = url ?? URL.createObjectURL(new Blob([bytes]));
  if (payload_type !== 'image') return element('p', {}, element('a', { href: source, download: '', textContent: dataname }));
  const caption = element('figcaption', { textContent: dataname });
  const image = element('img', { src: source, alt: dataname });
  image.dataset.transport = transport;
  image.onload = () => (caption.textContent = `${dataname}, ${image.naturalWidth} × ${image.naturalHeight}, ${transport}`);
  image.onerror = () => complain(new Error(`Cannot show '${dataname}'`));
  return element('figure', {}, image, caption);
}

function complain(error) {
  console.error(error.message);
  document.querySelector('#messages').append(element('li', { className: 'problem', textContent: error.message }));
}

try {
  const { natsUrl, fileserverUrl } = await (await fetch('settings.json')).json();
  const bridge = await connect(natsUrl, fileserverUrl, NAME);
  await bridge.listen(ROOM, show, complain);
  document.querySelector('#form').onsubmit = (event) => {
    event.preventDefault();
    const input = document.querySelector('#text');
    bridge.sendText(ROOM, 'words', input.value).then(() => (input.value = ''), complain);
  };
  document.querySelector('#state').textContent = 'connected';
} catch (error) {
  complain(error);
}
