import type { EmulatorFacts } from '../emulator/index.js';

/** Whether an address can only be on this machine. */
export function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * As for any other call: an emulator that is asked by a busy machine must not be taken for something else, which has neither
 * a region nor observations of the host. Whatever else listens there says at once that it has no such path.
 */
const LONGEST_ANSWER_MS = 20_000;

/** What Kelvin's emulator says of itself, or undefined where something else answers, or nothing. */
export async function emulatorFacts(endpoint: string): Promise<EmulatorFacts | undefined> {
  if (!isLoopback(endpoint)) return undefined;
  try {
    const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
    const answer = await fetch(new URL('/_kelvin/facts', endpoint), { signal });
    const facts = answer.ok ? ((await answer.json()) as EmulatorFacts) : undefined;
    return facts?.emulator === 'kelvin' ? facts : undefined;
  } catch {
    return undefined;
  }
}
