import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import { concurrencyLimit } from '../load/concurrency.js';
import { NEED_TITLES, NEEDS, type Need, type On, type Permission, type PolicyFor } from '../permissions/index.js';
import { usualLogGroup } from '../usual-log-group.js';
import { type Caller, whoCalls } from './caller.js';
import { readingFunction } from './find-function.js';
import { type FunctionNotes, functionNotes } from './function-notes.js';
import { type Probe, type ProbeTarget, type Verdict, verdictOf } from './probe.js';
import { OF_HOOKS, PROBES, UNTRIED } from './probes.js';

/** One action on one kind of thing, and what became of trying it. */
export type TriedPermission = Pick<Permission, 'action' | 'why' | 'without'> &
  Verdict & { readonly on: On; readonly harmless?: string };

export interface NeedDiagnosis {
  readonly need: Need;
  readonly title: string;
  /** `denied`: one that it cannot go without; `partly`: one that it can. */
  readonly verdict: 'allowed' | 'partly' | 'denied' | 'unknown';
  readonly permissions: readonly TriedPermission[];
}

/** What `kelvin doctor --aws` has found. It holds no account id and no key. */
export interface AwsDiagnosis {
  readonly kind: Connection['kind'];
  readonly endpoint?: string;
  readonly region: string;
  readonly caller: Caller | { readonly unknown: string };
  readonly function?: FunctionNotes & { readonly name: string };
  readonly needs: readonly NeedDiagnosis[];
  readonly policyFor: PolicyFor;
}

/** Asks who calls, reads the function, and tries each permission of the needs by a call that changes nothing. */
export async function diagnoseAws(
  connection: Connection,
  functionName: string | undefined,
  needs: readonly Need[],
  onProbe: (action: string) => void = () => {},
): Promise<AwsDiagnosis> {
  const { kind, region, endpoint } = connection;
  const caller = await whoCalls(connection);
  const found = functionName === undefined ? undefined : await readFunction(connection, functionName);
  const verdicts = new Map<string, Verdict>();
  for (const probe of PROBES) {
    if (!needs.some((need) => asks(NEEDS[need], probe))) continue;
    onProbe(probe.action);
    verdicts.set(keyOf(probe.action, probe.on), await tried(probe, connection, found?.target));
  }
  return {
    ...{ kind, region, caller },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(found === undefined ? {} : { function: { name: found.target.functionName, ...found.notes } }),
    needs: needs.map((need) => diagnosisOf(need, verdicts)),
    policyFor: { region, ...found?.policyFor },
  };
}

const keyOf = (action: string, on: On): string => `${action} ${on}`;
const asks = (permissions: readonly Permission[], { action, on }: Probe): boolean =>
  permissions.some((it) => it.action === action && it.on.includes(on));

const NEEDS_A_FUNCTION: ReadonlySet<On> = new Set(['function', 'version', 'log-group']);

async function tried(probe: Probe, connection: Connection, target: ProbeTarget | undefined): Promise<Verdict> {
  if (target === undefined && NEEDS_A_FUNCTION.has(probe.on)) {
    return { verdict: 'unknown', problem: 'name a function with --function' };
  }
  if (connection.kind === 'endpoint' && !probe.reads) {
    return {
      verdict: 'unknown',
      problem: 'tried on AWS and on Kelvin’s emulator alone: others may do what they are asked',
    };
  }
  return verdictOf(probe, connection, target ?? { functionName: '', logGroup: '' });
}

function diagnosisOf(need: Need, verdicts: ReadonlyMap<string, Verdict>): NeedDiagnosis {
  const all: readonly Permission[] = NEEDS[need];
  const permissions = all.flatMap(({ action, why, without, on }) =>
    on.flatMap((it): TriedPermission[] => {
      const verdict = verdicts.get(keyOf(action, it));
      const probe = PROBES.find((other) => other.action === action && other.on === it);
      // Of what acts on the function and its versions alike one of the two is tried.
      if (verdict === undefined && on.length > 1 && on.some((other) => verdicts.has(keyOf(action, other)))) return [];
      return [
        {
          ...{ action, why, on: it },
          ...(without === undefined ? {} : { without }),
          ...(verdict ?? {
            verdict: 'unknown',
            problem: it === 'hook' ? OF_HOOKS : (UNTRIED[action] ?? 'nothing without an effect tells'),
          }),
          ...(probe === undefined ? {} : { harmless: probe.harmless }),
        },
      ];
    }),
  );
  return { need, title: NEED_TITLES[need], verdict: overall(permissions), permissions };
}

function overall(permissions: readonly TriedPermission[]): NeedDiagnosis['verdict'] {
  const denied = permissions.filter(({ verdict }) => verdict === 'denied');
  if (denied.some(({ without }) => without === undefined)) return 'denied';
  if (denied.length > 0) return 'partly';
  return permissions.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'allowed';
}

interface FoundFunction {
  readonly target: ProbeTarget;
  readonly notes: FunctionNotes;
  readonly policyFor: PolicyFor;
}

async function readFunction(connection: Connection, name: string): Promise<FoundFunction> {
  const configuration = await calling(`reading ${name}`, () =>
    readingFunction(connection, name, () =>
      connection.control.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
    ),
  );
  const { FunctionName: functionName = name, Role, Layers } = configuration;
  const logGroup = configuration.LoggingConfig?.LogGroup ?? usualLogGroup(functionName);
  const layer = Layers?.[0]?.Arn;
  return {
    target: {
      ...{ functionName, logGroup },
      ...(Role === undefined ? {} : { role: Role }),
      ...(layer === undefined ? {} : { layer }),
    },
    notes: functionNotes(configuration, await concurrencyLimit(connection, functionName)),
    policyFor: policyOf(configuration, functionName, logGroup),
  };
}

function policyOf({ Role }: FunctionConfiguration, functionName: string, logGroup: string): PolicyFor {
  const roleName = /:role\/(.+)$/.exec(Role ?? '')?.[1];
  return { functionName, logGroup, ...(roleName === undefined ? {} : { roleName }) };
}
