import type { z } from 'zod';
import type { Payload } from './payload.js';
import { bodyFault } from './payload-checks.js';
import { ProblemList } from './problem-list.js';
import { resolvePayloads } from './resolve-payloads.js';
import { payloadSchema } from './schema.js';
import { show } from './validate.js';

/** A payload as a scenario file writes it. */
export type PayloadInput = z.input<typeof payloadSchema>;

/** One whose text is there already, and is sent letter for letter. */
export interface WrittenPayload {
  readonly name: string;
  readonly text: string;
  readonly weight: number;
}

/**
 * Payloads that a command line names, for `withOverrides`.
 * @throws ScenarioError with every problem at once; the field of each is the option.
 */
export async function readPayloads(
  inputs: readonly (PayloadInput | WrittenPayload)[],
  folder: string,
  option = '--payload',
): Promise<readonly Payload[]> {
  const problems = new ProblemList();
  const found: Payload[] = [];
  for (const [index, input] of inputs.entries()) {
    if ('text' in input) found.push(written(input, option, problems));
    else found.push(...(await named(input, index, folder, option, problems)));
  }
  return problems.resultOrThrow(found);
}

function written({ name, text, weight }: WrittenPayload, option: string, problems: ProblemList): Payload {
  const body = text.trim();
  const fault = bodyFault(body);
  if (fault !== undefined) problems.add([option], `${name} is ${fault}`);
  return { name, weight, body };
}

async function named(
  input: PayloadInput,
  index: number,
  folder: string,
  option: string,
  problems: ProblemList,
): Promise<readonly Payload[]> {
  const parsed = payloadSchema.safeParse(input);
  for (const issue of parsed.error?.issues ?? []) {
    const [key] = issue.path;
    const all: Record<string, unknown> = { ...input };
    problems.add([option], `got ${show(key === undefined ? all : all[String(key)])}; expected ${issue.message}`);
  }
  if (parsed.data === undefined) return [];
  return resolvePayloads([{ ...parsed.data, ...unnamed(parsed.data, index) }], () => [option], folder, problems);
}

/** Its place among all is its name, where nothing else is. */
const unnamed = ({ name, json }: z.output<typeof payloadSchema>, index: number): { readonly name?: string } =>
  name === undefined && json !== undefined ? { name: `payload-${index + 1}` } : {};
