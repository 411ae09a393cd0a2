import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalsOf } from '../../../src/load/arrivals/arrivals.js';
import { ArrivalQueue } from '../../../src/load/driver/arrival-queue.js';
import { Engine } from '../../../src/load/driver/engine.js';
import type { Exchange } from '../../../src/load/driver/http/connection.js';
import { Ledger } from '../../../src/load/driver/ledger.js';
import { DrivenTarget } from '../../../src/load/driver/targets.js';
import type { DriveEnd, DriveOptions } from '../../../src/load/index.js';
import type { LoadRequest } from '../../../src/recording/index.js';
import type { Phase } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { burst, constant, kindsOf, pause, targetOf } from './driven.js';

/** What a server does with one attempt, and after how long: nothing at all, or one of the ends of an exchange. */
type Fate = { readonly kind: 'answers' | 'fails' | 'breaks' | 'throttles' | 'never'; readonly afterMs: number };

interface Simulated {
  readonly end: DriveEnd | undefined;
  readonly requests: readonly LoadRequest[];
  readonly sent: number;
  readonly mostOpen: number;
}

interface Simulation {
  readonly phases: readonly Phase[];
  /** Of each attempt in turn; then again from the first. */
  readonly fates: readonly Fate[];
  readonly options?: Partial<DriveOptions>;
  readonly abortAtMs?: number;
}

/** A clock that goes from one thing that happens to the next. */
class Simulator {
  nowMs = 0;
  #events: { readonly atMs: number; readonly run: () => void }[] = [];

  at(atMs: number, run: () => void): void {
    this.#events.push({ atMs: Math.max(atMs, this.nowMs), run });
  }

  /** @returns whether anything was left to happen */
  step(): boolean {
    if (this.#events.length === 0) return false;
    this.nowMs = Math.min(...this.#events.map(({ atMs }) => atMs));
    const due = this.#events.filter(({ atMs }) => atMs <= this.nowMs);
    this.#events = this.#events.filter(({ atMs }) => atMs > this.nowMs);
    for (const { run } of due) run();
    return true;
  }
}

/** Connections on which each attempt meets the next fate. */
class SimulatedPool {
  readonly #simulator: Simulator;
  readonly #fates: readonly Fate[];
  readonly #underWay = new Set<Exchange>();
  #attempts = 0;

  constructor(simulator: Simulator, fates: readonly Fate[]) {
    this.#simulator = simulator;
    this.#fates = fates;
  }

  begin(exchange: Exchange): void {
    const fate = this.#fates[this.#attempts++ % this.#fates.length];
    this.#underWay.add(exchange);
    exchange.sent();
    if (fate === undefined || fate.kind === 'never') return;
    this.#simulator.at(this.#simulator.nowMs + fate.afterMs, () => {
      if (this.#underWay.delete(exchange)) meet(exchange, fate);
    });
  }

  giveUp(exchange: Exchange): void {
    this.#underWay.delete(exchange);
  }
}

const NONE = { kind: 'none' } as const;

function meet(exchange: Exchange, { kind }: Fate): void {
  if (kind === 'fails') exchange.failed('ECONNRESET');
  else if (kind === 'breaks') exchange.broken('cut off in its body');
  else {
    const status = kind === 'throttles' ? 429 : 200;
    exchange.head({ status, headers: new Map(), framing: NONE, isPersistent: true, keptMs: undefined });
    exchange.whole();
  }
}

const target = targetOf('http://localhost/');
const writer = {
  endpoint: { isSecure: false, hostname: 'localhost', port: 80 },
  write: () => [],
  renew: () => {},
  learnClock: () => false,
};

/** An engine whose clock and connections are simulated. */
function simulate({ phases, fates, options: part = {}, abortAtMs }: Simulation): Simulated {
  const simulator = new Simulator();
  const requests: LoadRequest[] = [];
  const defaults = { seed: 1, targets: [target], timeoutMs: milliseconds(1000), retries: 0, maxOpen: 1000, arm: 0 };
  const options: DriveOptions = { phases, ...defaults, ...part };
  let end: DriveEnd | undefined;
  const ledger = new Ledger((batch) => requests.push(...batch), new SharedArrayBuffer(4));
  const engine: Engine = new Engine({
    options,
    arrivals: new ArrivalQueue(options, 0, 0),
    targets: [new DrivenTarget(target, writer, new SimulatedPool(simulator, fates))],
    ledger,
    pacer: { wakeAt: (atMs) => simulator.at(atMs, engine.tick) },
    now: () => simulator.nowMs,
    zeroMs: 0,
    onEnd: (it) => {
      end = it;
    },
  });
  if (abortAtMs !== undefined) simulator.at(abortAtMs, () => engine.stop());
  engine.tick();
  let mostOpen = engine.open;
  while (end === undefined && simulator.step()) mostOpen = Math.max(mostOpen, engine.open);
  ledger.flush();
  return { end, requests, sent: engine.sent, mostOpen };
}

const fate: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom('answers', 'answers', 'fails', 'breaks', 'throttles', 'never'),
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 })),
});
const phase: fc.Arbitrary<Phase> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(burst),
  fc.integer({ min: 0, max: 500 }).map(pause),
  fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 500 })).map(([rate, ms]) => constant(rate, ms)),
);
const simulation = fc.record({
  phases: fc.array(phase, { minLength: 1, maxLength: 4 }),
  fates: fc.array(fate, { minLength: 1, maxLength: 10 }),
  options: fc.record({
    retries: fc.integer({ min: 0, max: 3 }),
    maxOpen: fc.integer({ min: 1, max: 50 }),
    timeoutMs: fc.integer({ min: 1, max: 1500 }).map(milliseconds),
  }),
});

