import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { Actor } from './actor.js';
import { coverageTable, uncovered } from './coverage.js';
import type { Driver } from './drivers/driver.js';
import { JavaScriptDriver } from './drivers/javascript.js';
import { Emulators } from './emulators.js';
import { type ClientName, Ledger } from './ledger.js';
import { every, Sample } from './sampling.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/index.js';

/** How many scenarios at a time: the machine has two cores, and each call of the aws command is a process. */
const AT_A_TIME = 3;

/** The scenarios through one client after another, and what they have covered of what the emulator has. */
export class Suites {
  /** What a scenario sets up by hand, whatever the client. */
  readonly javascript = new JavaScriptDriver();
  readonly #emulators = new Emulators();
  readonly #ledger = new Ledger();
  /** What the aws command takes; where it has to sign it takes some of it again. */
  readonly #samples = { plain: new Sample(), signed: new Sample() };

  constructor() {
    after(async () => {
      await this.#emulators.close();
      await this.javascript.close();
    });
  }

  /** Plays them through a client that is closed then. */
  through(title: string, driver: Driver | undefined, prefix: string, whyNot: string, played = scenarios): void {
    suite(`through ${title}`, { skip: driver === undefined && whyNot, concurrency: AT_A_TIME }, () => {
      if (driver === undefined) return;
      after(() => driver.close());
      for (const scenario of played) {
        test(scenario.name, { skip: scenario.without?.[driver.name] ?? false }, () =>
          this.#play(scenario, driver, `${prefix}-${scenario.name}-1`),
        );
      }
    });
  }

  async #play(scenario: Scenario, driver: Driver, region: string): Promise<void> {
    const { endpoint, moveOn, close } = await this.#emulators.stage(scenario.emulator);
    const sample = this.#samples[scenario.emulator === 'signed' ? 'signed' : 'plain'];
    const choice = driver.name === 'aws' ? sample : every;
    const place = { endpoint, region };
    const hand = this.javascript;
    try {
      await scenario.run(
        new Actor({ driver, hand, place, scenario: scenario.name, ledger: this.#ledger, choice, moveOn }),
      );
    } finally {
      await close();
    }
  }

  /** To be declared last: what was asked is counted. */
  covered(drivers: readonly (Driver | undefined)[]): void {
    const names: ClientName[] = drivers.flatMap((driver) => driver?.name ?? []);
    suite('the suite', () => {
      test('tells what it has covered', (context) => {
        for (const line of coverageTable(this.#ledger, names, scenarios)) context.diagnostic(line);
      });

      for (const name of names) {
        test(`covers every ${name === 'aws' ? 'family of operations' : 'operation'} that the emulator has, through ${name}`, () => {
          assert.equal(uncovered(this.#ledger, name, scenarios).join(' '), '');
        });
      }
    });
  }
}
