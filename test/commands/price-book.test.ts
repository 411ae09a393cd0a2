import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { resultSchema } from '../../src/analysis/index.js';
import { readRecording } from '../../src/recording/index.js';
import { assertDone } from './assert-done.js';
import { CLI, kelvin, kelvinHere, ROOT, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const LIST = join(ROOT, 'test/fixtures/price-list/us-east-1.json');
const HANDLER = join(folder, 'index.mjs');
writeFileSync(HANDLER, 'export const handler = async () => 1;\n');
const run = (...args: string[]) => kelvinHere(args, { cwd: folder });
const write = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return name;
};
const ACME = write('acme.json', {
  id: 'acme-2026',
  extends: 'us-east-1-2026-09',
  source: 'contract with 123456789012',
  onDemand: { x86_64: { usdPerRequest: 1 } },
});
const recording = (region: string): string => {
  const [header = '', ...lines] = readFileSync(join(ROOT, 'reports/example/recording.jsonl'), 'utf8').split('\n');
  const moved = JSON.parse(header);
  moved.target.region = region;
  const name = `${region}.jsonl`;
  writeFileSync(join(folder, name), [JSON.stringify(moved), ...lines].join('\n'));
  return name;
};
const resultOf = (stdout: string) => resultSchema.parse(JSON.parse(stdout));

describe('kelvin price-book', () => {
  it('lists every book with its region, first day and source', async () => {
    const { code, stdout } = await kelvin(['price-book'], { cwd: folder });
    assert.equal(code, 0);
    assert.match(stdout, /^region +from +book +source\n/);
    assert.match(stdout, /^us-east-1 +2020-12-01 +us-east-1-2020-12 +AWS Price List/m);
    const rows = JSON.parse((await run('price-book', '--json')).stdout);
    assert.equal(rows.length, stdout.trim().split('\n').length - 1);
    const then = JSON.parse((await run('price-book', '--json', '--as-of', '2020-11-30')).stdout);
    assert.ok(then.some(({ id }: { id: string }) => id === 'us-east-1-2019-12'));
  });

  it('shows the book of a region and a day, digit by digit, and what it does not know', async () => {
    const { stdout } = await run('price-book', '--region', 'us-east-1', '--as-of', '2021-10-01');
    assert.match(stdout, /^us-east-1-2021-09: us-east-1, in force from 2021-09-29\nsource: /);
    assert.match(stdout, /\$0\.0000166667\n/);
    assert.match(stdout, /no price known: SnapStart, response streaming/);
    const old = await run('price-book', '--region', 'eu-west-1', '--as-of', '2021-10-01');
    assert.match(old.stderr, /no older prices of eu-west-1 are known: prices of 2026-09-01 stand in for 2021-10-01/);
  });

  it('prints a whole book that --prices takes', async () => {
    const { stdout } = await run('price-book', '--region', 'eu-north-1', '--json');
    writeFileSync(join(folder, 'whole.json'), stdout);
    const again = await run('price-book', '--region', 'eu-north-1', '--json', '--prices', 'whole.json');
    assert.equal(again.stdout, stdout);
  });
});