const dueOf = (requests: readonly { readonly dueMs: number }[]): number[] =>
  requests.map(({ dueMs }) => Math.round(dueMs * 1000) / 1000).sort((a, b) => a - b);
const attemptsOf = (requests: readonly LoadRequest[]): number =>
  requests.reduce((sum, { sentMs, attempts = 1 }) => sum + (sentMs === undefined ? 0 : attempts), 0);

test('gives each arrival one record, whatever becomes of it', () => {
  fc.assert(
    fc.property(simulation, (it) => {
      const { end, requests, sent, mostOpen } = simulate(it);
      assert.equal(end, 'complete');
      assert.deepEqual(dueOf(requests), dueOf([...arrivalsOf(it.phases, 1)]));
      assert.equal(kindsOf(requests).open, undefined);
      assert.equal(attemptsOf(requests), sent);
      assert.ok(mostOpen <= it.options.maxOpen);
    }),
  );
});

test('counts from when it was due, and what was given up as at least the timeout', () => {
  fc.assert(
    fc.property(simulation, (it) => {
      for (const { dueMs, sentMs, latencyMs, attempts = 1, outcome } of simulate(it).requests) {
        if (outcome.kind === 'dropped') continue;
        if (sentMs === undefined || latencyMs === undefined) throw new Error('it was sent and has no times');
        assert.ok(sentMs >= dueMs && latencyMs >= sentMs - dueMs && attempts <= it.options.retries + 1);
        if (outcome.kind === 'client-timeout') assert.ok(latencyMs >= it.options.timeoutMs);
      }
    }),
  );
});

test('ends when it is told to with a record of each arrival that was due by then, and of no other', () => {
  fc.assert(
    fc.property(simulation, fc.integer({ min: 0, max: 1500 }), (it, abortAtMs) => {
      const { end, requests, sent } = simulate({ ...it, abortAtMs });
      const due = [...arrivalsOf(it.phases, 1)];
      assert.deepEqual(
        dueOf(requests),
        dueOf(end === 'complete' ? due : due.filter(({ dueMs }) => dueMs <= abortAtMs)),
      );
      assert.equal(attemptsOf(requests), sent);
    }),
  );
});

test('never sends more than it may, retries among them', () => {
  fc.assert(
    fc.property(simulation, fc.integer({ min: 1, max: 60 }), (it, maxRequests) => {
      const { end, requests, sent } = simulate({ ...it, options: { ...it.options, maxRequests } });
      assert.ok(sent <= maxRequests);
      assert.equal(attemptsOf(requests), sent);
      assert.ok(end === 'complete' || (end === 'max-requests' && sent === maxRequests));
    }),
  );
});
