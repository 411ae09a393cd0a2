import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BandwidthFiles, CpuBandwidth } from '../../../src/emulator/limits/bandwidth.js';
import { boostUs, quotaUs } from '../../../src/emulator/limits/limits.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';

describe('the boost of INIT on demand', () => {
  test('is two vCPUs for a size that has fewer, and its own share for one that has more', () => {
    assert.equal(boostUs(megabytes(128), 6), 40_000);
    assert.equal(boostUs(megabytes(3538), 6), 40_000);
    assert.equal(boostUs(megabytes(5307), 6), quotaUs(megabytes(5307), 6));
  });
  test('is no limit on a host that has no more CPUs than that', () => {
    assert.equal(boostUs(megabytes(128), 2), undefined);
    assert.equal(boostUs(megabytes(128), 1.5), undefined);
    assert.equal(boostUs(megabytes(10_240), 4), undefined);
  });
});

/** A kernel on paper: counts periods and keeps what is written. */
class Paper implements BandwidthFiles {
  readonly written: string[] = [];
  counted = 0;
  write(quotaUs: number | undefined, periodUs: number): void {
    this.written.push(`${quotaUs ?? 'max'}/${periodUs}`);
  }
  allowBurst(burstUs: number): void {
    this.written.push(`burst ${burstUs}`);
  }
  periods(): number {
    return this.counted;
  }
  take(): string[] {
    return this.written.splice(0);
  }
}

describe('a group below one that has less than a CPU', () => {
  test('is made and limited all the same, its periods where they are', () => {
    const files = new Paper();
    const refusing: BandwidthFiles = {
      write(quotaUs, periodUs) {
        if (quotaUs !== undefined && quotaUs > periodUs / 2) throw new Error('EINVAL');
        files.write(quotaUs, periodUs);
      },
      allowBurst: (burstUs) => files.allowBurst(burstUs),
      periods: () => files.periods(),
    };
    const bandwidth = new CpuBandwidth(refusing, { share: 5000, boost: undefined });
    bandwidth.boost();
    bandwidth.limit();
    bandwidth.rest();
    bandwidth.wake();
    assert.deepEqual(files.take(), ['max/20000', '5000/20000', 'burst 1500']);
  });
});

describe('the periods of a group', () => {
  const files = new Paper();
  let time = 1000;
  const now = () => milliseconds(time);
  const bandwidth = new CpuBandwidth(files, { share: 5000, boost: 40_000 }, now, () => 0.25);

  test('begin when it is made, with the boost', () => {
    bandwidth.boost();
    assert.deepEqual(files.take(), ['1000/1000', '40000/20000']);
    bandwidth.limit();
    assert.deepEqual(files.take(), ['5000/20000', 'burst 1500']);
  });

  test('begin anew, 2 ms before what follows a long rest', () => {
    // The grid is known to run through 1000.5: periods end at 1100.5, 1120.5 and, not counted any more, 1140.5.
    time = 1090;
    bandwidth.rest();
    files.counted += 2;
    time = 1300;
    bandwidth.wake();
    // From 1140.5 to 1318 are 177.5 ms: eight steps.
    assert.deepEqual(files.take(), ['5000/22188', '5000/20000']);
  });

  test('are filled once when the runtime has answered after that, and at no other time', () => {
    bandwidth.finish();
    assert.deepEqual(files.take(), ['5000/20000']);
    bandwidth.finish();
    bandwidth.rest();
    bandwidth.wake();
    bandwidth.finish();
    assert.deepEqual(files.take(), []);
  });

  test('go on as they were after a short rest, and one in which nothing had run', () => {
    for (const [rest, counted] of [
      [30, 1],
      [500, 0],
    ] as const) {
      bandwidth.rest();
      files.counted += counted;
      time += rest;
      bandwidth.wake();
    }
    assert.deepEqual(files.take(), []);
  });

  test('go on as they were where the emulator was held up while it made the group', () => {
    const slow = new CpuBandwidth(
      files,
      { share: 5000, boost: undefined },
      () => milliseconds(time++),
      () => 0.25,
    );
    slow.boost();
    slow.rest();
    files.counted += 2;
    time += 500;
    slow.wake();
    assert.deepEqual(files.take(), ['1000/1000', 'max/20000']);
  });
});
