// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * JSON as a receiver has to read it: no key twice, no half surrogate pairs, not too deep; with numbers as `JSON.parse`
 * reads them, or exact ones.
 */
const WORDS = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);
const WORDS_OF_PYTHON = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Bytes to text. MicroPython writes characters beyond U+FFFF as a pair of surrogates of three bytes each; the pair is
 * read as the character it means. Anything else that is no UTF-8 is an error.
 */
export function textOf(bytes) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(joinSurrogates(bytes));
}

function joinSurrogates(bytes) {
  const half = (at, low, high) => bytes[at] === 0xed && bytes[at + 1] >= low && bytes[at + 1] <= high;
  const parts = [];
  let begin = 0;
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) {
    if (!half(at, 0xa0, 0xaf) || !half(at + 3, 0xb0, 0xbf)) continue;
    const unit = (i) => 0xd000 | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f);
    parts.push(bytes.subarray(begin, at), Buffer.from(String.fromCharCode(unit(at), unit(at + 3))));
    begin = at + 6;
    at += 5;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(begin)]);
}

/**
 * Reads a document. Throws SyntaxError, or TypeError for bytes that are no UTF-8.
 *
 * @param {number} maxDepth how many levels it may nest
 * @param {boolean} exact_numbers integers beyond 2^53 become BigInts and are not rounded, and `NaN`, `Infinity` and
 *     `-Infinity`, which Python writes, are numbers
 */
export function parseJson(bytes, maxDepth, exact_numbers = false) {
  return new Parser(textOf(bytes).replace(/^\uFEFF/, ''), maxDepth, exact_numbers).document();
}

/** The JSON text that stood as `data` in an object where it was no string. */
export function rawDataOf(object) {
  return rawData.get(object);
}

const rawData = new WeakMap();

class Parser {
  constructor(text, maxDepth, exact) {
    this.text = text;
    this.maxDepth = maxDepth;
    this.exact = exact;
    this.at = 0;
  }

  document() {
    const value = this.value(0);
    if (this.next() !== undefined) throw this.error('there is more after the value');
    return value;
  }

  value(depth) {
    if (depth > this.maxDepth) throw this.error(`it nests deeper than ${this.maxDepth} levels`);
    switch (this.next()) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  object(depth) {
    const entries = new Map();
    let raw;
    this.at++;
    for (let first = true; this.next() !== '}'; first = false) {
      if (!first) this.take(',');
      if (this.next() !== '"') throw this.error('a key is missing');
      const key = this.string();
      if (entries.has(key)) throw this.error('a key is there twice');
      this.take(':');
      this.next();
      const begin = this.at;
      entries.set(key, this.value(depth));
      if (key === 'data' && typeof entries.get(key) !== 'string') raw = this.text.slice(begin, this.at);
    }
    this.at++;
    const object = Object.fromEntries(entries);
    if (raw !== undefined) rawData.set(object, raw);
    return object;
  }

  array(depth) {
    const items = [];
    this.at++;
    while (this.next() !== ']') {
      if (items.length > 0) this.take(',');
      items.push(this.value(depth));
    }
    this.at++;
    return items;
  }

  string() {
    let end = this.at + 1;
    while (this.text[end] !== '"') {
      if (end >= this.text.length) throw this.error('a string does not end');
      end += this.text[end] === '\\' ? 2 : 1;
    }
    const string = JSON.parse(this.text.slice(this.at, end + 1));
    if (!string.isWellFormed()) throw this.error('a string has half a surrogate pair');
    this.at = end + 1;
    return string;
  }

  word() {
    const [word] = /^[-+.\w]*/.exec(this.text.slice(this.at, this.at + 100_000));
    this.at += word.length;
    if (WORDS.has(word)) return WORDS.get(word);
    if (this.exact && WORDS_OF_PYTHON.has(word)) return WORDS_OF_PYTHON.get(word);
    if (!NUMBER.test(word)) throw this.error(`'${word.slice(0, 20)}' is no value`);
    const number = Number(word);
    return !this.exact || Number.isSafeInteger(number) || /[.eE]/.test(word) ? number : BigInt(word);
  }

  /** The next character that is no blank, or undefined at the end. */
  next() {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at++;
    return this.text[this.at];
  }

  take(character) {
    if (this.next() !== character) throw this.error(`'${character}' is missing`);
    this.at++;
  }

  error(what) {
    return new SyntaxError(`${what}, at character ${this.at}`);
  }
}
