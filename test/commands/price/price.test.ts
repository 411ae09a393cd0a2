import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { FIELD_NAMES, FIELDS } from '../../../src/commands/price/fields.js';
import { bookFor } from '../../../src/pricing/index.js';
import fc from '../../fixtures/properties.js';
import { ROOT } from '../kelvin.js';
import { cents, priced, printed, refused, usdOf } from './priced.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-price-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const BASE = '--requests 10M --duration 120ms --memory 1024';
const quantity = async (flags: string, name: string): Promise<number | undefined> =>
  (await priced(flags)).charges.find((it) => it.name === name)?.quantity;
const DURATION = 'duration (x86_64)';

describe('what is typed', () => {
  test('takes K, M and B, times, sizes and shares with their units', async () => {
    const same = ['--requests 2.5M', '--requests 2500K', '--requests 2,500,000', '--requests 0.0025B'];
    for (const requests of same) {
      assert.equal(await quantity(`${requests} --duration 2s --memory 2GB`, DURATION), 10_000_000, requests);
    }
    assert.equal(await quantity('--requests 60 --duration 1min --memory 1024MB', DURATION), 3600);
    assert.equal(
      await quantity('--requests 1M --duration 1ms --memory 1024 --log-bytes 1KB', 'logs ingestion'),
      1e6 / 1024 ** 2,
    );
  });

  test('a comma stands before three digits, and is never taken for a decimal point', async () => {
    assert.equal(await quantity('--requests 1,000_000 --duration 1ms --memory 1024', 'requests'), 1_000_000);
    for (const odd of ['--duration 1,5s', '--requests 1,5M', '--requests 1__0', '--requests 10,00', '--duration 1s,']) {
      const [flag = '', value] = odd.split(' ');
      assert.match(await refused(`${BASE} ${odd}`), new RegExp(`${flag}: got "${value}", expected`));
    }
    assert.match(await refused(`--memory 512 --provisioned 1e308`), /--provisioned: got "1e308"/);
    const instance = '--requests 1M --instance m7g.xlarge --instance-hours 1';
    for (const price of ['1e400', '1,632,1']) {
      assert.match(await refused(`${instance} --ec2-price ${price}`), /--ec2-price: got/);
    }
  });

  test('what says nothing of how much is used is no bill of nothing', async () => {
    assert.match(await refused('--memory 512'), /--requests: is missing/);
    assert.match(await refused('--memory 512 --plus "memory=256"'), /--requests: is missing/);
    assert.match(await refused('--duration 120ms'), /--duration: counts only with --requests/);
    assert.match(await refused('--logs 1GB --response-size 7MB'), /--response-size: counts only with --requests/);
    assert.equal((await priced(`${BASE} --requests 0`)).totalUsd, 0);
    assert.match(await refused(`${BASE} --compare ""`), /--compare "": got ""; expected NAME=VALUE/);
  });

  test('what makes no difference, or cannot be, is said', async () => {
    assert.match((await priced(`${BASE} --cold-share 1%`)).notes.join(), /--init says how long/);
    assert.deepEqual((await priced(`${BASE} --cold-share 1% --init 300ms`)).notes, []);
    assert.match((await priced('--requests 1 --duration 901s --memory 512')).notes.join(), /15 minutes at the most/);
    assert.deepEqual((await priced('--requests 1 --duration 900s --memory 512')).notes, []);
  });

  test('every invocation is billed the given duration rounded up, cold ones with Init Duration', async () => {
    assert.equal(await quantity('--requests 1000 --duration 10.2ms --memory 1024', DURATION), 11);
    const cold = '--requests 1000 --duration 10.2ms --memory 1024 --init 100.5ms --cold-share 10%';
    assert.equal(await quantity(cold, DURATION), (900 * 11 + 100 * 111) / 1000);
  });

  test('--as-of bills by the rules of that day', async () => {
    const cold = '--requests 1000 --duration 110ms --memory 1024 --init 90ms --cold-share 50%';
    assert.equal(await quantity(`${cold} --as-of 2020-11-30`, DURATION), 200);
    assert.equal(await quantity(`${cold} --as-of 2020-12-01`, DURATION), 110);
    assert.equal(await quantity(`${cold} --as-of 2025-08-01`, DURATION), 155);
    assert.equal(await quantity(`${cold} --as-of 2025-07-31 --package image`, DURATION), 155);
    assert.equal(await quantity(`${cold} --as-of 2025-07-31 --runtime provided.al2023`, DURATION), 155);
    assert.match((await priced(`${cold} --as-of 2025-07-31`)).notes.join(), /INIT of zip packages .* since 2025-08-01/);
    assert.deepEqual((await priced(`${BASE} --as-of 2025-07-31`)).notes, []);
  });

  test('events above 256 KB count more requests', async () => {
    assert.equal(await quantity(`${BASE} --event-size 256KB`, 'requests'), 10_000_000);
    assert.equal(await quantity(`${BASE} --event-size 320KB`, 'requests'), 20_000_000);
    assert.match(await refused(`${BASE} --event-size 2MB`), /--event-size: got "2MB", expected at most 1 MB/);
  });
});

