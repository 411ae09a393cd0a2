import type { Architecture } from '../../pricing/index.js';
import type { LoadScenario } from '../../scenario/index.js';
import { type Connection, concurrencyLimit, FunctionAsItIs, isSilent } from '../../target/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { checkHooks, type HooksWhere, hooksNote, hooksOf } from '../hooks/index.js';
import { onLatestText } from '../on-latest/told.js';
import type { OpenConnection } from '../open/open-connection.js';
import { allowedSizes } from '../quotas/allowed-sizes.js';
import type { RunParts } from '../recorded-run.js';
import { text } from '../scenario-from-options.js';
import type { Aim } from '../spending/ask.js';
import { type Arm, armsOf } from './arms.js';
import { atOnceOf } from './at-once.js';
import type { Bounds } from './bounds.js';
import { concurrencyNote } from './concurrency-notes.js';
import { askConsent, estimateText } from './consent.js';
import { estimateOf } from './estimate.js';
import { headerOf } from './header.js';
import {
  architecturesOf,
  isEmbedded,
  type LoadedFunction,
  needsConnection,
  openFunctions,
  openLoadConnection,
} from './open-load.js';
import { outlasting } from './outlasting.js';
import { ArmPreparation, namedTarget } from './prepare-arm.js';
import { pricesOf } from './prices-of.js';
import { keptOfArm, keptOfLoad, provisionedLoad } from './provisioned-load.js';
import { record } from './record.js';
import { type ArmsParts, runArms } from './run-arms.js';

