import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Diagnosis, diagnose, diagnosisSchema, type Finding } from '../../../src/analysis/index.js';
import { calibration, macCalibration, noisyCalibration, shareOf } from '../../fixtures/calibration.js';

const about = ({ findings }: Diagnosis, subject: Finding['subject']): Finding[] =>
  findings.filter((it) => it.subject === subject);

describe('the diagnosis of a quiet host with cgroups', () => {
  const diagnosis = diagnose(calibration());

  it('trusts it, and says within how much durations follow from the memory size', () => {
    assert.equal(diagnosis.trust, 'trusted');
    const [finding, ...more] = about(diagnosis, 'durations');
    assert.match(finding?.message ?? '', /^Durations at 128–7,076 MB: within 0\.\d+ % of their CPU share$/);
    assert.deepEqual(more, []);
  });

  it('gives each figure its n and its interval', () => {
    for (const { gotRatio } of diagnosis.shares) {
      assert.equal(gotRatio?.n, 8);
      assert.ok(gotRatio.low !== null && gotRatio.high !== null && gotRatio.low <= 1 && gotRatio.high >= 1);
    }
    assert.equal(diagnosis.speed.taskMs?.n, 60);
    assert.equal(diagnosis.speed.differenceRatio?.n, 30);
    assert.ok(Math.abs((diagnosis.speed.taskMs?.value ?? 0) - 2.03) < 0.03);
  });

  it('names the sizes that the host has too few CPUs for, without trusting it less', () => {
    const [finding] = about(diagnosis, 'sizes');
    assert.equal(finding?.message, 'Sizes above 7,076 MB get 4 vCPU at most (10,240 MB is due 5.8)');
  });

  it('is valid by its own schema', () => {
    for (const it of [calibration(), macCalibration(), noisyCalibration()]) {
      assert.deepEqual(diagnosisSchema.parse(diagnose(it)), diagnose(it));
    }
  });
});

describe('the diagnosis of a host where nothing is limited', () => {
  const diagnosis = diagnose(macCalibration());

  it('trusts neither durations nor memory, and says what to do', () => {
    assert.equal(diagnosis.trust, 'untrusted');
    const [durations] = about(diagnosis, 'durations');
    assert.deepEqual(durations, {
      subject: 'durations',
      trust: 'untrusted',
      message: 'Durations are the same at every memory size: darwin has no cgroups',
      hint: 'run it on Linux',
    });
    assert.equal(about(diagnosis, 'memory')[0]?.trust, 'untrusted');
  });

  it('says null, not zero, of what cannot be known', () => {
    assert.deepEqual(diagnosis.load, { stealRatio: null, otherBusyCpus: null, pressureRatio: null });
  });
});

describe('the diagnosis of a noisy host', () => {
  const diagnosis = diagnose(noisyCalibration());

  it('says of each size what it can be used for', () => {
    assert.deepEqual(
      about(diagnosis, 'durations').map(({ trust, message }) => [
        trust,
        message.replace(/within \d\.\d+ %/, 'within x %'),
      ]),
      [
        ['trusted', 'Durations at 128–512 MB: within x % of their CPU share'],
        ['with-care', 'Durations at 1,769 MB: within x % of their CPU share'],
        ['untrusted', 'Durations at 3,538 MB mean nothing: it got 61.0 % of its CPU share'],
      ],
    );
  });

  it('says who else is there, what the hypervisor takes, and what to do about each', () => {
    assert.match(about(diagnosis, 'load')[0]?.message ?? '', /1\.00 of 2 CPUs/);
    assert.match(about(diagnosis, 'steal')[0]?.hint ?? '', /dedicated/);
    assert.match(about(diagnosis, 'noise')[0]?.hint ?? '', /top/);
    for (const { trust, hint } of diagnosis.findings) {
      if (trust === 'untrusted') assert.ok(hint !== undefined);
    }
  });

  it('names the governor where nobody else computes', () => {
    const alone = { ...noisyCalibration(), load: { stealRatio: 0, otherBusyCpus: [], pressureRatio: [] } };
    assert.match(about(diagnose(alone), 'noise')[0]?.hint ?? '', /powersave.*cpupower/);
  });

  it('names a kernel whose ticks are not those of Lambda', () => {
    assert.match(about(diagnosis, 'short-tasks')[0]?.message ?? '', /1000 ticks a second, not 250/);
  });

  it('says why an interval is missing', () => {
    assert.match(diagnosis.speed.startMs?.note ?? '', /needs n >= 6/);
  });

  it('does not take a memory limit for granted that was not tried', () => {
    assert.equal(about(diagnosis, 'memory')[0]?.trust, 'with-care');
  });
});

