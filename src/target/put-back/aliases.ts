import {
  type AliasConfiguration,
  DeleteAliasCommand,
  DeleteFunctionUrlConfigCommand,
  GetAliasCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { AliasRouting, Change } from '../journal/index.js';
import { orGone, type Undoing, type Undone } from './undoing.js';

/** Removes an alias of the run's own; one of that name without the run's marker is somebody else's. */
export async function undoAlias(undoing: Undoing, Name: string): Promise<Undone> {
  const found = await aliasNow(undoing, Name);
  if (found === undefined) return undefined;
  if (!undoing.isOurs(found.Description)) {
    return { theirs: `the alias ${Name} is not the one that this run made` };
  }
  const FunctionName = undoing.functionName;
  await orGone(() => undoing.connection.control.send(new DeleteAliasCommand({ FunctionName, Name })));
  return undefined;
}

/** The URL goes by itself: that of an alias does not go with it. The alias's permissions do. */
export async function undoFunctionUrl(undoing: Undoing, alias: string): Promise<Undone> {
  const found = await aliasNow(undoing, alias);
  if (found === undefined || !undoing.isOurs(found.Description)) return undefined;
  const url = { FunctionName: undoing.functionName, Qualifier: alias };
  await orGone(() => undoing.connection.control.send(new DeleteFunctionUrlConfigCommand(url)));
  return undefined;
}

/** So often may somebody change something else of the alias, such as its description, between the look and the change. */
const MOST_ATTEMPTS = 5;

/** Has an alias lead again to where it led, while it still leads to where this run has set it. */
export async function undoAliasTarget(
  undoing: Undoing,
  { name: Name, before, after }: Extract<Change, { kind: 'alias-target' }>,
): Promise<Undone> {
  for (let attempt = 1; ; attempt += 1) {
    const now = await aliasNow(undoing, Name);
    if (now === undefined) return { theirs: `the alias ${Name} was removed` };
    const routing = aliasRouting(now);
    if (isSameRouting(routing, before)) return undefined;
    if (!isSameRouting(routing, after)) return { theirs: `the alias ${Name} leads to where this run did not set it` };
    const revision = now.RevisionId === undefined ? {} : { RevisionId: now.RevisionId };
    const to = { FunctionName: undoing.functionName, Name, ...asSent(before), ...revision };
    try {
      await undoing.connection.control.send(new UpdateAliasCommand(to));
      return undefined;
    } catch (error) {
      if ((error as Error).name !== 'PreconditionFailedException' || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Undefined where there is none. */
export const aliasNow = ({ connection, functionName: FunctionName }: Undoing, Name: string) =>
  orGone<AliasConfiguration>(() => connection.control.send(new GetAliasCommand({ FunctionName, Name })));

/** Where an alias leads to, in the journal's words. */
export const aliasRouting = ({ FunctionVersion = '', RoutingConfig }: AliasConfiguration): AliasRouting => ({
  version: FunctionVersion,
  weights: RoutingConfig?.AdditionalVersionWeights ?? {},
});

/** What UpdateAlias is told. Without weights in it those that are there would stay. */
export const asSent = ({ version, weights }: AliasRouting) => ({
  FunctionVersion: version,
  RoutingConfig: { AdditionalVersionWeights: { ...weights } },
});

/** Weights come in no promised order. */
export function isSameRouting(one: AliasRouting, other: AliasRouting): boolean {
  const names = new Set([...Object.keys(one.weights), ...Object.keys(other.weights)]);
  return one.version === other.version && [...names].every((it) => one.weights[it] === other.weights[it]);
}
