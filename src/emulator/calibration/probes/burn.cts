import workerThreads = require('node:worker_threads');

/** What a burner is to do, its only argument. */
export interface BurnPlan {
  /** Rounds of the loop that are one task; 0 lets it find out how many take 10 ms. */
  readonly rounds: number;
  /** How many tasks to run at full speed. */
  readonly tasks: number;
  /** How many threads compute under the limit. */
  readonly threads: number;
  /** How long they do. */
  readonly limitedMs: number;
  /** How many sleeps of 1 ms to time. */
  readonly sleeps: number;
}

/** Wall clock and CPU time of one piece of work. */
export interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** A moment under the limit: since the start, and how long no instruction ran just before it. */
export interface Moment extends Spent {
  readonly gapMs: number;
}

export type BurnWord =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'full';
      readonly rounds: number;
      readonly tasks: readonly Spent[];
      /** How much later than asked each sleep ended. */
      readonly lateMs: readonly number[];
      /** The limit has to be set by then, in milliseconds since 1970: a sandbox has no other clock in common with us. */
      readonly limitBy: number;
    }
  | { readonly kind: 'limited'; readonly moments: readonly Moment[] };

const TASK_MS = 10;
const HAND_OVER_MS = 150;
/** About 20 µs of work: how closely gaps are seen. */
const CHUNK = 10_000;
/** A pause of this length is the scheduler's doing: interrupts take microseconds. */
const GAP_MS = 0.75;
/** Where nothing is taken away there are no gaps to cut the time at. */
const LONGEST_STRETCH_MS = 40;

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const sleepCell = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms: number): unknown => ms > 0 && Atomics.wait(sleepCell, 0, 0, ms);

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Xorshift (Marsaglia 2003): needs each result for the next, touches no memory, and cannot be left out by a compiler. */
function spin(rounds: number, seed: number): number {
  let x = seed | 1;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}

let state = 1;

function task(rounds: number): Spent {
  const [wall, used] = [now(), cpu()];
  state = spin(rounds, state);
  return { wallMs: now() - wall, cpuMs: cpu() - used };
}

/** The compiler has done its work after some of them. */
function roundsOf(ms: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10; i++) best = Math.min(best, task(100 * CHUNK).cpuMs);
  return Math.round((100 * CHUNK * ms) / best);
}

function latenessOf(sleeps: number): number[] {
  return Array.from({ length: sleeps }, () => {
    const asleep = now();
    sleep(1);
    return now() - asleep - 1;
  });
}

/**
 * The CPU clock is read after a gap and seldom else: the kernel brings a thread's account up to date for it, and would
 * throttle it then instead of at its next tick.
 */
function underLimit(limitedMs: number): Moment[] {
  const moments: Moment[] = [];
  const [start, used] = [now(), cpu()];
  let before = start;
  let seen = start;
  while (before - start < limitedMs) {
    state = spin(CHUNK, state);
    const at = now();
    const gapMs = at - before;
    if (gapMs > GAP_MS || at - seen > LONGEST_STRETCH_MS) {
      moments.push({ wallMs: at - start, cpuMs: cpu() - used, gapMs: gapMs > GAP_MS ? gapMs : 0 });
      seen = at;
    }
    before = at;
  }
  return moments;
}

const say = (word: BurnWord): boolean => process.stdout.write(`${JSON.stringify(word)}\n`);

/** 0: not yet; 1: compute; 2: it is over. */
type Flag = Int32Array;

function helpOut(flag: Flag): void {
  Atomics.wait(flag, 0, 0);
  let x = 1;
  while (Atomics.load(flag, 0) === 1) x = spin(CHUNK, x);
}

function burn(plan: BurnPlan): void {
  say({ kind: 'ready' });
  const found = roundsOf(TASK_MS);
  const rounds = plan.rounds === 0 ? found : plan.rounds;
  const tasks = Array.from({ length: plan.tasks }, () => task(rounds));
  const lateMs = latenessOf(plan.sleeps);
  const limitBy = Date.now() + HAND_OVER_MS;
  const flag: Flag = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 1; i < plan.threads; i++) new workerThreads.Worker(__filename, { workerData: flag });
  say({ kind: 'full', rounds, tasks, lateMs, limitBy });
  // The threads come up meanwhile.
  setTimeout(() => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
    const moments = underLimit(plan.limitedMs);
    Atomics.store(flag, 0, 2);
    say({ kind: 'limited', moments });
  }, limitBy - Date.now());
}

if (workerThreads.isMainThread) burn(JSON.parse(process.argv[2] ?? '') as BurnPlan);
else helpOut(workerThreads.workerData as Flag);