describe('kelvin price-book update', () => {
  it("writes a book from AWS's list that the other commands take", async () => {
    const { code, stdout, stderr } = await run('price-book', 'update', '--region', 'us-east-1', '--from', LIST);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^us-east-1-2026-09-01\.json: prices of us-east-1 from 2026-09-01\n/);
    const shown = await run('price-book', '--region', 'us-east-1', '--prices', 'us-east-1-2026-09-01.json');
    assert.match(shown.stdout, /publication 2026-09-19/);
    const printed = await run('price-book', 'update', '--region', 'us-east-1', '--from', LIST, '--out', '-');
    assert.equal(printed.stdout, readFileSync(join(folder, 'us-east-1-2026-09-01.json'), 'utf8'));
  });

  it('reads an address, and says what it answers when it has no list', async () => {
    const server = createServer((request, response) => {
      if (request.url !== '/us-east-1/index.json') return response.writeHead(404).end('no such list');
      return response.end(readFileSync(LIST));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const update = ['price-book', 'update', '--region', 'us-east-1', '--from'];
    const good = await run(...update, `${base}/us-east-1/index.json`, '--out', 'fetched.json');
    assert.equal(good.code, 0, good.stderr);
    assert.equal(JSON.parse(readFileSync(join(folder, 'fetched.json'), 'utf8')).id, 'us-east-1-2026-09-01');
    const missing = await run(...update, `${base}/nowhere.json`, '--out', 'none.json');
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /answers 404: AWS publishes no such list.*\n {2}hint: .*--from FILE\n$/);
    server.close();
    // In a process that keeps no connection of before.
    // A process of its own has no connection left open to what is gone.
    const gone = await kelvin([...update, `${base}/us-east-1/index.json`, '--out', 'none.json'], { cwd: folder });
    assert.equal(gone.code, 3);
    assert.match(gone.stderr, /cannot be read \(ECONNREFUSED\)/);
    assert.ok(!existsSync(join(folder, 'none.json')));
  });
});

describe('a region without a price', () => {
  it('is an error before anything is made, on the emulator too, where it was named', async () => {
    const args = ['tune', HANDLER, '--memory', '512', '--cold', '1', '--warm', '1', '--out', join(folder, 'unpriced')];
    const { code, stdout, stderr } = await run(...args, '--region', 'ap-southeast-3');
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /^kelvin: no prices are known for ap-southeast-3; the nearest regions .* ap-southeast-1, .*\n {2}hint: .*--prices FILE.*\n$/,
    );
    assert.equal(stdout, '');
    assert.ok(!existsSync(join(folder, 'unpriced')));
    const typo = await run(...args, '--region', 'us-est-1');
    assert.match(typo.stderr, /did you mean us-east-1\?/);
    assert.equal(typo.code, 2);
  });

  it('is an error of report, which its own prices mend', async () => {
    const path = recording('ap-southeast-3');
    const bare = await run('report', path, '--json', '-');
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, /no prices are known for ap-southeast-3/);
    const own = write('jakarta.json', { id: 'jakarta', extends: 'ap-southeast-1-2026-09', region: 'ap-southeast-3' });
    const mended = await run('report', path, '--json', '-', '--prices', own);
    assert.equal(mended.code, 0, mended.stderr);
    assert.equal(resultOf(mended.stdout).priceBook.id, 'jakarta');
    const other = await run('report', path, '--json', '-', '--prices', ACME);
    assert.match(other.stderr, /the file holds us-east-1; add a book of ap-southeast-3 to it/);
  });
});

describe('prices of a run', () => {
  it('are re-priced by report: of another day, or of a file', async () => {
    copyFileSync(join(ROOT, 'reports/example/recording.jsonl'), join(folder, 'recording.jsonl'));
    const costs = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('report', 'recording.jsonl', '--json', '-', ...args);
      assert.equal(code, 0, stderr);
      const { priceBook, sizes } = resultOf(stdout);
      return { id: priceBook.id, usd: sizes[0]?.costPerMillionUsd?.mean ?? 0 };
    };
    const today = await costs();
    const then = await costs('--as-of', '2019-06-01');
    const own = await costs('--prices', ACME);
    assert.equal(today.id, 'us-east-1-2026-09');
    assert.equal(then.id, 'us-east-1-2014-11');
    assert.ok(Math.abs((then.usd - 0.2) / (today.usd - 0.2) - 0.00001667 / 0.0000166667) < 1e-9);
    assert.equal(own.id, 'acme-2026');
    assert.ok(Math.abs(own.usd - today.usd - (1_000_000 - 0.2)) < 1e-6);
    assert.match((await run('report', 'recording.jsonl', '--as-of', 'June')).stderr, /--as-of June is no day/);
  });

  it('stay in its recording when they are its own, without account ids', async () => {
    const out = join(folder, 'own-run');
    const sizes = ['--memory', '1769', '--cold', '1', '--warm', '6'];
    assertDone(await kelvinHere(['tune', HANDLER, ...sizes, '--prices', ACME, '--out', out], { cwd: folder }), folder);
    const { header } = readRecording(join(out, 'recording.jsonl'));
    assert.equal(header.prices?.bookId, 'acme-2026');
    assert.equal(header.prices?.ownBook?.onDemand.x86_64.usdPerRequest, 1);
    assert.equal(header.prices?.ownBook?.source, 'contract with <account>');
    const again = await run('report', out, '--json', '-');
    const result = resultOf(again.stdout);
    assert.equal(result.priceBook.id, 'acme-2026');
    assert.equal(readFileSync(join(out, 'result.json'), 'utf8'), again.stdout);
    const list = resultOf((await run('report', out, '--json', '-', '--as-of', '2026-11-01')).stdout);
    assert.equal(list.priceBook.id, 'us-east-1-2026-09');
  });
});

