import { LogSourceError } from '../logs/index.js';
import { PriceBookError } from '../pricing/index.js';
import { RecordingError } from '../recording/index.js';
import { ScenarioError } from '../scenario/index.js';
import { CommandError } from './command-error.js';
import type { Exit } from './exit-code.js';

/** What the user is told of an error, and the exit code's name. Only a bug shows a stack. */
export async function describeError(error: unknown): Promise<{ text: string; exit: Exit }> {
  if (error instanceof AggregateError) {
    const all = await Promise.all(error.errors.map(describeError));
    return { text: all.map(({ text }) => text).join('\n'), exit: all[0]?.exit ?? 'bug' };
  }
  if (error instanceof CommandError) return { text: withHint(error.problem, error.hint), exit: error.exit };
  if (error instanceof PriceBookError) return { text: withHint(error.problem, error.hint), exit: 'usage' };
  if (error instanceof LogSourceError) return { text: withHint(error.message, error.hint), exit: 'usage' };
  if (error instanceof ScenarioError) return { text: `kelvin: ${error.message}`, exit: 'usage' };
  if (error instanceof RecordingError) {
    return { text: withHint(error.message, error.hint), exit: error.operation === 'read' ? 'usage' : 'failed' };
  }
  // Last of all: it brings the AWS SDK along, which takes longer to load than all the rest.
  const { TargetError } = await import('../target/index.js');
  if (error instanceof TargetError) return { text: withHint(error.problem, error.hint), exit: 'failed' };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `kelvin: this is a bug in Kelvin; please report it with these lines\n${stack}`, exit: 'bug' };
}

const withHint = (problem: string, hint: string): string => `kelvin: ${problem}\n  hint: ${hint}`;
