import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cents, priced } from './priced.js';

/**
 * The worked examples of the AWS Lambda pricing page (read in 2026, us-east-1), typed as flags. Dollars are the page's.
 * Where the page adds figures that it has rounded before, `pageTotal` is what it prints and `total` what its own
 * quantities and prices come to.
 */
interface Example {
  readonly what: string;
  readonly flags: string;
  readonly charges: Readonly<Record<string, number>>;
  readonly total: number;
  readonly pageTotal?: number;
}

const EXAMPLES: readonly Example[] = [
  {
    what: 'mobile application backend',
    flags: '--requests 3M --duration 120ms --memory 1536 --free-tier',
    charges: { 'duration (x86_64)': 2.33, requests: 0.4 },
    total: 2.73,
  },
  {
    what: 'enriching streaming telemetry',
    flags: '--requests 7.44M --duration 2s --memory 1024',
    charges: { 'duration (x86_64)': 248, requests: 1.49 },
    total: 249.49,
  },
  {
    what: 'machine learning on support tickets, with ephemeral storage',
    flags: '--requests 6M --duration 280ms --memory 4096 --ephemeral 2048 --free-tier',
    charges: { 'duration (x86_64)': 105.33, requests: 1, 'ephemeral storage above 512 MB': 0.08 },
    total: 106.41,
  },
  {
    what: 'mobile application launch on provisioned concurrency, free tier subtracted against its own rule',
    flags:
      '--memory 1536 --requests 2.5M --duration 120ms --provisioned 100 --hours 8 --provisioned-requests 500K ' +
      '--provisioned-duration 100ms --free-tier all',
    charges: {
      'provisioned concurrency (x86_64)': 18,
      'provisioned duration (x86_64)': 0.73,
      'duration (x86_64)': 0.83,
      requests: 0.4,
    },
    total: 19.96,
  },
  {
    what: 'Cyber Monday on provisioned concurrency alone',
    flags: '--memory 4096 --requests 2M --duration 280ms --provisioned 7 --hours 24',
    charges: {
      'provisioned concurrency (x86_64)': 10.08,
      'provisioned duration (x86_64)': 21.78,
      requests: 0.4,
    },
    total: 32.26,
  },
  {
    what: 'SnapStart',
    flags: '--requests 7.44M --duration 2s --memory 1024 --snapstart --active 31d --cold-share 1%',
    charges: { 'duration (x86_64)': 248, requests: 1.49, 'SnapStart cache': 4.03, 'SnapStart restore': 10.4 },
    total: 263.92,
  },
  {
    what: 'response streaming, two sizes of response, the free 100 GB used up elsewhere',
    flags:
      '--requests 2M --duration 500ms --memory 1536 --response-size 100KB --plus "requests=1M duration=500ms ' +
      'response-size=7MB" --free-tier requests,duration',
    charges: { 'duration (x86_64)': 30.83, requests: 0.4, 'response streaming': 7.81 },
    total: 39.05,
    pageTotal: 39.04,
  },
  {
    what: 'Kafka event source, its requests counted once an invocation',
    flags: '--requests 30M --duration 2s --memory 1024 --kafka-epu-hours 800 --free-tier duration',
    charges: { 'duration (x86_64)': 993.34, requests: 6, 'event pollers, Kafka': 148 },
    total: 1147.34,
  },
  {
    what: 'SQS event source',
    flags: '--requests 30M --duration 1s --memory 1024 --sqs-epu-hours 8000',
    charges: { 'duration (x86_64)': 500, requests: 6, 'event pollers, SQS': 74 },
    total: 580,
  },
  {
    what: 'ten Kafka event sources that share a poller unit',
    flags: '--requests 300M --duration 200ms --memory 1024 --kafka-epu-hours 720',
    charges: { 'duration (x86_64)': 1000, requests: 60, 'event pollers, Kafka': 133.2 },
    total: 1193.2,
  },
  {
    what: 'Managed Instances under a Savings Plan',
    flags: '--requests 100M --instance m7g.xlarge --instance-hours 2000 --ec2-price 0.1632 --savings-plan-price 0.0457',
    charges: {
      'requests, Managed Instances': 20,
      'EC2 instances (m7g.xlarge)': 91.4,
      'management fee (m7g.xlarge)': 48.96,
    },
    total: 160.36,
  },
  {
    what: 'durable execution of insurance claims',
    flags:
      '--requests 2M --duration 16s --memory 1024 --arch arm64 --durable-operations 4M --durable-written 104GB ' +
      '--durable-days 7+14 --free-tier',
    charges: {
      'duration (arm64)': 421.34,
      requests: 0.2,
      'durable operations': 32,
      'durable data written': 26,
      'durable data stored': 10.92,
    },
    total: 490.46,
  },
  {
    what: 'tenant isolation',
    flags: '--requests 10M --duration 2s --memory 1024 --tenant-environments 200K',
    // The page rounds the price to $0.000167; the price list has 0.000166667.
    charges: { 'duration (x86_64)': 333.33, requests: 2, 'tenant environments (x86_64)': 33.33 },
    total: 368.67,
    pageTotal: 368.74,
  },
  {
    what: 'Lambda@Edge',
    flags: '--requests 10M --duration 10ms --memory 128 --edge',
    charges: { 'Lambda@Edge duration': 0.63, 'Lambda@Edge requests': 6 },
    total: 6.63,
  },
  {
    what: 'the first example of 2018 with 512 MB, at the price of then',
    flags: '--requests 3M --duration 1s --memory 512 --free-tier --as-of 2018-06-01',
    charges: { 'duration (x86_64)': 18.34, requests: 0.4 },
    total: 18.74,
  },
];

describe('the examples of the pricing page, to the cent', () => {
  for (const { what, flags, charges, total, pageTotal = total } of EXAMPLES) {
    test(what, async () => {
      const bill = await priced(flags);
      const paid = bill.charges.filter((it) => it.unitPriceUsd > 0);
      assert.deepEqual(Object.fromEntries(paid.map(({ name, usd }) => [name, cents(usd)])), charges);
      assert.equal(cents(bill.totalUsd), total);
      assert.ok(Math.abs(bill.totalUsd - pageTotal) < 0.08, `the page says ${pageTotal}`);
      assert.equal(
        bill.totalUsd,
        bill.charges.reduce((sum, { usd }) => sum + usd, 0),
      );
      for (const it of bill.charges) assert.equal(it.usd, it.quantity * it.unitPriceUsd);
    });
  }
});

test('without the word all, the free tier stays away from a function with provisioned concurrency', async () => {
  const bill = await priced(
    '--memory 1536 --requests 2.5M --duration 120ms --provisioned 100 --hours 8 --provisioned-requests 500K ' +
      '--provisioned-duration 100ms --free-tier',
  );
  assert.equal(cents(bill.totalUsd), cents(18.000144 + 0.729165 + 450_000 * 0.0000166667 + 0.6));
  assert.ok(bill.notes.some((note) => /does not apply/.test(note)));
});
