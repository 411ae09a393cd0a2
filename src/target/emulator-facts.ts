import type { EmulatorFacts } from '../emulator/index.js';

/**
 * An emulator that starts on a busy machine was found after 2 s at times, and was then taken for somebody else's endpoint,
 * which asks for a region (load of 28 on 2 CPUs, 2026-11). On this machine nobody waits so long for what is not there.
 */
const LONGEST_MS = 10_000;

/** Whether an address can only be on this machine. */
export function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** What Kelvin's emulator says of itself, or undefined where something else answers, or nothing. */
export async function emulatorFacts(endpoint: string): Promise<EmulatorFacts | undefined> {
  if (!isLoopback(endpoint)) return undefined;
  try {
    const answer = await fetch(new URL('/_kelvin/facts', endpoint), { signal: AbortSignal.timeout(LONGEST_MS) });
    const facts = answer.ok ? ((await answer.json()) as EmulatorFacts) : undefined;
    return facts?.emulator === 'kelvin' ? facts : undefined;
  } catch {
    return undefined;
  }
}
