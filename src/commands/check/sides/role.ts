import { type Connection, FunctionUnderTest } from '../../../target/index.js';
import type { PreparedSide } from './prepare-side.js';

/** On AWS a function needs a role: where one side is a function that exists, code that names none has that one's. */
export async function roleFor(sides: readonly PreparedSide[], connection: Connection): Promise<string | undefined> {
  const copied = sides.find((it) => it.kind === 'copy');
  const isNeeded = sides.some((it) => it.kind === 'code' && it.code.role === undefined);
  if (copied === undefined || !isNeeded) return undefined;
  return (await new FunctionUnderTest(connection, copied.name, '').configuration(copied.qualifier)).Role;
}

export function withRole(side: PreparedSide, role: string | undefined): PreparedSide {
  if (side.kind === 'copy' || side.code.role !== undefined || role === undefined) return side;
  return { kind: 'code', code: { ...side.code, role } };
}
