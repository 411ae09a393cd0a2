import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  billOnDemand,
  bookFor,
  isDay,
  PriceBookError,
  priceBookSchema,
  pricedRegions,
  requirePrices,
  shippedBooks,
  youngerThan,
} from '../../src/pricing/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';
import { ROOT } from '../commands/kelvin.js';
import fc from '../fixtures/properties.js';

const idOn = (day: string) => bookFor('us-east-1', day).id;
const usage = { requests: 1_000_000, memorySizeMB: megabytes(1024), billedMs: milliseconds(100_000_000) } as const;

/** What a call throws, as a user reads it. */
function errorOf(call: () => unknown): PriceBookError {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PriceBookError, String(error));
    return error;
  }
  return assert.fail('nothing was thrown');
}

describe('the books that ship', () => {
  it('are each what the schema says, under a name of their own, and all of the files', () => {
    for (const book of shippedBooks()) priceBookSchema.parse(JSON.parse(JSON.stringify(book)));
    const ids = shippedBooks().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const files = readdirSync(join(ROOT, 'src/pricing/books')).map((file) => file.replace('.json', ''));
    assert.deepEqual([...ids].sort(), files.sort());
    for (const { id, region, effectiveFrom } of shippedBooks())
      assert.equal(id, `${region}-${effectiveFrom.slice(0, 7)}`);
  });

  it('are dated by days and name their source', () => {
    for (const { effectiveFrom, source } of shippedBooks()) {
      assert.ok(isDay(effectiveFrom));
      assert.match(source, /AWS/);
    }
  });
});

/** To the ten decimals that AWS prints. */
const printed = (price: number): number => Number((Math.round(price * 1e10 + 1e-6) / 1e10).toFixed(10));

it('duration costs 10 % less in the second tier and 20 % less in the third, in every region', () => {
  for (const book of shippedBooks().filter(({ effectiveFrom }) => effectiveFrom >= '2022-08-01')) {
    for (const [architecture, ends] of [
      ['x86_64', [6e9, 15e9, null]],
      ['arm64', [7.5e9, 18.75e9, null]],
    ] as const) {
      const tiers = book.onDemand[architecture].durationTiers;
      const first = tiers[0]?.usdPerGbSecond ?? 0;
      assert.deepEqual(
        tiers.map((tier) => [tier.upToGbSeconds, Number(tier.usdPerGbSecond)]),
        ends.map((end, index) => [end, printed(first * (1 - index / 10))]),
        `${book.id} ${architecture}`,
      );
    }
  }
});

describe('the book for a day', () => {
  it('is the newest that is in force, from its first day on', () => {
    assert.equal(idOn('2015-06-01'), 'us-east-1-2014-11');
    assert.equal(idOn('2020-11-30'), 'us-east-1-2019-12');
    assert.equal(idOn('2020-12-01'), 'us-east-1-2020-12');
    assert.equal(idOn('2021-09-28'), 'us-east-1-2020-12');
    assert.equal(idOn('2021-09-29'), 'us-east-1-2021-09');
    assert.equal(idOn('2022-07-31'), 'us-east-1-2021-09');
    assert.equal(idOn('2022-08-01'), 'us-east-1-2022-08');
    assert.equal(idOn('2026-08-31'), 'us-east-1-2025-11');
    assert.equal(idOn('2030-01-01'), 'us-east-1-2026-09');
    assert.equal(bookFor('us-east-1').id, 'us-east-1-2026-09');
  });

  it('has no other between itself and the day, whatever the region and the day', () => {
    const days = fc
      .integer({ min: 0, max: 7000 })
      .map((n) => new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...pricedRegions()), days, (region, day) => {
        const book = bookFor(region, day);
        const inForce = shippedBooks().filter((it) => it.region === region && it.effectiveFrom <= day);
        assert.equal(book.region, region);
        assert.equal(youngerThan(book, day) === undefined, inForce.length > 0);
        assert.ok(inForce.every((it) => it.effectiveFrom <= book.effectiveFrom));
      }),
    );
  });

  it('is the oldest there is for a day before all of them, and that is said', () => {
    const book = bookFor('eu-west-1', '2025-01-31');
    assert.equal(book.id, 'eu-west-1-2026-09');
    assert.equal(youngerThan(book, '2025-01-31'), 'prices of 2026-09-01 stand in for 2025-01-31');
    assert.equal(youngerThan(book, '2026-09-01'), undefined);
  });

  it('prices one use differently in three eras', () => {
    const priced = (day: string, gbSeconds: number) =>
      billOnDemand(bookFor('us-east-1', day), {
        ...usage,
        architecture: 'x86_64',
        billedMs: milliseconds(gbSeconds * 1000),
      }).totalUsd;
    assert.equal(priced('2018-05-01', 100_000), 100_000 * 0.00001667 + 0.2);
    assert.equal(priced('2020-06-01', 100_000), 100_000 * 0.0000166667 + 0.2);
    assert.equal(priced('2021-01-01', 100_000), 100_000 * 0.0000166667 + 0.2);
    assert.equal(priced('2022-01-01', 16e9), 16e9 * 0.0000166667 + 0.2);
    assert.equal(priced('2023-01-01', 16e9), 6e9 * 0.0000166667 + 9e9 * 0.000015 + 1e9 * 0.0000133334 + 0.2);
  });

  it('takes only the books that it is given', () => {
    const own = [{ ...bookFor('us-east-1'), id: 'own' }];
    assert.equal(bookFor('us-east-1', '2026-11-01', own).id, 'own');
    const error = errorOf(() => bookFor('eu-west-1', '2026-11-01', own));
    assert.equal(error.problem, 'no prices are known for eu-west-1');
    assert.match(error.hint, /the file holds us-east-1; add a book of eu-west-1 to it/);
  });
});

