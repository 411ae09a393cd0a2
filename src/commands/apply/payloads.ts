import type { Header } from '../../recording/index.js';
import { EMPTY_PAYLOAD, loadScenario, type Payload, readPayloads } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { text } from '../scenario-from-options.js';

/**
 * What to send to both sizes: what the tuning sent, whose names alone its recording has. A function that gets something else
 * does something else, and its promise would be held against that.
 */
export async function payloadsFor({ scenario }: Header, options: RawOptions): Promise<readonly Payload[]> {
  const names = scenario.payloads.map(({ name }) => name);
  const [file, from] = [text(options.payload), text(options.scenario)];
  if (file !== undefined && from !== undefined) {
    throw new CommandError('both --payload and --scenario say what to send', 'leave one of them out');
  }
  if (file !== undefined) return readPayloads([{ file }], process.cwd());
  const known = from === undefined ? [EMPTY_PAYLOAD] : (await loadScenario(from)).payloads;
  const missing = names.filter((name) => !known.some((it) => it.name === name));
  if (missing.length === 0) return known.filter(({ name }) => names.includes(name));
  throw new CommandError(
    `the tuning sent ${missing.join(', ')}, and no recording holds what payloads are`,
    from === undefined ? 'name its scenario with --scenario, or a file with --payload' : `${from} has no such payload`,
  );
}
