import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { type SimulatedTimes, simulatedTimesSchema } from '../recording/index.js';

/** What to call for the answer once the command has been sent. */
export type Answer = () => SimulatedTimes | undefined;

/** Has the command ask Kelvin's emulator how much of its time is simulated: the API has no field for it. */
export function askForSimulatedTimes(command: InvokeCommand): Answer {
  let header: string | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      headersOf(args.request)['x-kelvin-observe'] = 'simulated';
      const result = await next(args);
      header = headersOf(result.response)['x-kelvin-simulated'];
      return result;
    },
    // Before it is signed, and around what reads the answer.
    { step: 'build', name: 'askForSimulatedTimes' },
  );
  return () => (header === undefined ? undefined : parse(header));
}

/** The SDK leaves both untyped: they are whatever its transport is. */
const headersOf = (message: unknown): Record<string, string> =>
  (message as { headers?: Record<string, string> } | undefined)?.headers ?? {};

function parse(header: string): SimulatedTimes | undefined {
  try {
    return simulatedTimesSchema.safeParse(JSON.parse(header)).data;
  } catch {
    return undefined;
  }
}
