import type { Calibration, ShareMeasured } from '../../emulator/index.js';
import { megabytes, milliseconds, ratio } from '../../units/index.js';
import { DIAGNOSIS_SCHEMA_VERSION, type Diagnosis, type Finding, type Share, type Trust } from './diagnosis-schema.js';
import { meanFigure, medianFigure } from './figure.js';
import { durationFindings } from './findings/durations.js';
import { hostFindings } from './findings/host.js';
import type { Measured } from './findings/measured.js';
import { memoryFindings } from './findings/memory.js';
import { reachFindings } from './findings/reach.js';
import { startFindings } from './findings/starts.js';
import { speedOf } from './speed.js';

/** What a calibration means: its figures with their intervals, and which of a benchmark's numbers can be trusted here. */
export function diagnose(calibration: Calibration): Diagnosis {
  const { calibratedAt, machine, kernel, namespaces, memory, load, facts } = calibration;
  const measured: Measured = {
    schemaVersion: DIAGNOSIS_SCHEMA_VERSION,
    calibratedAt,
    tookMs: milliseconds(calibration.tookMs),
    shares: calibration.shares.map(shareOf),
    speed: speedOf(calibration.fullSpeed),
    load: {
      stealRatio: load.stealRatio === null ? null : ratio(load.stealRatio),
      otherBusyCpus: medianFigure(load.otherBusyCpus),
      pressureRatio: medianFigure(load.pressureRatio),
    },
    memory: { ...memory, memorySizeMB: megabytes(memory.memorySizeMB) },
    machine,
    kernel,
    facts: {
      cpu: limitsOf(facts.cpu),
      memory: limitsOf(facts.memory),
      sandbox: sandboxOf(facts.sandbox),
      hostCores: facts.hostCores,
      largestFullShareMB: megabytes(facts.largestFullShareMB),
      runtimes: [...facts.runtimes],
    },
    namespaces,
  };
  const findings = [
    ...durationFindings(measured),
    ...startFindings(measured),
    ...memoryFindings(measured),
    ...hostFindings(measured),
    ...reachFindings(measured),
  ];
  return { ...measured, trust: worstOf(findings), findings };
}

function limitsOf(enforcement: Calibration['facts']['cpu']): Measured['facts']['cpu'] {
  if (!enforcement.enforced) return enforcement;
  const { passedOver, ...rest } = enforcement;
  return passedOver === undefined ? rest : { ...rest, passedOver: [...passedOver] };
}

function sandboxOf(enforcement: Calibration['facts']['sandbox']): Measured['facts']['sandbox'] {
  if (!enforcement.enforced) return enforcement;
  const { refused, ...rest } = enforcement;
  return refused === undefined ? rest : { ...rest, refused: [...refused] };
}

const WORST_FIRST: readonly Trust[] = ['untrusted', 'with-care'];

const worstOf = (findings: readonly Finding[]): Trust =>
  WORST_FIRST.find((it) => findings.some(({ trust }) => trust === it)) ?? 'trusted';

/** A stretch is long, and CPU time that one has too much the next has too little: the mean is what a long task sees. */
function shareOf({ memorySizeMB, vcpus, threads, stretches, burstMs, missing }: ShareMeasured): Share {
  const got = stretches.map(({ wallMs, cpuMs }) => cpuMs / wallMs / vcpus);
  return {
    memorySizeMB: megabytes(memorySizeMB),
    vcpus,
    threads,
    gotRatio: meanFigure(got),
    burstMs: threads === 1 ? medianFigure(burstMs) : null,
    ...(missing === undefined ? {} : { missing }),
  };
}
