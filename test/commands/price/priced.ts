import { Writable } from 'node:stream';
import type { Io } from '../../../src/commands/command.js';
import { describeError } from '../../../src/commands/report-error.js';
import { programOf } from '../../../src/commands/run.js';

export interface PricedJson {
  readonly charges: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly unit: string;
    readonly unitPriceUsd: number;
    readonly usd: number;
  }[];
  readonly totalUsd: number;
  readonly perMillionUsd: number | null;
  readonly notes: readonly string[];
  readonly totalLowUsd?: number;
  readonly totalHighUsd?: number;
  readonly book: { readonly id: string; readonly region: string };
  readonly comparisons?: readonly (PricedJson & { readonly name: string; readonly differencePercent: number })[];
}

/** Words of a command line; what stands in double quotes is not torn. */
export const words = (text: string): string[] =>
  [...text.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));

class Memory extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs `kelvin price` in this process, through the real parser, and returns what it printed. */
export async function printed(args: string): Promise<string> {
  const stdout = new Memory();
  const io = { stdin: process.stdin, stdout, stderr: new Memory(), env: {}, cli: '', version: '0' } as unknown as Io;
  await programOf('0', () => {}, io).parseAsync(['node', 'kelvin', 'price', ...words(args)]);
  return stdout.text;
}

export const priced = async (args: string): Promise<PricedJson> => JSON.parse(await printed(`${args} --json`));

/** What the user is told of a command line that cannot be priced. */
export async function refused(args: string): Promise<string> {
  try {
    await printed(args);
  } catch (error) {
    const { text, exit } = await describeError(error);
    if (exit !== 'usage') throw error;
    return text;
  }
  throw new Error(`was not refused: ${args}`);
}

export const usdOf = ({ charges }: PricedJson, name: string): number | undefined =>
  charges.find((it) => it.name === name)?.usd;
export const cents = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 100 + 1e-9) / 100;