describe('provisioned concurrency', () => {
  test('of none is the same as not having it, the free tier included', async () => {
    const without = await priced(`${BASE} --free-tier`);
    assert.deepEqual((await priced(`${BASE} --free-tier --provisioned 0 --hours 8x5`)).charges, without.charges);
    assert.match(await refused(`${BASE} --provisioned 0 --provisioned-requests 1M`), /nothing to run on/);
    assert.match(await refused(`${BASE} --provisioned 1 --hours 0`), /--hours: got "0"/);
  });

  test('that is said to serve more than it has time for says so', async () => {
    const one = '--memory 512 --provisioned 1 --hours 1 --provisioned-duration 1s --provisioned-requests';
    assert.match((await priced(`${one} 3601`)).notes.join(), /has time for 3,600 requests, not for 3,601/);
    assert.deepEqual((await priced(`${one} 3600`)).notes, []);
  });

  const seconds = async (hours: string): Promise<number> =>
    (await quantity(`--memory 1024 --provisioned 1 --hours ${hours}`, 'provisioned concurrency (x86_64)')) ?? 0;

  test('hours are a number, a time, or hours and days a week', async () => {
    assert.equal(await seconds('200'), 200 * 3600);
    assert.equal(await seconds('24x7'), 730 * 3600);
    assert.ok(Math.abs((await seconds('8x5')) - ((8 * 5 * 52) / 12) * 3600) < 1e-6);
    assert.equal(await seconds('61s'), 300);
  });

  test('serves the requests that it has time for, and the rest is on demand', async () => {
    // One environment for an hour has time for 36,000 requests of 100 ms.
    const bill = await priced('--requests 100K --duration 100ms --memory 1024 --provisioned 1 --hours 1');
    assert.equal(bill.charges.find(({ name }) => name === 'provisioned duration (x86_64)')?.quantity, 3600);
    assert.equal(bill.charges.find(({ name }) => name === DURATION)?.quantity, 6400);
    assert.match(bill.notes.join(), /36,000 of 100,000 requests/);
  });

  test('bills init once for each time that it is switched on', async () => {
    const flags = '--memory 1024 --provisioned 6 --hours 8x5 --init 1s';
    const init = await quantity(flags, 'provisioned init (x86_64)');
    assert.ok(Math.abs((init ?? 0) - (6 * 5 * 52) / 12) < 1e-9);
  });
});

describe('several functions and bills', () => {
  test('--plus shares tiers and free tier', async () => {
    const bill = await priced(
      '--requests 3B --duration 1s --memory 1024 --plus "requests=2B duration=1s memory=2GB" --plus "requests=1M duration=1ms arch=arm64"',
    );
    assert.deepEqual(
      bill.charges.filter(({ unit }) => unit === 'GB-s').map((it) => [it.name, it.quantity]),
      [
        [DURATION, 6e9],
        ['duration, tier 2 (x86_64)', 1e9],
        ['duration (arm64)', 1000],
      ],
    );
  });

  test('--compare prices the same with changes, with the difference in per cent', async () => {
    const bill = await priced(`${BASE} --compare memory=512 --compare "arch=arm64 region=eu-central-1"`);
    const [smaller, other] = bill.comparisons ?? [];
    assert.equal(smaller?.name, 'memory=512');
    assert.equal(cents(usdOf(smaller ?? bill, DURATION)), cents((usdOf(bill, DURATION) ?? 0) / 2));
    assert.equal(smaller?.differencePercent, ((smaller?.totalUsd ?? 0) / bill.totalUsd - 1) * 100);
    assert.equal(other?.book.region, 'eu-central-1');
    assert.ok(usdOf(other ?? bill, 'duration (arm64)'));
    const without = await priced(`${BASE} --provisioned 2 --compare provisioned=no`);
    assert.equal(usdOf(without.comparisons?.[0] ?? without, 'provisioned concurrency (x86_64)'), undefined);
  });

  test('the account’s other usage keeps its architecture when the function changes its own', async () => {
    const bill = await priced(`${BASE} --other-gb-seconds 7B --compare arch=arm64`);
    assert.ok(usdOf(bill, 'duration, tier 2 (x86_64)'));
    assert.ok(usdOf(bill.comparisons?.[0] ?? bill, 'duration (arm64)'));
  });

  test('one bill under three books, one of them a file', async () => {
    const file = join(folder, 'ours.json');
    const own = { onDemand: { x86_64: { usdPerRequest: 0.0000001 } } };
    writeFileSync(file, JSON.stringify({ id: 'ours', extends: 'us-east-1-2026-09', ...own }));
    const bill = await priced(`${BASE} --compare region=af-south-1 --compare prices=${file}`);
    const all = [bill, ...(bill.comparisons ?? [])];
    assert.deepEqual(
      all.map((it) => it.book.id),
      ['us-east-1-2026-09', 'af-south-1-2026-09', 'ours'],
    );
    assert.deepEqual(
      all.map((it) => cents(usdOf(it, 'requests'))),
      [2, 2.7, 1],
    );
  });
});

