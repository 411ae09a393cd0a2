import { createHash } from 'node:crypto';
import { formatReport } from '../../logs/index.js';
import { billedDuration } from '../../pricing/index.js';
import { type Megabytes, milliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf, languageVersion } from '../runtimes/catalogue.js';
import type { Interpreters } from '../runtimes/interpreters.js';
import type { Finish, InitEnd } from './action.js';

export function reportLine(finish: Finish, memorySizeMB: Megabytes, maxMemoryUsedMB: Megabytes): string {
  const durationMs = hundredths(finish.duration);
  const cold = finish.initDuration === undefined ? {} : { initDurationMs: hundredths(finish.initDuration) };
  return formatReport({
    requestId: finish.invocation.requestId,
    durationMs,
    billedDurationMs: billedDuration({ durationMs, ...cold }),
    memorySizeMB,
    maxMemoryUsedMB,
    ...cold,
    ...(finish.status === undefined ? {} : { status: finish.status }),
    ...(finish.errorType === undefined ? {} : { errorType: finish.errorType }),
  });
}

/** Billed is computed from what is printed, so that whoever reads the line comes to the same. */
const hundredths = (span: number) => milliseconds(Math.round(span * 100) / 100);

export function initReportLine({ phase, duration, status, errorType }: InitEnd): string {
  const type = errorType === undefined ? '' : `\tError Type: ${errorType}`;
  return `INIT_REPORT Init Duration: ${duration.toFixed(2)} ms\tPhase: ${phase}\tStatus: ${status}${type}`;
}

/** `nodejs:22.v81` on AWS; here the number after the v is the interpreter's own version. */
export function initStartLine(version: FunctionVersion, interpreters: Interpreters): string {
  const { runtime } = version.settings;
  const actual = interpreters.of(runtime)?.version ?? '0';
  const name =
    familyOf(runtime) === 'provided' ? 'provided:al2023' : `${familyOf(runtime)}:${languageVersion(runtime)}`;
  const digest = createHash('sha256').update(`${runtime} ${actual}`).digest('hex');
  const arn = `arn:aws:lambda:${version.region}::runtime:${digest}`;
  return `INIT_START Runtime Version: ${name}.v${actual}\tRuntime Version ARN: ${arn}`;
}
