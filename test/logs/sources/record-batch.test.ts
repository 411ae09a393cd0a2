import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '../../../src/logs/index.js';
import { RecordPacker } from '../../../src/logs/sources/record-batch.js';
import { unpackRecords } from '../../../src/logs/sources/unpack-records.js';
import fc from '../../fixtures/properties.js';

const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const word = fc.constantFrom('', 'a', '$LATEST', 'timeout', 'ü');
const maybe = { requiredKeys: [] };

const report = fc.record({ durationMs: number }).chain((needed) =>
  fc
    .record(
      {
        requestId: fc.oneof(fc.uuid(), fc.constantFrom('short', '')),
        billedDurationMs: number,
        memorySizeMB: number,
        maxMemoryUsedMB: number,
        initDurationMs: number,
        restoreDurationMs: number,
        billedRestoreDurationMs: number,
        status: word,
        errorType: word,
      },
      maybe,
    )
    .map((fields) => ({ ...needed, ...fields })),
);
const rare = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  fc.record({ xrayTraceId: word, xraySegmentId: word, xraySampled: fc.boolean() }, maybe),
  fc.constantFrom({ truncated: true }, { other: { 'New Field': '1' } }),
);
const place = fc
  .record({ line: fc.nat(), logStream: word }, maybe)
  .map((fields) => ({ source: 'the file', ...fields }));
const invocation = fc
  .tuple(
    place,
    report,
    rare,
    fc.record({ at: fc.nat(), functionName: word, version: word }, maybe),
    fc.constantFrom({}, {}, {}, { failure: { kind: 'error', errorType: 'Runtime.ExitError' } }),
  )
  .map(([where, usual, more, fields, failure]) => ({
    kind: 'invocation',
    place: where,
    report: { ...usual, ...more },
    ...fields,
    ...failure,
  }));
const unreadable = place.map((where) => ({ kind: 'unreadable', place: where, line: 'REPORT', reason: 'no field' }));
const records = fc.array(fc.oneof({ weight: 5, arbitrary: invocation }, unreadable)) as fc.Arbitrary<
  readonly unknown[]
> as fc.Arbitrary<LogRecord[]>;

function handedOver(all: readonly LogRecord[]): LogRecord[] {
  const packer = new RecordPacker();
  const out: LogRecord[] = [];
  const cross = () => {
    const batch = packer.take();
    if (batch === undefined) return;
    // As between threads: what is handed over is gone here.
    const arrived = structuredClone(batch, { transfer: [batch.rows.buffer] });
    unpackRecords(arrived, 'the file', (record) => out.push(record));
  };
  for (const record of all) {
    packer.add(record);
    if (packer.isFull) cross();
  }
  cross();
  return out;
}

test('every record comes out of a batch as it went in, whatever its shape, in its order', () => {
  fc.assert(fc.property(records, (all) => assert.deepEqual(handedOver(all), all)));
});

test('records that fill several batches come out whole', () => {
  const [some = []] = fc.sample(fc.array(invocation, { minLength: 50, maxLength: 50 }), { numRuns: 1, seed: 1 });
  const all = Array.from({ length: 60 }, () => some).flat() as unknown as LogRecord[];
  assert.deepEqual(handedOver(all), all);
});

test('records name their source anew, as a batch does not carry it', () => {
  const record = { kind: 'unreadable', place: { source: 'secret path' }, line: 'x', reason: 'y' } as const;
  const packer = new RecordPacker();
  packer.add(record);
  const batch = packer.take();
  assert.ok(batch !== undefined && !JSON.stringify(batch).includes('secret path'));
  assert.equal(packer.take(), undefined);
});
