import { type Diagnosis, diagnose } from '../../analysis/index.js';
import { type CalibrationStep, calibrate, Refusal } from '../../emulator/index.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import type { Exit } from '../exit-code.js';
import { limitsOf } from '../limits.js';
import { put } from '../put.js';
import { memorySizesOf } from './memory-sizes.js';

/**
 * Measures this host and says what to trust. Code 0 says that every figure and all of its interval is within bounds, the
 * wide ones of what is to be used with care; any that may be beyond them is `untrusted`.
 */
export const doctor: Run = async (_argument, options, io) => {
  if (isAboutAws(options)) return (await import('./aws.js')).doctorAws(options, io);
  for (const [name, flag] of Object.entries(OF_AWS)) {
    if (options[name] !== undefined)
      throw new CommandError(`${flag} is about AWS, and not about this host`, 'add --aws');
  }
  const sizes = memorySizesOf(options.memory);
  const limits = limitsOf(options);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const progress = progressOn(io.stderr);
  try {
    const { signal } = interrupted;
    const calibration = await calibrate({
      ...{ signal, onStep: progress.show, ...limits },
      ...(sizes === undefined ? {} : { memorySizes: sizes }),
    });
    progress.clear();
    const diagnosis = diagnose(calibration);
    await show(diagnosis, options, io);
    return exitOf(diagnosis);
  } catch (error) {
    progress.clear();
    if (interrupted.signal.aborted) return 'interrupted';
    if (error instanceof Refusal) throw new CommandError(error.message, error.hint);
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
};

const OF_AWS = {
  function: '--function',
  region: '--region',
  profile: '--profile',
  assumeRole: '--assume-role',
  endpointUrl: '--endpoint-url',
};

/** Whether it is about AWS and not about this host. */
const isAboutAws = ({ aws, policy, for: needs }: RawOptions): boolean =>
  aws === true || policy !== undefined || needs !== undefined;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const exitOf = ({ trust }: Diagnosis): Exit => (trust === 'untrusted' ? 'untrusted' : 'ok');

/** One line that is written over, in a terminal alone. */
function progressOn(stderr: Io['stderr']): { show(step: CalibrationStep): void; clear(): void } {
  const write = (text: string): void => {
    if (stderr.isTTY === true) stderr.write(`\r\u001b[K${text}`);
  };
  return { show: ({ number, of, what }) => write(`measuring ${number} of ${of}: ${what}`), clear: () => write('') };
}

async function show(diagnosis: Diagnosis, { json }: RawOptions, io: Io): Promise<void> {
  if (json !== undefined) {
    const { renderDiagnosisJson } = await import('../../views/json/index.js');
    put(json, renderDiagnosisJson(diagnosis), io);
  }
  if (json !== undefined && typeof json !== 'string') return;
  if (json === '-') return;
  const { renderDiagnosis } = await import('../../views/terminal/index.js');
  const color = io.stdout.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  io.stdout.write(renderDiagnosis(diagnosis, { width: Math.min(io.stdout.columns ?? 80, 100), color }));
}
