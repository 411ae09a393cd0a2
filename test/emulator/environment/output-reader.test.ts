import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Output, OutputReader } from '../../../src/emulator/environment/processes/output-reader.js';
import fc from '../../fixtures/properties.js';

const frame = (message: string, type = 0xa55a000f): Buffer => {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(type, 0);
  head.writeUInt32BE(Buffer.byteLength(message), 4);
  return Buffer.concat([head, Buffer.from(message)]);
};

function read(...chunks: (string | Buffer)[]): Output[] {
  const outputs: Output[] = [];
  const reader = new OutputReader((output) => outputs.push(output));
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return outputs;
}

const texts = (outputs: readonly Output[]) => outputs.map(({ text }) => text);

describe('the output of a function', () => {
  test('is an event a line, and the last may be open', () => {
    assert.deepEqual(read('a\n\nb', 'c\nd'), [
      { text: 'a', endsOpen: false },
      { text: '', endsOpen: false },
      { text: 'bc', endsOpen: false },
      { text: 'd', endsOpen: true },
    ]);
  });

  test('is an event a frame, however many lines it has', () => {
    const mixed = read(
      'line\n',
      frame('two\nlines\n'),
      frame('[ERROR] one\nopen', 0xa55a0017),
      frame('{}', 0xa55a000e),
      'x\n',
    );
    assert.deepEqual(mixed, [
      { text: 'line', endsOpen: false },
      { text: 'two\nlines', endsOpen: false },
      { text: '[ERROR] one\nopen', endsOpen: true },
      { text: '{}', endsOpen: false },
      { text: 'x', endsOpen: false },
    ]);
  });

  test('keeps what was written without a newline before a frame', () => {
    assert.deepEqual(texts(read('progress ', frame('framed\n'), 'done\n')), ['progress ', 'framed', 'done']);
  });

  test('of more than 256 KB is cut between characters, lines and frames alike', () => {
    const long = 'ä'.repeat(300_000);
    for (const outputs of [read(`${long}\n`), read(frame(`${long}\n`)), read(long.slice(0, 1e5), long.slice(1e5))]) {
      assert.equal(texts(outputs).join(''), long);
      assert.ok(outputs.every(({ text }) => Buffer.byteLength(text) <= 262_144 && !text.includes('\ufffd')));
      assert.equal(outputs.length, 3);
    }
  });

  test('is not kept while a line without an end comes in', () => {
    const outputs: Output[] = [];
    const reader = new OutputReader((output) => outputs.push(output));
    for (let i = 0; i < 100; i++) reader.push(Buffer.alloc(100_000, 'x'));
    assert.ok(outputs.length >= 37);
    const framed = new OutputReader((output) => outputs.push(output));
    const head = frame('');
    head.writeUInt32BE(1e8, 4);
    framed.push(head);
    for (let i = 0; i < 100; i++) framed.push(Buffer.alloc(100_000, 'y'));
    assert.ok(outputs.length >= 74);
  });

  test('is the same however it is cut on its way', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((it) => it.replaceAll('\n', ' '));
    const part = fc.oneof(
      text.map((it) => Buffer.from(`${it}\n`)),
      text.map((it) => frame(it)),
    );
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.nat(200)), (parts, cuts) => {
        const whole = Buffer.concat(parts);
        const chunks: Buffer[] = [];
        let position = 0;
        for (const cut of cuts) {
          chunks.push(whole.subarray(position, position + cut));
          position += cut;
        }
        chunks.push(whole.subarray(position));
        assert.deepEqual(read(...chunks), read(whole));
        assert.equal(read(whole).length, parts.length);
      }),
    );
  });
});
