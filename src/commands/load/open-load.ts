import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../pricing/index.js';
import type { Copied } from '../../recording/index.js';
import type { LoadScenario, MixedFunction } from '../../scenario/index.js';
import { type Connection, FunctionUnderTest, isSilent, usualLogGroup } from '../../target/index.js';
import { checkAllInvocable } from '../open/check-invocable.js';
import { type OpenConnection, openConnection } from '../open/open-connection.js';
import { openFunction } from '../open/open-function.js';
import type { OpenOptions } from '../open/open-options.js';

/** One function of the load, ready to be published at any memory size. */
export interface LoadedFunction {
  readonly mixed: MixedFunction;
  readonly configuration: FunctionConfiguration;
  /** Empty behind a URL: what is there is not touched. */
  readonly functions: ReadonlyMap<Architecture, FunctionUnderTest>;
  /** How many environments provisioned concurrency keeps of what is put under load as it is. */
  readonly provisionedConcurrency?: number;
  /** Whether it has any may not be asked. */
  readonly isProvisionedUnknown?: true;
  readonly copied?: Copied;
  /** Where its reports are; none where its log level lets none of a success through. */
  readonly logGroup: string | undefined;
}

/** Whether code runs on an emulator that this run starts. */
export const isEmbedded = (
  { functions, load }: LoadScenario,
  { endpointUrl }: Pick<OpenOptions, 'endpointUrl'>,
): boolean =>
  load.via.kind !== 'url' && endpointUrl === undefined && functions.every((it) => it.function.kind === 'code');

/** An address alone needs neither credentials nor a region. */
export const needsConnection = ({ functions }: LoadScenario, logGroup: string | undefined): boolean =>
  functions.length > 0 || logGroup !== undefined;

export const openLoadConnection = (scenario: LoadScenario, options: OpenOptions): Promise<OpenConnection> =>
  openConnection({ ...scenario, isEmbedded: isEmbedded(scenario, options) }, options);

/** Finds or makes every function of the load. All that is made or changed is undone by the clean-up. */
export async function openFunctions(
  scenario: LoadScenario,
  open: OpenConnection,
  options: OpenOptions,
): Promise<readonly LoadedFunction[]> {
  const opened: LoadedFunction[] = [];
  for (const mixed of scenario.functions) {
    const { function: spec } = mixed;
    await checkAllInvocable(spec, open.connection, options);
    opened.push(
      scenario.load.via.kind === 'url'
        ? await behindUrl(mixed, open.connection)
        : await ofTheRun(mixed, scenario, open, options),
    );
  }
  return opened;
}

async function ofTheRun(
  mixed: MixedFunction,
  scenario: LoadScenario,
  open: OpenConnection,
  options: OpenOptions,
): Promise<LoadedFunction> {
  const isMix = scenario.functions.length > 1;
  const wanted = {
    ...{ spec: mixed.function, architectures: scenario.architectures },
    name: isMix ? mixed.name : scenario.name,
    ...(isMix ? { journalSuffix: `-${mixed.name}` } : {}),
    isSilentFine: true,
  };
  const opened = await openFunction(wanted, open, options);
  return { mixed, ...opened, logGroup: logGroupOf(opened.configuration, mixed) };
}

/** It is only looked at: what it costs and where it logs. */
async function behindUrl(mixed: MixedFunction, connection: Connection): Promise<LoadedFunction> {
  const { function: spec } = mixed;
  if (spec.kind !== 'existing') throw new Error('a URL does not reach a function made for the run');
  const configuration = await new FunctionUnderTest(connection, spec.name, '').configuration(spec.qualifier);
  return { mixed, configuration, functions: new Map(), logGroup: logGroupOf(configuration, mixed) };
}

function logGroupOf(configuration: FunctionConfiguration, { name }: MixedFunction): string | undefined {
  const { LoggingConfig, FunctionName } = configuration;
  return isSilent(configuration) ? undefined : (LoggingConfig?.LogGroup ?? usualLogGroup(FunctionName ?? name));
}

/** Those that every function of the load is there for. */
export function architecturesOf(functions: readonly LoadedFunction[]): readonly Architecture[] {
  const [first, ...others] = functions.map((it) => it.functions);
  return [...(first?.keys() ?? [])].filter((architecture) => others.every((it) => it.has(architecture)));
}
