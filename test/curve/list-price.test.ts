import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listPriceOf } from '../../src/curve/index.js';
import { ARCHITECTURES, billOnDemand, bookFor } from '../../src/pricing/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';

const book = bookFor('us-east-1');

test('the price of one invocation is what the bill of one says, storage and request included', () => {
  for (const ephemeralStorageMB of [undefined, megabytes(2048)]) {
    const priceUsd = listPriceOf(book, ephemeralStorageMB);
    const storage = ephemeralStorageMB === undefined ? {} : { ephemeralStorageMB };
    for (const architecture of ARCHITECTURES) {
      for (const memorySizeMB of [128, 1769, 10_240].map(megabytes)) {
        for (const billedMs of [1, 37, 12_345.6].map(milliseconds)) {
          const { totalUsd } = billOnDemand(book, { architecture, memorySizeMB, billedMs, requests: 1, ...storage });
          const price = priceUsd({ architecture, memorySizeMB }, billedMs);
          assert.ok(Math.abs(price / totalUsd - 1) < 1e-12, `${price} is not ${totalUsd}`);
        }
      }
    }
  }
});
