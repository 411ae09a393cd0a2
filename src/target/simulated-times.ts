import { type SimulatedTimes, simulatedTimesSchema } from '../recording/index.js';

/** How much of the answer's time Kelvin's emulator has simulated; what cannot be read is not known. */
export function simulatedTimesIn(headers: Readonly<Record<string, string>>): SimulatedTimes | undefined {
  const text = headers['x-kelvin-simulated'];
  if (text === undefined) return undefined;
  try {
    return simulatedTimesSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
