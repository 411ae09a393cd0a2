import type { EmulatorFacts } from '../emulator/index.js';

/** Whether an address can only be on this machine. */
export function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** What Kelvin's emulator says of itself, or undefined where something else answers, or nothing. */
export async function emulatorFacts(endpoint: string): Promise<EmulatorFacts | undefined> {
  if (!isLoopback(endpoint)) return undefined;
  try {
    const answer = await fetch(new URL('/_kelvin/facts', endpoint), { signal: AbortSignal.timeout(2000) });
    const facts = answer.ok ? ((await answer.json()) as EmulatorFacts) : undefined;
    return facts?.emulator === 'kelvin' ? facts : undefined;
  } catch {
    return undefined;
  }
}
