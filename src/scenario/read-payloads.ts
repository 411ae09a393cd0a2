import { z } from 'zod';
import type { Payload } from './payload.js';
import { ProblemList } from './problem-list.js';
import { resolvePayloads } from './resolve-payloads.js';
import { payloadSchema } from './schema.js';
import { show } from './validate.js';

/** A payload as a scenario file writes it. */
export type PayloadInput = z.input<typeof payloadSchema>;

/**
 * Payloads that a command line names, for `withOverrides`.
 * @throws ScenarioError with every problem at once; the field of each is the option.
 */
export async function readPayloads(
  inputs: readonly PayloadInput[],
  folder: string,
  option = '--payload',
): Promise<readonly Payload[]> {
  const problems = new ProblemList();
  const parsed = z.array(payloadSchema).safeParse(inputs);
  for (const issue of parsed.error?.issues ?? []) {
    const [index, key] = issue.path;
    const input: Record<string, unknown> = { ...inputs[Number(index)] };
    problems.add([option], `got ${show(key === undefined ? input : input[String(key)])}; expected ${issue.message}`);
  }
  const payloads = await resolvePayloads(parsed.data ?? [], () => [option], folder, problems);
  return problems.resultOrThrow(payloads);
}
