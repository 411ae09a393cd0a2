import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bookFor, bookFromPriceList, PriceBookError, requireArchitecture } from '../../src/pricing/index.js';
import { ROOT } from '../commands/kelvin.js';

interface Product {
  attributes: Record<string, string>;
}
interface Dimension {
  beginRange: string;
  endRange: string;
  pricePerUnit: Record<string, string>;
}
interface Offer {
  offerCode: string;
  products: Record<string, Product>;
  terms: {
    OnDemand: Record<string, Record<string, { effectiveDate: string; priceDimensions: Record<string, Dimension> }>>;
  };
}

const TEXT = readFileSync(join(ROOT, 'test/fixtures/price-list/us-east-1.json'), 'utf8');
const US = 'us-east-1';

/** The list with something changed, as a book. */
function bookOf(change: (offer: Offer) => void = () => {}, region = US) {
  const offer = JSON.parse(TEXT) as Offer;
  change(offer);
  return bookFromPriceList(offer, region, 'list.json');
}

function errorOf(change: (offer: Offer) => void, region = US): PriceBookError {
  try {
    bookOf(change, region);
  } catch (error) {
    assert.ok(error instanceof PriceBookError, String(error));
    return error;
  }
  return assert.fail('nothing was thrown');
}

/** Takes rows out by their usage type. */
const without = (pattern: RegExp) => (offer: Offer) => {
  for (const [sku, { attributes }] of Object.entries(offer.products))
    if (pattern.test(attributes.usagetype ?? '')) delete offer.products[sku];
};
const dimensionsOf = (offer: Offer, usageType: string): Dimension[] =>
  Object.entries(offer.products)
    .filter(([, { attributes }]) => attributes.usagetype === usageType)
    .flatMap(([sku]) => Object.values(offer.terms.OnDemand[sku] ?? {}))
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions));