describe('the diagnosis of', () => {
  it('a size that was not measured says why, and trusts it not', () => {
    const missing = 'the process did not finish in time';
    const share = { ...shareOf(128), stretches: [], missing };
    const [finding] = about(diagnose(calibration({ shares: [share] })), 'durations');
    assert.equal(finding?.trust, 'untrusted');
    assert.equal(finding.message, `Durations at 128 MB: unknown, ${missing}`);
  });

  for (const [name, ratio, spread, trust, message] of [
    ['near, and surely so', 1, 0.02, 'trusted', /^Durations at 128 MB: within 1\.\d+ % of their CPU share$/],
    ['near, and maybe not so', 1, 0.08, 'with-care', /^Durations at 128 MB: within [4-8]\.\d+ % of their CPU share$/],
    ['near, and anything', 0.98, 0.25, 'untrusted', /^Durations at 128 MB may be 2\d\.\d % off: it got 98\.0 %/],
    ['far', 0.79, 0.01, 'untrusted', /^Durations at 128 MB mean nothing: it got 79\.0 %/],
  ] as const) {
    it(`a share that is ${name} is judged by all that its interval holds`, () => {
      const diagnosis = diagnose(calibration({ shares: [shareOf(128, ratio, spread)] }));
      const [finding] = about(diagnosis, 'durations');
      assert.match(finding?.message ?? '', message);
      assert.equal(finding?.trust, trust);
      assert.equal(diagnosis.trust, trust);
    });
  }

  it('a share that was seen too seldom for an interval is used with care at best', () => {
    const share = shareOf(128, 1, 0);
    const [finding] = about(
      diagnose(calibration({ shares: [{ ...share, stretches: share.stretches.slice(0, 1) }] })),
      'durations',
    );
    assert.equal(finding?.trust, 'with-care');
  });

  it('noise is judged by the further end of its interval, and says so where that decides', () => {
    const { fullSpeed } = calibration();
    // Of each two pairs, nearly, one differs by a fifth.
    const tasks = fullSpeed.tasks.map((it, index) =>
      index % 40 < 19 || index % 2 === 0 ? it : { ...it, wallMs: it.wallMs * 1.2 },
    );
    const [finding] = about(diagnose(calibration({ fullSpeed: { ...fullSpeed, tasks } })), 'noise');
    assert.match(
      finding?.message ?? '',
      /^Noise: two identical tasks differ by 1\.00 %, maybe by 1\d\.\d %, the speed/,
    );
    assert.equal(finding?.trust, 'untrusted');
  });

  it('a duty cycle by signals names the better backend that cannot be had', () => {
    const passedOver = [{ backend: 'cgroup-v2', reason: 'no right to make cgroups', hint: 'run as root' }] as const;
    const diagnosis = diagnose(calibration({ facts: { cpu: { enforced: true, backend: 'signals', passedOver } } }));
    const [finding] = about(diagnosis, 'limits');
    assert.match(
      finding?.message ?? '',
      /^cgroup-v2 would hold the CPU better than signals.*no right to make cgroups$/,
    );
    assert.equal(finding?.hint, 'run as root');
    assert.equal(diagnosis.trust, 'trusted');
  });

  it('a container with a part of a CPU counts that part', () => {
    const facts = { hostCores: 0.5, largestFullShareMB: 884 };
    const diagnosis = diagnose(calibration({ facts }));
    assert.match(about(diagnosis, 'sizes')[0]?.message ?? '', /above 884 MB get 0\.5 vCPU at most/);
    assert.match(about(diagnosis, 'cold-starts')[0]?.message ?? '', /INIT has 0\.5 of a CPU here/);
  });
});