export interface LoadParts extends RunParts {
  readonly scenario: LoadScenario;
  readonly bounds: Bounds;
  readonly seed: number;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Opens what the load needs, asks where it must be asked, and has it done and recorded. */
export async function performLoad(parts: LoadParts): Promise<void> {
  const { control, options, io } = parts;
  const { logGroup, open, functions, scenario, connection, bounds, notes, plan, prices, question, provisioned } =
    await planLoad(parts);
  const ofEachVersion = provisioned?.concurrency;
  await askConsent(question, options, io, control.signal);
  const header = headerOf({
    ...{ ...parts, ...plan, ofEachVersion },
    ...{ scenario, functions, connection, bounds, version: io.version },
  });
  const armsParts: ArmsParts = {
    ...{ arms: plan.arms, scenario, seed: parts.seed, bounds, control, connection, pricesOf: prices },
    logGroups: functions.length === 0 ? [logGroup] : functions.map((it) => logGroup ?? it.logGroup),
    isProvisioned: ofEachVersion !== undefined || functions.some(isProvisioned),
    keptUsd: (arm, ms) => keptOfArm(provisioned, arm, ms),
    prepare: preparationOf(scenario, functions, connection, ofEachVersion),
    checkTarget: () => throwCause(open),
  };
  await record({ ...parts, header, connection, causeOf: open?.causeOf ?? ((error) => error) }, async (teller) => {
    const limits = await limitNotes(functions, connection);
    const told = [estimateText(question), ...notes, ...silenceNotes(functions), ...sleepNotes(functions), ...limits];
    for (const note of told) teller.view.note(note);
    if (scenario.hooks !== undefined) teller.view.note(hooksNote(scenario.hooks, 'load'));
    const hooksParts = { environment: open?.environment ?? {}, signal: control.signal };
    const hooked = hooksOf(scenario.hooks, { ...hooksParts, connection, say: (line) => teller.view.note(line) });
    await runArms({ ...armsParts, ...hooked }, teller);
  });
}

/** Of what is put under load as it is: also where it may not be asked. */
const isProvisioned = (it: LoadedFunction): boolean =>
  it.provisionedConcurrency !== undefined || it.isProvisionedUnknown === true;

/** Opens what the load needs, and finds out what it will do, and at what cost. */
export async function planLoad(parts: LoadParts) {
  const { options, io } = parts;
  const logGroup = text(options.logGroup);
  checkHooks(parts.scenario.hooks, hooksWhere(parts, logGroup));
  const open = needsConnection(parts.scenario, logGroup)
    ? await openLoadConnection(parts.scenario, parts.opening)
    : undefined;
  const functions = open === undefined ? [] : await openFunctions(parts.scenario, open, parts.opening);
  checkBudget(parts.bounds, functions);
  const { scenario: lasting, notes: timeoutNotes } = outlasting(parts.scenario, functions);
  const scenario = await withinMemory(withCurrentSize(lasting, functions, options), functions, open, io);
  const { connection } = open ?? {};
  const { bounds, notes: boundNotes } = await atOnceOf(scenario, functions, connection, parts.bounds, options);
  const notes = [...timeoutNotes, ...boundNotes];
  const plan = planOf(scenario, functions, parts.seed);
  const prices = (arm: Arm) =>
    open === undefined ? [] : pricesOf(arm, functions, { ...parts, region: open.connection.region });
  const provisioned = await provisionedLoad(scenario, functions, connection, parts);
  const { phases } = scenario.load;
  const kept = keptOfLoad(provisioned, plan.arms, phases);
  const estimate = estimateOf(phases, plan.arms.length, plan.arms.flatMap(prices), bounds, kept);
  const measured = functions.map((it) => it.functions);
  const onLatest = connection && (await onLatestText(connection, measured, 'the load at each'));
  const question = { aim: aimOf(scenario, open), estimate, arms: plan.arms.length, onLatest };
  return { logGroup, open, functions, scenario, connection, bounds, notes, plan, prices, question, provisioned };
}

function hooksWhere({ scenario, opening }: LoadParts, logGroup: string | undefined): HooksWhere {
  if (!needsConnection(scenario, logGroup)) return 'address';
  return isEmbedded(scenario, opening) ? 'embedded-emulator' : 'functions';
}

function checkBudget({ budgetUsd }: Bounds, functions: readonly LoadedFunction[]): void {
  if (budgetUsd === undefined || functions.length > 0) return;
  throw new CommandError(
    '--budget is of no use where nothing is known of what is behind the address',
    'name the function too (--function), or use --max-requests',
  );
}

/** A function that is named without a scenario is put under load as it is, unless sizes are named. */
function withCurrentSize(
  scenario: LoadScenario,
  functions: readonly LoadedFunction[],
  options: RawOptions,
): LoadScenario {
  const current = functions[0]?.configuration.MemorySize;
  const isNamedAlone = options.readOnly === true || (options.function !== undefined && options.memory === undefined);
  if (!isNamedAlone || scenario.load.via.kind === 'url' || current === undefined) return scenario;
  return { ...scenario, memorySizesMB: [megabytes(current)] };
}

async function withinMemory(
  scenario: LoadScenario,
  functions: readonly LoadedFunction[],
  open: OpenConnection | undefined,
  { stderr }: Pick<Io, 'stderr'>,
): Promise<LoadScenario> {
  const [first] = functions.flatMap((it) => [...it.functions.values()]);
  if (open === undefined || first === undefined) return scenario;
  const say = (line: string): void => void stderr.write(`${line}\n`);
  return { ...scenario, memorySizesMB: await allowedSizes(open.connection, first.name, scenario.memorySizesMB, say) };
}

interface Plan {
  readonly arms: readonly Arm[];
  readonly architectures: readonly Architecture[];
}

function planOf(scenario: LoadScenario, functions: readonly LoadedFunction[], seed: number): Plan {
  if (scenario.load.via.kind !== 'url') {
    const architectures = architecturesOf(functions);
    if (architectures.length === 0) {
      throw new CommandError(
        'the functions of the mix have no architecture in common',
        'name functions of one architecture',
      );
    }
    return { arms: armsOf(scenario.memorySizesMB, architectures, seed), architectures };
  }
  const [behind] = functions;
  if (behind === undefined) return { arms: armsOf([null], [null], seed), architectures: [] };
  const { MemorySize, Architectures } = behind.configuration;
  const architecture: Architecture = Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';
  const size: Megabytes | null = MemorySize === undefined ? null : megabytes(MemorySize);
  return { arms: armsOf([size], [architecture], seed), architectures: [architecture] };
}

export function preparationOf(
  scenario: LoadScenario,
  functions: readonly LoadedFunction[],
  connection: Connection | undefined,
  ofEachVersion?: number,
): ArmsParts['prepare'] {
  if (scenario.load.via.kind === 'url' || connection === undefined) {
    return async () => ({ targets: [namedTarget(scenario)], discard: async () => undefined });
  }
  const preparation = new ArmPreparation(scenario, functions, connection, ofEachVersion);
  return (arm, signal, heard) => preparation.prepare(arm, signal, heard);
}

function aimOf({ load }: LoadScenario, open: OpenConnection | undefined): Aim {
  if (load.via.kind === 'url') return { url: load.via.url };
  const { endpoint: url, region = 'an unknown region' } = open?.connection ?? {};
  return url === undefined ? { region } : { url };
}

/** A driver only sees that nobody answers. */
function throwCause(open: OpenConnection | undefined): void {
  const cause = open?.causeOf(undefined);
  if (cause !== undefined) throw cause;
}

/** Reports of successes will not come, and are not waited for. */
const silenceNotes = (functions: readonly LoadedFunction[]): readonly string[] =>
  functions
    .filter(({ configuration }) => isSilent(configuration))
    .map(
      ({ mixed: { name } }) =>
        `${name} writes no report of a success (its system log level is WARN): latencies are measured; Duration, cold starts and cost are not. --copy loads a copy that logs at INFO`,
    );

const sleepNotes = (functions: readonly LoadedFunction[]): readonly string[] =>
  functions
    .filter((it) => [...it.functions.values()].some((fn) => fn instanceof FunctionAsItIs && fn.isAsleep))
    .map(
      ({ mixed: { name } }) =>
        `${name} sleeps (state Inactive): one invocation beside the load wakes it first, which takes minutes in a VPC`,
    );

async function limitNotes(
  functions: readonly LoadedFunction[],
  connection: Connection | undefined,
): Promise<readonly string[]> {
  if (connection === undefined) return [];
  const notes = functions.map(async ({ mixed, configuration, functions: made }) => {
    const limit = await concurrencyLimit(
      connection,
      [...made.values()][0]?.name ?? configuration.FunctionName ?? mixed.name,
    );
    return concurrencyNote(mixed.name, limit);
  });
  return Promise.all(notes);
}
