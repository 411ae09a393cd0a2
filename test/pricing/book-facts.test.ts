import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bookFor, pricedRegions, requirePrices } from '../../src/pricing/index.js';

const BESIDE = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const FACTS = join(process.env.KELVIN_SHARED_DATA ?? BESIDE, '..', 'facts', 'pricing');
/** Where the variable is set the facts must be there: a missing one is a failure, not a skip. */
const skip =
  process.env.KELVIN_SHARED_DATA === undefined && !existsSync(FACTS) ? 'the facts are not beside the checkout' : false;

const facts = (name: string) => JSON.parse(readFileSync(join(FACTS, name), 'utf8'));
const price = (text: string): number => Number(text.replace(' (derived)', ''));
const X86 = 'x86_64';
const ARM = 'arm64';

test('the newest book of us-east-1 has the prices of the facts, every section', { skip }, () => {
  const fact = facts('lambda-us-east-1-2026-09.json');
  const book = bookFor('us-east-1');
  for (const architecture of [X86, ARM] as const) {
    const { durationTiers, usdPerRequest, usdPerEphemeralGbSecond } = book.onDemand[architecture];
    assert.deepEqual(
      durationTiers.map((tier) => [tier.upToGbSeconds, tier.usdPerGbSecond]),
      fact.onDemand[architecture].map((tier: { upToGBs: number | null; perGBs: string }) => [
        tier.upToGBs,
        price(tier.perGBs),
      ]),
    );
    assert.equal(usdPerRequest, price(fact.onDemand.request));
    assert.equal(usdPerEphemeralGbSecond, price(fact.ephemeralStorage.perGBs[architecture]));
    const provisioned = requirePrices(book, 'provisionedConcurrency')[architecture];
    assert.equal(
      provisioned.usdPerConfiguredGbSecond,
      price(fact.provisionedConcurrency.configuredPerGBs[architecture]),
    );
    assert.equal(provisioned.usdPerDurationGbSecond, price(fact.provisionedConcurrency.durationPerGBs[architecture]));
    const { usdPerEnvironmentGb } = requirePrices(book, 'tenantIsolation')[architecture];
    assert.equal(usdPerEnvironmentGb, price(fact.tenantIsolation.perGBOfNewEnvironment[architecture]));
    const plans = requirePrices(book, 'savingsPlans');
    assert.equal(plans.noUpfront[architecture], price(fact.computeSavingsPlan.noUpfront1yAnd3y[architecture]));
    assert.equal(plans.allUpfront[architecture], price(fact.computeSavingsPlan.allUpfront[architecture]));
  }
  assert.deepEqual(requirePrices(book, 'snapStart'), {
    usdPerCachedGbSecond: price(fact.snapStart.cachePerGBs),
    usdPerRestoredGb: price(fact.snapStart.restorePerGB),
  });
  assert.deepEqual(requirePrices(book, 'responseStreaming'), { usdPerGb: price(fact.responseStreaming.perGB) });
  assert.deepEqual(requirePrices(book, 'edge'), {
    usdPerRequest: price(fact.lambdaAtEdge.request),
    usdPerGbSecond: price(fact.lambdaAtEdge.perGBs),
  });
  assert.deepEqual(requirePrices(book, 'durableFunctions'), {
    usdPerOperation: price(fact.durableFunctions.perOperation),
    usdPerWrittenGb: price(fact.durableFunctions.writtenPerGB),
    usdPerStoredGbMonth: price(fact.durableFunctions.storedPerGBMonth),
  });
  assert.deepEqual(requirePrices(book, 'eventPollerUnits'), {
    usdPerKafkaHour: price(fact.eventPollerUnits.kafkaPerHour),
    usdPerSqsHour: price(fact.eventPollerUnits.sqsPerHour),
  });
  const managed = requirePrices(book, 'managedInstances');
  for (const [type, fee] of Object.entries(fact.managedInstances.examplesPerHour)) {
    const ours = (managed.usdPerInstanceHour?.[type] ?? Number.NaN) * managed.managementFeeRatio;
    assert.ok(Math.abs(ours - price(String(fee))) < 1e-12, `${type}: ${ours}`);
  }
});

test("CloudWatch's tiers for Lambda logs are those of the facts", { skip }, () => {
  const fact = facts('cloudwatch-logs-lambda.json')['cloudwatchLogsVended_us-east-1'];
  assert.deepEqual(
    requirePrices(bookFor('us-east-1'), 'logsIngestion').tiers.map((tier) => [tier.upToGb, tier.usdPerGb]),
    fact.map((tier: { upToGB: number | null; perGB: number }) => [tier.upToGB, tier.perGB]),
  );
});

test('every region of the facts has a book with its prices, and what is derived is marked', { skip }, () => {
  const { regions } = facts('lambda-regions.json') as { regions: Record<string, Record<string, string>> };
  assert.deepEqual(pricedRegions(), Object.keys(regions).sort());
  for (const [region, fact] of Object.entries(regions)) {
    const book = bookFor(region);
    const provisioned = requirePrices(book, 'provisionedConcurrency');
    const ours = {
      pcDurationX86: provisioned.x86_64.usdPerDurationGbSecond,
      pcConfiguredX86: provisioned.x86_64.usdPerConfiguredGbSecond,
      pcDurationArm: provisioned.arm64.usdPerDurationGbSecond,
      pcConfiguredArm: provisioned.arm64.usdPerConfiguredGbSecond,
      requestX86: book.onDemand.x86_64.usdPerRequest,
      requestArm: book.onDemand.arm64.usdPerRequest,
      ephemeralX86: book.onDemand.x86_64.usdPerEphemeralGbSecond,
      ephemeralArm: book.onDemand.arm64.usdPerEphemeralGbSecond,
      durationX86: book.onDemand.x86_64.durationTiers[0]?.usdPerGbSecond,
      durationArm: book.onDemand.arm64.durationTiers[0]?.usdPerGbSecond,
    };
    assert.deepEqual(ours, Object.fromEntries(Object.keys(ours).map((key) => [key, price(fact[key] ?? '')])), region);
    if (region !== 'us-east-1')
      assert.equal(
        /arm64 is derived/.test((book.notes ?? []).join()),
        /derived/.test(fact.pcDurationArm ?? ''),
        region,
      );
  }
});
