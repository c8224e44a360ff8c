// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/** A Chromium without a window: the one that an npm package brings along, or where there is none for this machine, the one on the PATH. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = dirname(fileURLToPath(import.meta.url));
const BUNDLED = process.platform === 'linux' && process.arch === 'x64';
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--force-color-profile=srgb'];

/** Where the program is; the bundled one is unpacked into this folder the first time. */
export async function executable() {
  if (!BUNDLED) return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  const folder = join(HOME, 'chromium');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'fonts.conf'), fontsIn(join(folder, 'fonts'))); // the package's own names folders of another machine
  process.env.TMPDIR = folder;
  process.env.FONTCONFIG_PATH = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'; // has the package unpack the libraries that Chromium needs, and set their path
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  return chromium.executablePath();
}

/** Only the fonts that come along, so that pages look the same everywhere. */
function fontsIn(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`;
}

/** Starts it; whoever does closes it. */
export async function launch() {
  const executablePath = await executable();
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.launch({ executablePath, headless: 'shell', args: ARGS, env: process.env });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await launch();
  console.log(await browser.version());
  await browser.close();
}
