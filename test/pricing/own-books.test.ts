import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { asPriceBookFile, billOnDemand, bookFor, PriceBookError, readOwnBooks } from '../../src/pricing/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
function file(content: unknown): string {
  const path = join(folder, `prices-${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** What is wrong with a file, a line each, without its name. */
function problemsOf(content: unknown): string[] {
  const path = file(content);
  try {
    readOwnBooks(path);
  } catch (error) {
    assert.ok(error instanceof PriceBookError, String(error));
    return error.problem.split('\n').map((line) => line.replace(`${path}: `, ''));
  }
  return assert.fail('nothing was thrown');
}

const WHOLE = { ...asPriceBookFile(bookFor('eu-west-1')), id: 'own' };
const ACME = { id: 'acme', extends: 'us-east-1-2026-09' };

describe("a file of one's own prices", () => {
  it('is a whole book, or a list of books', () => {
    assert.deepEqual(asPriceBookFile(readOwnBooks(file(WHOLE))[0] ?? bookFor('us-east-1')), WHOLE);
    const two = readOwnBooks(file([WHOLE, { ...ACME, effectiveFrom: '2026-10-01' }]));
    assert.deepEqual(
      two.map(({ id, region, effectiveFrom }) => [id, region, effectiveFrom]),
      [
        ['own', 'eu-west-1', '2026-09-01'],
        ['acme', 'us-east-1', '2026-10-01'],
      ],
    );
  });

  it('may say only what differs from a book that ships, field by field', () => {
    const [book = bookFor('eu-west-1')] = readOwnBooks(file({ ...ACME, onDemand: { arm64: { usdPerRequest: 1e-7 } } }));
    const list = bookFor('us-east-1');
    assert.equal(book.onDemand.arm64.usdPerRequest, 1e-7);
    assert.deepEqual(book.onDemand.arm64.durationTiers, list.onDemand.arm64.durationTiers);
    assert.deepEqual(book.onDemand.x86_64, list.onDemand.x86_64);
    assert.deepEqual(book.logsIngestion, list.logsIngestion);
    assert.match(book.source, /^prices-\d+\.json, over us-east-1-2026-09: AWS Price List/);
  });

  it('replaces tiers whole, and may add a section that the book below lacks', () => {
    const durationTiers = [{ upToGbSeconds: null, usdPerGbSecond: 0.00001 }];
    const snapStart = { usdPerCachedGbSecond: 1e-6, usdPerRestoredGb: 1e-4 };
    const own = { id: 'o', extends: 'eu-west-1-2026-09', onDemand: { x86_64: { durationTiers } }, snapStart };
    const [book = bookFor('us-east-1')] = readOwnBooks(file(own));
    assert.deepEqual(book.snapStart, snapStart);
    const usage = { architecture: 'x86_64', requests: 0, memorySizeMB: megabytes(1024) } as const;
    const { totalUsd } = billOnDemand(book, { ...usage, billedMs: milliseconds(7e12) });
    assert.ok(Math.abs(totalUsd - 70_000) < 1e-6, String(totalUsd));
  });

  it('keeps out of what it extends: the shipped book stays as it is', () => {
    const before = JSON.stringify(bookFor('us-east-1'));
    readOwnBooks(file({ ...ACME, onDemand: { x86_64: { usdPerRequest: 5 } }, __proto__x: undefined }));
    assert.equal(JSON.stringify(bookFor('us-east-1')), before);
  });

  it('is told all that is wrong with it at once: where, what is there, what was expected', () => {
    const problems = problemsOf({
      ...ACME,
      effectiveFrom: '2026-02-30',
      onDmand: {},
      currency: 'EUR',
      onDemand: { x86_64: { usdPerRequest: '0.0000002', durationTiers: [] }, arm64: { usdPerRequest: -1 } },
      managedInstances: { managementFeeRatio: 15 },
    });
    assert.deepEqual(problems.sort(), [
      'currency: got "EUR"; expected "USD": a bill in another currency is not supported',
      'effectiveFrom: got "2026-02-30"; expected a day, such as 2026-09-01',
      'managedInstances.managementFeeRatio: got 15; expected a share between 0 and 1',
      'onDemand.arm64.usdPerRequest: got -1; expected 0 or more US dollars',
      'onDemand.x86_64.durationTiers: got []; expected at least one step',
      'onDemand.x86_64.usdPerRequest: got "0.0000002"; expected a number of US dollars',
      'onDmand: no book has this (did you mean onDemand?)',
    ]);
  });

  it('has tiers in order, and none after one without end', () => {
    const tiers = (...ends: (number | null)[]) => ({
      ...ACME,
      dataTransferOut: { tiers: ends.map((upToGb) => ({ upToGb, usdPerGb: 0.1 })) },
    });
    for (const wrong of [tiers(10, 5), tiers(null, 10), tiers(10, 10)])
      assert.match(problemsOf(wrong)[0] ?? '', /^dataTransferOut\.tiers: .* expected steps in rising order/);
    assert.equal(readOwnBooks(file(tiers(10, 20))).length, 1);
  });

  it('names each book of a list by its place, and says which book is the second of a day', () => {
    assert.deepEqual(problemsOf([WHOLE, { id: 'x', extends: 'us-est-1-2026-09' }, 5, { ...ACME, extends: 7 }]), [
      '[1].extends: got "us-est-1-2026-09"; expected the id of a book that ships with Kelvin (did you mean us-east-1-2026-09?)',
      '[2]: got 5; expected an object',
      '[3].extends: got 7; expected the id of a book that ships with Kelvin ("kelvin price-book" lists them)',
    ]);
    assert.match(problemsOf([WHOLE, { ...WHOLE, id: 'other' }])[0] ?? '', /\[1\]: other is a second book of eu-west-1/);
    assert.deepEqual(problemsOf([]), ['the list is empty']);
    assert.deepEqual(problemsOf({ extends: 'us-east-1-2026-09' }), [
      'id: got nothing; expected a name, such as acme-2026',
    ]);
  });

  it('is a JSON file that is there', () => {
    assert.match(problemsOf('{ "id": ')[0] ?? '', /^is no JSON: /);
    assert.deepEqual(problemsOf('"acme"'), ['the file: got "acme"; expected an object']);
    assert.equal(readOwnBooks(file(`\uFEFF${JSON.stringify(WHOLE)}`)).length, 1);
    assert.throws(() => readOwnBooks(join(folder, 'none.json')), /none\.json: there is no such file/);
    assert.throws(() => readOwnBooks(folder), /is a folder/);
  });
});
