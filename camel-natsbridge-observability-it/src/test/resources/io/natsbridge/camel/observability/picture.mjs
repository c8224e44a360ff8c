// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Takes a picture of a page that draws some data.
 *
 *     node picture.mjs PAGE DATA PICTURE    in the browser's folder; the page has a function draw, the data is JSON, the picture PNG
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { launch } = await import(pathToFileURL(join(process.cwd(), 'chromium.mjs')));
const [page, data, picture] = process.argv.slice(2);
const browser = await launch();
try {
  const tab = await browser.newPage();
  tab.on('console', (message) => console.log(message.text()));
  tab.on('pageerror', (error) => console.log(String(error)));
  await tab.setViewport({ width: 1320, height: 900 });
  await tab.goto(String(pathToFileURL(page)));
  await tab.evaluate((json) => window.draw(json), JSON.parse(readFileSync(data, 'utf8')));
  await tab.screenshot({ path: picture, fullPage: true });
} finally {
  await browser.close();
}
