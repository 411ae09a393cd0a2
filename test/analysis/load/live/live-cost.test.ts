import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseLoad, LiveLoad, type LiveLoadFigures, type LoadResult } from '../../../../src/analysis/index.js';
import type { LoadHeader, LoadLine, ProvisionedVersionLine } from '../../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../../src/units/index.js';
import { BEHAVIOUR, type Behaviour, STORY_HEADER, storyArm, storyRequests } from '../../../fixtures/load-story.js';

const ARM = storyArm(0, 1024);
const END_MS = 50_000;
/** AWS takes its time to make the environments, and they are paid for meanwhile. */
const MAKING_MS = 90_000;
const ENDED_AT = epochMilliseconds(ARM.at + END_MS + 2000);

/** Where SnapStart has a price. */
const IN_VIRGINIA: LoadHeader = { ...STORY_HEADER, target: { ...STORY_HEADER.target, region: 'us-east-1' } };

const withFunction = (more: Partial<LoadHeader['functions'][number]>): LoadHeader => ({
  ...IN_VIRGINIA,
  functions: STORY_HEADER.functions.map((it) => ({ ...it, ...more })),
});

const asked: ProvisionedVersionLine = {
  type: 'provisioned',
  block: ARM.arm,
  memorySizeMB: ARM.memorySizeMB,
  architecture: ARM.architecture,
  concurrency: 20,
  askedAt: epochMilliseconds(ARM.at - MAKING_MS),
};

/** The live figures at the end of a load of one size, and the result of its recording. */
function bothOf(
  header: LoadHeader,
  provisioned: readonly ProvisionedVersionLine[] = [],
): { readonly live: LiveLoadFigures; readonly result: LoadResult } {
  const requests = storyRequests(ARM.arm, 1024, BEHAVIOUR[1024] as Behaviour).filter((it) => it.dueMs < END_MS);
  const armEnd = { type: 'arm-end', arm: ARM.arm, atMs: milliseconds(END_MS), reason: 'complete' } as const;
  const live = new LiveLoad(header);
  for (const line of provisioned) live.provisioned(line);
  live.armBegan(ARM);
  live.add(requests);
  live.armEnded(armEnd);
  const end = { type: 'end', at: ENDED_AT, reason: 'complete' } as const;
  const lines: LoadLine[] = [...provisioned, ARM, ...requests, armEnd, end];
  return { live: live.figures(ENDED_AT), result: analyseLoad({ header, lines: () => lines }) };
}

function near(actual: number | null | undefined, expected: number | null | undefined): void {
  assert.ok(actual != null && expected != null && expected > 0, `${actual} for ${expected}`);
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${actual} for ${expected}`);
}

function isAsReported({ live, result }: ReturnType<typeof bothOf>): void {
  near(live.spentUsd, result.spent.usd);
  near(live.arms[0]?.cost?.usd, result.arms[0]?.total.cost?.load.value);
}

describe('the cost that is shown while a load goes on', () => {
  it('is at the end what the report says', () => {
    isAsReported(bothOf(STORY_HEADER));
  });

  it('has environments that are kept for it, from when they were asked for', () => {
    const header = { ...STORY_HEADER, load: { ...STORY_HEADER.load, provisionedConcurrency: 20 } };
    const both = bothOf(header, [asked]);
    isAsReported(both);
    const cost = both.live.arms[0]?.cost;
    near(cost?.keptPerHourUsd, both.result.arms[0]?.total.cost?.keptPerHourUsd);
    near(cost?.keptUsd, ((cost?.keptPerHourUsd ?? 0) * END_MS) / 3_600_000);
    isAsReported(bothOf(header, [asked, { ...asked, endedAt: epochMilliseconds(ARM.at + END_MS + 500) }]));
  });

  it('has the restores and snapshots that SnapStart charges for', () => {
    const both = bothOf(withFunction({ runtime: 'python3.14', snapStart: 'charged' }));
    isAsReported(both);
    const cost = both.live.arms[0]?.cost;
    assert.ok(cost != null && cost.restoresUsd > 0 && cost.publishedUsd > 0);
    const plain = bothOf(IN_VIRGINIA).live.arms[0]?.cost;
    near(cost.usd - cost.restoresUsd, plain?.usd);
  });

  it('is of what SnapStart does not charge for what it is without', () => {
    const free = bothOf(withFunction({ runtime: 'java21', snapStart: 'free' }));
    assert.deepEqual(free.live.arms[0]?.cost, bothOf(IN_VIRGINIA).live.arms[0]?.cost);
  });
});