describe('what has no price', () => {
  it('is an error that names the nearest regions, nearest first', () => {
    const jakarta = errorOf(() => bookFor('ap-southeast-3'));
    assert.equal(
      jakarta.problem,
      'no prices are known for ap-southeast-3; the nearest regions with prices are ap-southeast-1, ap-southeast-5, ap-east-1',
    );
    assert.match(jakarta.hint, /--prices FILE, .*"kelvin price-book update --region ap-southeast-3"/);
    assert.match(errorOf(() => bookFor('eu-south-2')).problem, /are eu-west-3, eu-south-1, /);
    assert.match(errorOf(() => bookFor('us-gov-west-1')).problem, /are us-west-2, us-west-1, /);
    assert.match(errorOf(() => bookFor('me-south-1')).problem, /are /);
  });

  it('is asked back about where the name is no region', () => {
    const misspelt = errorOf(() => bookFor('us-est-1'));
    assert.equal(misspelt.problem, 'no prices are known for us-est-1; did you mean us-east-1?');
    assert.doesNotMatch(misspelt.hint, /update/);
    assert.match(errorOf(() => bookFor('eu-cental-1')).problem, /did you mean eu-central-1\?/);
    assert.match(errorOf(() => bookFor('constructor')).hint, /no AWS region that Kelvin knows/);
  });

  it('is an architecture that was not sold yet', () => {
    const old = bookFor('us-east-1', '2021-01-01');
    const error = errorOf(() => billOnDemand(old, { ...usage, architecture: 'arm64' }));
    assert.equal(error.problem, 'the price book us-east-1-2020-12 has no prices for arm64');
    assert.match(error.hint, /2021-09-29/);
    assert.ok(!JSON.stringify(old).includes('arm64"'));
  });

  it('is a section that the book lacks, and the books that have it are named', () => {
    const error = errorOf(() => requirePrices(bookFor('eu-west-1'), 'snapStart'));
    assert.equal(error.problem, 'the price book eu-west-1-2026-09 has no prices for SnapStart');
    assert.match(error.hint, /^known in ap-northeast-2-2026-09, us-east-1-2026-09;/);
    const old = errorOf(() => requirePrices(bookFor('us-east-1', '2022-01-01'), 'durableFunctions'));
    assert.match(old.hint, /^known in us-east-1-2025-11, us-east-1-2026-09;/);
    assert.equal(requirePrices(bookFor('us-east-1'), 'responseStreaming').usdPerGb, 0.008);
  });

  it('is what lies beyond the last tier that is known', () => {
    const { onDemand, ...rest } = bookFor('us-east-1');
    const durationTiers = onDemand.x86_64.durationTiers.slice(0, 1);
    const book = { ...rest, onDemand: { ...onDemand, x86_64: { ...onDemand.x86_64, durationTiers } } };
    const bill = (gbSeconds: number) =>
      billOnDemand(book, { ...usage, architecture: 'x86_64', billedMs: milliseconds(gbSeconds * 1000) });
    assert.equal(bill(6e9).charges[0]?.quantity, 6e9);
    assert.match(
      errorOf(() => bill(6e9 + 1)).problem,
      /us-east-1-2026-09 has no price for duration above 6,000,000,000 GB-s/,
    );
  });
});

describe('a day', () => {
  it('is one of the calendar', () => {
    for (const day of ['2024-02-29', '2026-09-01']) assert.ok(isDay(day), day);
    for (const text of ['2026-02-29', '2026-13-01', '2026-9-1', 'today', '', '2026-09-01T00:00:00Z'])
      assert.ok(!isDay(text), text);
  });
});

it('the regions with a price are those of the list, without doubles', () => {
  assert.ok(pricedRegions().length >= 23, `only ${pricedRegions().length}`);
  assert.equal(new Set(pricedRegions()).size, pricedRegions().length);
});