describe('--recording', () => {
  const example = join(ROOT, 'reports/example');

  test('takes the recommended size, its mean Billed Duration and the interval of the total', async () => {
    const bill = await priced(`--recording ${example}`);
    const result = JSON.parse(readFileSync(join(example, 'result.json'), 'utf8'));
    const { memorySizeMB } = result.recommendation;
    const size = result.sizes.find((it: { memorySizeMB: number }) => it.memorySizeMB === memorySizeMB);
    assert.equal(bill.perMillionUsd, bill.totalUsd);
    assert.ok(Math.abs(bill.totalUsd - size.costPerMillionUsd.mean) < 1e-9);
    assert.ok(Math.abs((bill.totalLowUsd ?? 0) - size.costPerMillionUsd.low) < 1e-9);
    assert.ok(Math.abs((bill.totalHighUsd ?? 0) - size.costPerMillionUsd.high) < 1e-9);
  });

  test('keeps the prices that the run was told to use, unless others are asked for', async () => {
    const [head = '', ...rest] = readFileSync(join(example, 'recording.jsonl'), 'utf8').split('\n');
    const ownBook = JSON.parse(JSON.stringify(bookFor('us-east-1')));
    ownBook.id = 'ours';
    ownBook.onDemand.x86_64.usdPerRequest = 0.0000001;
    const header = { ...JSON.parse(head), prices: { bookId: 'ours', ownBook } };
    const file = join(folder, 'own.jsonl');
    writeFileSync(file, [JSON.stringify(header), ...rest].join('\n'));
    const bill = await priced(`--recording ${file} --compare as-of=2026-10-01`);
    assert.equal(cents(usdOf(bill, 'requests')), 0.1);
    assert.equal(cents(usdOf(bill.comparisons?.[0] ?? bill, 'requests')), 0.2);
  });

  test('asks for the memory size where the recording recommends none', async () => {
    const lines = readFileSync(join(example, 'recording.jsonl'), 'utf8').split('\n');
    const file = join(folder, 'short.jsonl');
    const one = (size: number): string => lines.find((line) => line.includes(`"memorySizeMB":${size},"arch`)) ?? '';
    writeFileSync(file, `${[lines[0], one(256), one(1024)].join('\n')}\n`);
    assert.match(await refused(`--recording ${file}`), /--memory: is missing: the recording names none; it has /);
  });

  test('prices another size that it has measured, and says which ones it has', async () => {
    const bill = await priced(`--recording ${example} --requests 30M --cold-share 2% --compare memory=512`);
    assert.notEqual(bill.comparisons?.[0]?.totalUsd, bill.totalUsd);
    assert.match(await refused(`--recording ${example} --memory 555`), /--memory: .*it has 256 MB x86_64, 512 MB/);
    assert.match(await refused(`--recording ${example} --duration 5ms`), /--duration: is taken from --recording/);
  });
});

