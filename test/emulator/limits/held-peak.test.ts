import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GroupMemory } from '../../../src/emulator/limits/group-memory.js';
import { HeldPeak } from '../../../src/emulator/limits/held-peak.js';

const MB = 1_048_576;

/** A group on paper. Its kernel's own memory is 1 MB. */
class PaperGroup implements GroupMemory {
  readonly #canRestart: boolean;
  #held = 0;
  #cached = 0;
  #peak = 0;

  constructor(canRestart = true) {
    this.#canRestart = canRestart;
  }

  holds(megabytes: number): this {
    return this.#charge(() => {
      this.#held = megabytes * MB;
    });
  }

  caches(megabytes: number): this {
    return this.#charge(() => {
      this.#cached = megabytes * MB;
    });
  }

  #charge(change: () => void): this {
    change();
    this.#peak = Math.max(this.#peak, this.now().all);
    return this;
  }

  now() {
    return { all: this.#held + this.#cached + MB, held: this.#held, cached: this.#cached };
  }

  peak = (): number => this.#peak;

  restart(): boolean {
    if (this.#canRestart) this.#peak = this.now().all;
    return this.#canRestart;
  }

  close(): void {}
}

const megabytes = (bytes: number): number => bytes / MB;

describe('the most that was held', () => {
  test('counts memory that was given back before anyone looked', () => {
    const group = new PaperGroup();
    const peak = new HeldPeak(group.holds(40));
    peak.look();
    group.holds(140).holds(40);
    assert.equal(megabytes(peak.look()), 140);
  });

  test('does not count a file that was read', () => {
    const group = new PaperGroup().holds(40);
    const peak = new HeldPeak(group);
    peak.look();
    group.caches(500);
    assert.equal(megabytes(peak.look()), 40);
  });

  test('does not count a file that was read and is gone, if it was there at a look', () => {
    const group = new PaperGroup().holds(40);
    const peak = new HeldPeak(group);
    group.caches(500);
    peak.look();
    group.caches(0);
    assert.equal(megabytes(peak.look()), 40);
  });

  test('counts what is held in place of page cache that the kernel has taken back', () => {
    const group = new PaperGroup().holds(40).caches(60);
    const peak = new HeldPeak(group);
    peak.look();
    group.caches(0).holds(90);
    assert.ok(peak.mayHaveRisen());
    assert.equal(megabytes(peak.look()), 90);
  });

  test('is not lost where the kernel has one peak for all time', () => {
    const group = new PaperGroup(false).holds(40);
    const peak = new HeldPeak(group);
    peak.look();
    group.holds(140).holds(40);
    assert.equal(megabytes(peak.look()), 140);
    group.caches(50);
    assert.ok(megabytes(peak.look()) <= 140);
  });
});

describe('whether to look', () => {
  test('there is nothing to find as long as no more is charged than was held at most', () => {
    const group = new PaperGroup().holds(140);
    const peak = new HeldPeak(group);
    assert.ok(peak.mayHaveRisen());
    peak.look();
    group.holds(40);
    peak.look();
    group.holds(139);
    assert.ok(!peak.mayHaveRisen());
    group.holds(142);
    assert.ok(peak.mayHaveRisen());
  });

  test('also where the kernel has one peak for all time, page cache in it', () => {
    const group = new PaperGroup(false).holds(40).caches(500).caches(0);
    const peak = new HeldPeak(group);
    peak.look();
    assert.ok(!peak.mayHaveRisen());
  });
});