describe('what price-book cannot do', () => {
  it("is to write the list of another day, or over prices of one's own", async () => {
    for (const flag of [['--as-of', '2020-01-01'], ['--prices', ACME], ['--json']]) {
      const { code, stdout, stderr } = await run(
        'price-book',
        'update',
        '--region',
        'us-east-1',
        '--from',
        LIST,
        ...flag,
      );
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /show books; "price-book update" writes AWS's list of today/);
    }
  });

  it('is to write to a reader that has gone away, and that is no bug', async () => {
    const region = ['--region', 'eu-west-1', '--as-of', '2020-01-01'];
    const child = spawn(process.execPath, [CLI, 'price-book', ...region]);
    child.stdout.destroy();
    child.stderr.destroy();
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  const update = ['price-book', 'update'];
  const wrong = write('wrong.json', { ...JSON.parse(readFileSync(LIST, 'utf8')), offerCode: 'AmazonS3' });
  for (const [what, args, code, says] of [
    ['an action that there is not', ['price-book', 'upgrade'], 2, /does not know "upgrade"/],
    ['an update of no region', update, 2, /needs a region\n {2}hint: such as --region eu-central-1/],
    ['an update of what is no region', [...update, '--region', '../x'], 2, /--region \.\.\/x is no AWS region/],
    ['a file for another action', ['price-book', '--from', 'x'], 2, /--from goes with "price-book update"/],
    ['a file that is not there', [...update, '--region', 'us-east-1', '--from', 'no.json'], 2, /no\.json: there is no/],
    ['the list of another service', [...update, '--region', 'us-east-1', '--from', wrong], 2, /list of AmazonS3/],
    ['a list without the region', [...update, '--region', 'eu-west-1', '--from', LIST], 2, /no prices of eu-west-1/],
    ['a day that is none', ['price-book', '--as-of', '2026-02-30'], 2, /--as-of 2026-02-30 is no day/],
    [
      'a region without a price',
      ['price-book', '--region', 'eu-south-2'],
      2,
      /nearest regions with prices are eu-west-3/,
    ],
    ['prices that are none', ['price-book', '--prices', wrong], 2, /wrong\.json: products: no book has this/],
    [
      'prices of tune that are none',
      ['tune', HANDLER, '--prices', 'none.json'],
      2,
      /none\.json: there is no such file/,
    ],
    [
      'a place that cannot be written',
      [...update, '--region', 'us-east-1', '--from', LIST, '--out', 'no/place.json'],
      3,
      /no\/place\.json cannot be written \(ENOENT\)/,
    ],
  ] as const) {
    it(`says in one message what is wrong: ${what}`, async () => {
      const before = readdirSync(folder);
      const finished = await run(...args);
      assert.equal(finished.code, code, finished.stderr);
      assert.match(finished.stderr, says);
      assert.match(finished.stderr, /\n {2}hint: .+\n$/);
      assert.ok(!/^\s+at /m.test(finished.stderr));
      assert.equal(finished.stdout, '');
      assert.deepEqual(readdirSync(folder), before);
    });
  }
});
