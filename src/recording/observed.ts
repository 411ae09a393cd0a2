import type { z } from 'zod';
import { type HostObservation, hostObservationSchema } from './host-observation.js';
import { type SimulatedTimes, simulatedTimesSchema } from './simulated.js';

/** What Kelvin's emulator says of an invocation beside AWS's own fields, to a client that has asked for it. */
export interface Observed {
  /** What its host did meanwhile. */
  readonly host?: HostObservation;
  /** How much of the answer's time it has simulated. */
  readonly simulated?: SimulatedTimes;
}

/** With this header a client asks for it; nobody but Kelvin's emulator knows the header. */
export const ASKING_FOR_OBSERVATION = { name: 'x-kelvin-observe', value: 'host' } as const;

/** Reads it out of an answer's headers, whose names are in small letters. What cannot be read is not known. */
export function observedIn(headers: { get(name: string): string | undefined }): Observed {
  const host = headers.get('x-kelvin-host');
  const simulated = headers.get('x-kelvin-simulated');
  return {
    ...(host === undefined ? {} : known('host', host, hostObservationSchema)),
    ...(simulated === undefined ? {} : known('simulated', simulated, simulatedTimesSchema)),
  };
}

function known<Name extends keyof Observed>(
  name: Name,
  text: string,
  schema: z.ZodType,
): Pick<Observed, Name> | object {
  try {
    const { data } = schema.safeParse(JSON.parse(text));
    return data === undefined ? {} : { [name]: data };
  } catch {
    return {};
  }
}