describe('what cannot be priced', () => {
  test('is told all at once: the flag, what was typed and what is expected', async () => {
    const text = await refused(
      '--requests ten --duration 120 --memory 64 --arch riscv --cold-share 120% --hours 8x9 --provisioned 1.5 ' +
        '--free-tier foo --savings-plan half --as-of 2026-02-30 --other-gb-seconds many --compare memroy=512 ' +
        '--compare memory=12 --plus "region=eu-west-1" --plus requests',
    );
    for (const part of [
      /--requests: got "ten", expected a number, such as/,
      /--duration: got "120", expected a time with its unit, such as 120ms/,
      /--memory: got 64 MB, expected whole MB from 128 to 10,240/,
      /--arch: got "riscv", expected x86_64 or arm64/,
      /--cold-share: got "120%", expected a share/,
      /--hours: got "8x9", expected hours a month/,
      /--provisioned: got "1.5", expected a whole number/,
      /--free-tier: got "foo", expected all, or some of requests, duration/,
      /--savings-plan: got "half", expected no-upfront or all-upfront/,
      /--as-of: got "2026-02-30", expected a day/,
      /--other-gb-seconds: got "many", expected GB-seconds/,
      /--compare "memroy=512": got "memroy=512"; did you mean memory\?/,
      /--compare "memory=12": --memory: got 12 MB/,
      /--plus "region=eu-west-1": .*--region holds for the whole bill/,
      /--plus "requests": requests needs a value/,
    ]) {
      assert.match(text, part);
    }
    assert.equal(text.match(/--arch: got "riscv"/g)?.length, 1);
  });

  test('what is missing or has no meaning is named', async () => {
    assert.match(await refused('--requests 1M --memory 512'), /--duration: is missing/);
    assert.match(await refused('--requests 1M --duration 1ms'), /--memory: is missing/);
    assert.match(await refused(`${BASE} --hours 8`), /--hours: counts only with --provisioned/);
    assert.match(await refused(`${BASE} --init 8ms`), /--init: counts only with --cold-share/);
    assert.match(await refused(`${BASE} --snapstart --provisioned 2`), /excludes --snapstart/);
    assert.match(await refused(`${BASE} --snapstart --ephemeral 1024`), /does not go with ephemeral storage/);
    assert.match(await refused(''), /there is nothing to price/);
    assert.match(await refused('--instance m7g.xlarge'), /needs --instance-hours/);
  });

  test('a feature that did not exist yet says since when it does', async () => {
    const features: readonly (readonly [flags: string, since: string])[] = [
      ['--arch arm64', '2021-09-29'],
      ['--provisioned 1', '2019-12-03'],
      ['--ephemeral 1024', '2022-03-24'],
      ['--response-size 7MB', '2023-04-06'],
      ['--snapstart', '2024-11-18'],
      ['--snapstart --runtime java21', '2022-11-28'],
      ['--durable-operations 1', '2025-12-01'],
      ['--instance m7g.xlarge --instance-hours 1', '2025-11-30'],
      ['--package image', '2020-12-01'],
      ['--event-size 300KB', '2025-10-24'],
      ['--memory 4096', '2020-12-01'],
      ['--kafka-epu-hours 5', '2024-11-22'],
      ['--sqs-epu-hours 5', '2025-11-14'],
      ['--tenant-environments 5', '2025-11-19'],
      ['--savings-plan no-upfront', '2020-02-17'],
    ];
    for (const [flags, since] of features) {
      assert.match(await refused(`${BASE} ${flags} --as-of 2019-01-01`), new RegExp(`exists? since ${since}`), flags);
    }
  });

  test('a region or a price that is not known names the nearest', async () => {
    assert.match(await refused(`${BASE} --region ca-west-1`), /nearest regions with prices are us-west-2/);
    assert.match(
      await refused(`${BASE} --tenant-environments 5 --region eu-central-1`),
      /no prices for tenant isolation/,
    );
    assert.match(await refused(`${BASE} --compare region=ca-west-1`), /--compare "region=ca-west-1": no prices/);
  });
});

describe('what is printed', () => {
  test('fits 80 columns with every charge, and never cuts a figure', async () => {
    const text = await printed(
      `${BASE} --arch arm64 --ephemeral 2048 --response-size 20MB --durable-operations 4M --durable-written 104GB ` +
        '--tenant-environments 200K --kafka-epu-hours 800 --sqs-epu-hours 8000 --log-bytes 2KB --transfer-out 200TB ' +
        '--free-tier --plus "instance=m7g.xlarge instance-hours=2000 requests=1M" --plus "provisioned=10 hours=8x5 ' +
        'init=2s requests=900M duration=80ms" --plus "snapstart arch=x86 requests=1M duration=80ms cold-share=1%" ' +
        '--plus "edge arch=x86 memory=128 requests=1M duration=8ms" --compare memory=512 --compare savings-plan=no-upfront ' +
        '--compare "memory=2048 free-tier=no"',
    );
    const wide = text.split('\n').filter((line) => [...line].length > 80);
    assert.deepEqual(wide, []);
    assert.doesNotMatch(text, /…/);
    assert.match(text, /total a month +\$[\d,]+\.\d\d\n/);
  });

  test('as JSON it is the charges, their sum, and what they rest on', async () => {
    const bill = await priced(BASE);
    assert.deepEqual(Object.keys(bill).slice(0, 2), ['charges', 'totalUsd']);
    assert.deepEqual(Object.keys(bill.charges[0] ?? {}), ['name', 'quantity', 'unit', 'unitPriceUsd', 'usd']);
    assert.equal(bill.perMillionUsd, bill.totalUsd / 10);
  });

  test('as Markdown, and into a file', async () => {
    const file = join(folder, 'bill.md');
    assert.equal(await printed(`${BASE} --compare memory=512 --markdown ${file}`), '');
    const text = readFileSync(file, 'utf8');
    assert.match(text, /\| duration \(x86\\_64\) \| 1,200,000 GB-s \| \$0\.0000166667 \| \$20\.00 \|/);
    assert.match(text, /\| `memory=512` \| \$12\.00 \|/);
  });
});

