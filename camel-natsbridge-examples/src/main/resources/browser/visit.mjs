// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Visits the page of the chat as a person would: says something, waits for the others and their pictures, and takes a screenshot.
 *
 *     node visit.mjs URL WORDS SCREENSHOT    in the browser's folder; writes what the page shows, a line for each message
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { launch } = await import(pathToFileURL(join(process.cwd(), 'chromium.mjs')));
const [url, words, screenshot] = process.argv.slice(2);
const OTHERS = ['Camel', 'Node.js', 'Python'];
const PICTURES = 2;
const PATIENCE = { timeout: 45_000 };

const browser = await launch();
try {
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => console.log(String(error)));
  await page.setViewport({ width: 760, height: 1000 });
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('#state').textContent === 'connected', PATIENCE);
  await page.type('#text', words);
  await page.click('button');
  await page.waitForFunction(
    (others, pictures) =>
      others.every((name) => document.querySelector(`li[data-sender="${name}"]`)) &&
      [...document.querySelectorAll('figcaption')].filter(({ textContent }) => textContent.includes('×')).length === pictures,
    PATIENCE,
    OTHERS,
    PICTURES,
  );
  const shown = await page.$$eval('li', (items) =>
    items.map((item) => {
      const pictures = [...item.querySelectorAll('img')].map(
        ({ alt, dataset, naturalWidth, naturalHeight }) => ` [${alt}, ${dataset.transport}, ${naturalWidth} x ${naturalHeight}]`,
      );
      return `${item.dataset.sender ?? 'Problem'}: ${(item.querySelector('p') ?? item).textContent}${pictures.join('')}`;
    }),
  );
  await page.screenshot({ path: screenshot });
  shown.forEach((line) => console.log(line));
} finally {
  await browser.close();
}
