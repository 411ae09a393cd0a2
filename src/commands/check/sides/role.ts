import { type Connection, FunctionUnderTest } from '../../../target/index.js';
import type { PreparedSide } from './prepare-side.js';

type Both = readonly [PreparedSide, PreparedSide];

/** On AWS a function needs a role: where one side is a function that exists, code that names none has that one's. */
export async function withRole([base, head]: Both, connection: Connection): Promise<Both> {
  const copied = [base, head].find((it) => it.kind === 'copy');
  const isNeeded = [base, head].some((it) => it.kind === 'code' && it.code.role === undefined);
  if (copied === undefined || !isNeeded) return [base, head];
  const { Role: role } = await new FunctionUnderTest(connection, copied.name, '').configuration(copied.qualifier);
  if (role === undefined) return [base, head];
  const given = (side: PreparedSide): PreparedSide =>
    side.kind === 'copy' ? side : { kind: 'code', code: { ...side.code, role: side.code.role ?? role } };
  return [given(base), given(head)];
}