test('whatever is typed is priced to the last digit or refused, never a bug', async () => {
  const values =
    '0 1 10M 1e9 1% 100% 0.5 512 2GB 7MB 120ms 0ms 31d 8x5 24x7 NaN Infinity 1e400 -1 .. arm64 zip image java21 7+14';
  const value = fc.oneof(
    fc.constantFrom(...values.split(' '), 'all', 'no', 'm7g.xlarge', '__proto__'),
    fc.string({ maxLength: 5 }),
  );
  const name = fc.constantFrom(...FIELD_NAMES.filter((it) => it !== 'prices'));
  const typed = fc.array(fc.tuple(name, value), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(typed, async (pairs) => {
      // A quote would end the word of the test's own command line; the value itself may hold anything else.
      const flags = pairs.map(([it, text]) => `--${it}${FIELDS[it][1] === '' ? '' : `="${text.replaceAll('"', '')}"`}`);
      const line = `${BASE} ${flags.join(' ')}`;
      const outcome = await priced(line).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        assert.ok(/^(CommandError|PriceBookError|CommanderError)$/.test(outcome.name), `${line}: ${outcome.stack}`);
      } else {
        const bill = outcome as Awaited<ReturnType<typeof priced>>;
        assert.equal(
          bill.charges.reduce((sum, { usd }) => sum + usd, 0),
          bill.totalUsd,
        );
        assert.ok(bill.charges.every(({ quantity, usd }) => quantity > 0 && usd >= 0));
      }
    }),
    { numRuns: 300 },
  );
});

test('prints a bill that reads like one', async () => {
  const text = await printed('--requests 3M --duration 120ms --memory 1536 --free-tier --compare memory=512');
  assert.equal(
    text,
    `A month in us-east-1: 1,536 MB x86_64, 3,000,000 requests

charge                                  quantity     unit price    USD
duration (x86_64)                   140,000 GB-s  $0.0000166667  $2.33
duration (x86_64), free tier        400,000 GB-s           free  $0.00
requests                      2,000,000 requests     $0.0000002  $0.40
requests, free tier           1,000,000 requests           free  $0.00
──────────────────────────────────────────────────────────────────────
total a month                                                    $2.73
per million invocations                                         $0.911

Prices: us-east-1-2026-09, in force since 2026-09-01. Billing rules: today's.

USD a month        as asked  memory=512
duration (x86_64)     $2.33           —
requests              $0.40       $0.40
total a month         $2.73       $0.40
per million          $0.911      $0.133
difference                      -85.4 %
· memory=512: the same Duration is taken, which in truth changes with memory
  size and architecture.
`,
  );
});

test('a long list of changes does not push its figures out of 80 columns', async () => {
  const changes = 'memory=1024 provisioned=3 hours=24x7 region=eu-west-1 ephemeral=2048';
  const text = await printed(`${BASE} --arch arm64 --ephemeral 1024 --compare "${changes}"`);
  const lines = text.split('\n');
  assert.ok(lines.every((it) => [...it].length <= 80));
  assert.match(text, /USD a month +as asked +memory=1024 provisioned…\n/);
  const total = (await priced(`${BASE} --arch arm64 --ephemeral 1024 --compare "${changes}"`)).comparisons?.[0];
  assert.ok(
    lines.some((it) => it.startsWith('total a month') && it.endsWith(`$${cents(total?.totalUsd)?.toFixed(2)}`)),
  );
  assert.ok(text.replace(/\s+/g, ' ').includes(`all of ${changes}.`));
});
