import type { HistoryCoincidence } from './history-schema.js';
import type { Session } from './session.js';

type Kind = HistoryCoincidence['kind'];

/** What may change from session to session within one setting, and whose it is. */
const FACTS: readonly (readonly [Kind, string, (session: Session) => string])[] = [
  ['code', 'the code', ({ head }) => head.code.label],
  ['code', 'the runtime', ({ head }) => head.function.runtime ?? 'none'],
  ['code', 'the package', ({ head }) => head.function.packageType],
  ['code', 'the handler', ({ head }) => head.function.handler ?? 'none'],
  ['code', 'names of environment variables', ({ head }) => head.function.environmentNames.join(', ') || 'none'],
  ['code', '/tmp', ({ head }) => `${head.function.ephemeralStorageMB} MB`],
  ['platform', 'the interpreter', ({ head }) => head.function.runtimeUsed ?? 'the one asked for'],
  ['platform', 'the kernel', ({ host, target }) => (target.kind === 'emulator' ? host.kernel : '')],
  ['measuring', 'Kelvin', ({ facts }) => facts.tool.version],
  ['measuring', 'the kind of recording', ({ facts }) => facts.kind],
  ['measuring', 'cold starts at a time', ({ atATime }) => String(atATime)],
  ['measuring', 'Node.js of Kelvin', ({ host }) => host.node],
];

/** What differs between the last session before a change and the first one after it. */
export const coincidencesOf = (before: Session, after: Session): HistoryCoincidence[] =>
  FACTS.flatMap(([kind, what, of]) => {
    const [was, is] = [of(before), of(after)];
    const isOther = what === 'the code' ? before.head.code.id !== after.head.code.id : was !== is;
    return isOther ? [{ kind, what, before: was, after: is }] : [];
  });