describe("a book from AWS's price list", () => {
  it('has the prices of the list, section by section, as the book that ships has', () => {
    const { id, source, notes, ...read } = bookOf();
    const { id: _, source: __, notes: ___, ...shipped } = bookFor(US);
    assert.deepEqual(read, shipped);
    assert.equal(id, 'us-east-1-2026-09-01');
    assert.equal(source, 'AWS Price List, offer AWSLambda, publication 2026-09-19, rows effective 2026-09-01');
    assert.deepEqual(notes, ['logsIngestion, dataTransferOut, savingsPlans: from the price book us-east-1-2026-09']);
  });

  for (const [region, prefix] of [
    ['eu-central-1', 'EUC1-'],
    ['eu-west-1', 'EU-'],
    ['ap-northeast-1', 'APN1-'],
    ['ca-west-1', 'CAN2-'],
    ['us-gov-west-1', 'UGW1-'],
  ] as const) {
    it(`reads the usage types of ${region}, which begin with ${prefix}`, () => {
      const book = bookOf((offer) => {
        for (const { attributes } of Object.values(offer.products)) {
          if (attributes.regionCode !== US) continue;
          attributes.regionCode = region;
          attributes.usagetype = `${prefix}${attributes.usagetype}`;
        }
        without(/^EUC1-Lambda-Edge/)(offer);
      }, region);
      assert.equal(book.region, region);
      assert.deepEqual(book.onDemand, bookFor(US).onDemand);
      assert.deepEqual(book.managedInstances, bookFor(US).managedInstances);
      assert.equal(book.logsIngestion, undefined);
    });
  }

  it('takes only what the list has: a feature without rows is no section, arm64 without rows is not sold', () => {
    const book = bookOf(without(/SnapStart|Durable|Edge|Managed|Tenant|Poller|Streaming|-ARM$/));
    for (const section of ['snapStart', 'durableFunctions', 'edge', 'managedInstances', 'tenantIsolation'] as const)
      assert.equal(book[section], undefined);
    assert.throws(() => requireArchitecture(book, 'arm64'), /has no prices for arm64/);
    assert.equal(book.onDemand.x86_64.usdPerRequest, 2e-7);
  });

  it('names the usage types that are missing, all at once', () => {
    const { problem } = errorOf(without(/^(Request|Lambda-GB-Second-ARM|Lambda-SnapStart-Restored-GB)$/));
    assert.deepEqual(problem.split('\n'), [
      'list.json has no row for Request in us-east-1',
      'list.json has no row for Lambda-GB-Second-ARM in us-east-1',
      'list.json has no row for Lambda-SnapStart-Restored-GB in us-east-1',
    ]);
  });

  it('refuses tiers with a gap, and tiers where there is one price', () => {
    const gap = errorOf((offer) => {
      for (const dimension of dimensionsOf(offer, 'Lambda-GB-Second'))
        if (dimension.beginRange === '6000000000') dimension.beginRange = '7000000000';
    });
    assert.equal(gap.problem, 'list.json has tiers with a gap for Lambda-GB-Second in us-east-1');
    const ends = errorOf((offer) => {
      for (const dimension of dimensionsOf(offer, 'Request')) dimension.endRange = '1000';
    });
    assert.match(ends.problem, /gap for Request/);
  });

  it('takes the paid row of two for one use, and refuses two that differ', () => {
    const twin = (price: string) => (offer: Offer) => {
      const [sku = '', product] =
        Object.entries(offer.products).find(([, it]) => it.attributes.usagetype === 'Request') ?? [];
      const terms = JSON.parse(JSON.stringify(offer.terms.OnDemand[sku]).replace('0.0000002000', price));
      offer.products.TWIN = structuredClone(product ?? { attributes: {} });
      offer.terms.OnDemand.TWIN = terms;
    };
    assert.equal(bookOf(twin('0.0000000000')).onDemand.x86_64.usdPerRequest, 2e-7);
    assert.equal(bookOf(twin('0.0000002000')).onDemand.x86_64.usdPerRequest, 2e-7);
    assert.match(errorOf(twin('0.0000003000')).problem, /2 different prices for Request/);
  });

  it('is from the last day that one of its rows is from', () => {
    const book = bookOf((offer) => {
      for (const [sku, { attributes }] of Object.entries(offer.products))
        if (attributes.usagetype === 'Request-ARM')
          for (const term of Object.values(offer.terms.OnDemand[sku] ?? {}))
            term.effectiveDate = '2026-11-01T00:00:00Z';
    });
    assert.equal(book.effectiveFrom, '2026-11-01');
  });

  it('counts in dollars only', () => {
    const { problem } = errorOf((offer) => {
      for (const dimension of dimensionsOf(offer, 'Request')) dimension.pricePerUnit = { CNY: '0.00000136' };
    });
    assert.equal(problem, 'list.json: Request has no price in USD, but in CNY');
    for (const USD of ['1e400', 'NaN', '-1', '', 'free']) {
      const odd = errorOf((offer) => {
        for (const dimension of dimensionsOf(offer, 'Request')) dimension.pricePerUnit = { USD };
      });
      assert.equal(odd.problem, 'list.json: Request has no price in USD');
    }
  });

  it('has days that are days', () => {
    const odd = errorOf((offer) => {
      for (const terms of Object.values(offer.terms.OnDemand))
        for (const term of Object.values(terms)) term.effectiveDate = 'soon';
    });
    assert.match(odd.problem, /^list\.json is no price list of AWS Lambda: terms\..*\.effectiveDate is not as in one$/);
    assert.match(errorOf((it) => Object.assign(it, { publicationDate: 'soon' })).problem, /: publicationDate is not/);
  });

  it('says when a file is of another region, of another service, or no list', () => {
    const other = errorOf(() => {}, 'sa-east-1');
    assert.equal(other.problem, 'list.json holds no prices of sa-east-1');
    assert.equal(other.hint, 'it holds those of eu-central-1, us-east-1');
    const s3 = errorOf((offer) => Object.assign(offer, { offerCode: 'AmazonS3' }));
    assert.match(s3.problem, /no price list of AWS Lambda: it is the list of AmazonS3/);
    for (const content of [null, 5, [], {}, { offerCode: 'AWSLambda' }])
      assert.throws(() => bookFromPriceList(content, US, 'x.json'), /x\.json is no price list of AWS Lambda/);
  });
});
