import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { Actor } from './actor.js';
import { coverageTable, uncovered } from './coverage.js';
import { AwsCommandDriver } from './drivers/aws-command.js';
import { Boto3Driver } from './drivers/boto3.js';
import type { Driver } from './drivers/driver.js';
import { JavaScriptDriver } from './drivers/javascript.js';
import { Emulators } from './emulators.js';
import { type ClientName, Ledger } from './ledger.js';
import { every, Sample } from './sampling.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/index.js';

const javascript = new JavaScriptDriver();
const [boto3, awsCommand] = await Promise.all([Boto3Driver.start(), AwsCommandDriver.start()]);
const emulators = new Emulators();
const ledger = new Ledger();
/** What the aws command takes; where it has to sign it takes some of it again. */
const samples = { plain: new Sample(), signed: new Sample() };

after(async () => {
  await emulators.close();
  await Promise.all([javascript, boto3, awsCommand].map((driver) => driver?.close()));
});

/** How many scenarios at a time: the machine has two cores, and each call of the aws command is a process. */
const AT_A_TIME = 3;

through('the SDK for JavaScript', javascript, 'js', '');
through('boto3', boto3, 'py', 'boto3 is not installed for python3 (apt: python3-boto3)');
through('the aws command', awsCommand, 'sh', 'the aws command is not installed (apt: awscli)');

function through(title: string, driver: Driver | undefined, prefix: string, whyNot: string): void {
  suite(`through ${title}`, { skip: driver === undefined && whyNot, concurrency: AT_A_TIME }, () => {
    if (driver === undefined) return;
    for (const scenario of scenarios) {
      test(scenario.name, { skip: scenario.without?.[driver.name] ?? false }, () =>
        play(scenario, driver, `${prefix}-${scenario.name}-1`),
      );
    }
  });
}

async function play(scenario: Scenario, driver: Driver, region: string): Promise<void> {
  const { endpoint, moveOn, close } = await emulators.stage(scenario.emulator);
  const sample = samples[scenario.emulator === 'signed' ? 'signed' : 'plain'];
  const choice = driver === awsCommand ? sample : every;
  const place = { endpoint, region };
  try {
    await scenario.run(new Actor({ driver, hand: javascript, place, scenario: scenario.name, ledger, choice, moveOn }));
  } finally {
    await close();
  }
}

suite('the suite', () => {
  const names: ClientName[] = [javascript, boto3, awsCommand].flatMap((driver) => driver?.name ?? []);

  test('tells what it has covered', (context) => {
    for (const line of coverageTable(ledger, names, scenarios)) context.diagnostic(line);
  });

  for (const name of names) {
    test(`covers every ${name === 'aws' ? 'family of operations' : 'operation'} that the emulator has, through ${name}`, () => {
      assert.equal(uncovered(ledger, name, scenarios).join(' '), '');
    });
  }
});
