import { type DriveContext, markedReport, markedRequest, requestOfSize } from '../../load/index.js';
import type { LoadRequest } from '../../recording/index.js';
import type { LoadScenario } from '../../scenario/index.js';
import { type Connection, signingCredentials } from '../../target/index.js';
import { formatMegabytes, type Usd, usd } from '../../units/index.js';
import { allowedErrorsPart, type HookPlace, type RunHooks } from '../hooks/index.js';
import type { RunControl } from '../interrupt.js';
import type { InvocationPrice } from '../spending/invocation-price.js';
import type { Arm } from './arms.js';
import { type Bounds, shareOf } from './bounds.js';
import { type DrivenArm, driveArm } from './drive-arm.js';
import { HeldBack } from './held-back.js';
import type { ArmHeard } from './kept-versions.js';
import { LateReports } from './late-reports.js';
import { LetIn } from './let-in.js';
import type { PreparedArm } from './prepare-arm.js';
import type { Teller } from './record.js';
import { RunningCost } from './running-cost.js';

export interface ArmsParts {
  readonly arms: readonly Arm[];
  readonly scenario: LoadScenario;
  readonly seed: number;
  readonly bounds: Bounds;
  readonly hooks?: RunHooks;
  readonly control: RunControl;
  /** None where an address is all that is known. */
  readonly connection: Connection | undefined;
  /** Of each function, by its number: where reports are that answers do not hold. */
  readonly logGroups: readonly (string | undefined)[];
  /** Whether what is put under load as it is has provisioned concurrency. */
  readonly isProvisioned: boolean;
  readonly prepare: (arm: Arm, signal: AbortSignal, heard: ArmHeard) => Promise<PreparedArm>;
  /** What it costs to keep provisioned concurrency of an arm's versions for so long. */
  readonly keptUsd: (arm: Arm, ms: number) => number;
  /** Of each function, by its number. */
  readonly pricesOf: (arm: Arm) => readonly InvocationPrice[];
  /** Throws where it is known why nobody answers any more. */
  readonly checkTarget: () => void;
}

/** Puts one memory size after another under the same load, until all had it, a bound is reached, or the user ends it. */
export async function runArms(parts: ArmsParts, teller: Teller): Promise<void> {
  const { arms, bounds, control } = parts;
  const spent = { requests: 0, usd: 0 };
  for (const arm of arms) {
    if (control.reason !== undefined) return;
    const armsLeft = arms.length - arm.number;
    const share = {
      maxRequests: Math.floor(shareOf((bounds.maxRequests ?? Number.POSITIVE_INFINITY) - spent.requests, armsLeft)),
      budgetUsd: usd(Math.min(shareOf((bounds.budgetUsd ?? Number.MAX_VALUE) - spent.usd, armsLeft), Number.MAX_VALUE)),
    };
    if (share.maxRequests < 1 || share.budgetUsd <= parts.keptUsd(arm, 0)) {
      teller.view.note(`nothing is left for ${nameOf(arm)}: it is not measured`);
      continue;
    }
    const used = await runArm(arm, parts, share, teller);
    spent.requests += used.requests;
    spent.usd += used.usd;
    parts.checkTarget();
  }
}

type Context = Omit<DriveContext, 'signal'>;

interface Share {
  /** Infinite where there is no bound. */
  readonly maxRequests: number;
  readonly budgetUsd: Usd;
}

/** @returns with it what its provisioned concurrency has cost so far */
async function prepareArm(arm: Arm, { prepare, keptUsd, control }: ArmsParts, { view, write }: Teller) {
  view.activity(`preparing ${nameOf(arm)}`);
  let askedAt: number | undefined;
  const prepared = await prepare(arm, control.signal, {
    onWait: (activity) => view.activity(activity),
    onProvisioned: (line) => {
      askedAt ??= line.askedAt;
      write([line]);
      view.provisioned(line);
    },
  });
  return { prepared, kept: () => (askedAt === undefined ? 0 : keptUsd(arm, Date.now() - askedAt)) };
}

async function runArm(
  arm: Arm,
  parts: ArmsParts,
  share: Share,
  teller: Teller,
): Promise<{ readonly requests: number; readonly usd: number }> {
  const { control } = parts;
  const { prepared, kept } = await prepareArm(arm, parts, teller);
  const cost = new RunningCost(parts.pricesOf(arm), kept);
  const late = new LateReports(arm.number, parts.logGroups);
  const { context: told, sent } = hearing(arm, parts, teller, late, prepared);
  const { context, heldBack } = heldBackWhere(prepared, told);
  const bounds = { control, cost, ...(share.budgetUsd === Number.MAX_VALUE ? {} : { budgetUsd: share.budgetUsd }) };
  let driven: DrivenArm | undefined;
  const drive = async (): Promise<void> => {
    const ended = await driveArm(driveOptions(arm, parts, prepared, share), context, bounds);
    await heldBack?.end();
    driven = ended;
    if (!control.signal.aborted) await prepared.giveBack?.();
  };
  try {
    await (parts.hooks === undefined ? drive() : parts.hooks.around(placeOf(arm, parts), drive));
  } finally {
    // A hook after that fails ends the run, and what was measured stands with all of its reports.
    if (driven !== undefined) {
      await fetchLate(late, driven, parts, teller);
      if (!control.signal.aborted) await writeInits(arm, prepared, parts, teller.write);
      endArm(arm, driven, late, teller);
    }
  }
  // A run that is being ended leaves this to the clean-up, which removes all versions of the run at once.
  await (control.signal.aborted ? prepared.endProvisioned?.() : prepared.discard());
  return { requests: sent(), usd: cost.usd };
}

function endArm({ number: arm }: Arm, { reason, atMs }: DrivenArm, late: LateReports, { view, write }: Teller): void {
  const missing = late.missing === 0 ? {} : { reportsMissing: late.missing };
  const end = { type: 'arm-end', arm, atMs, reason, ...missing } as const;
  write([end]);
  view.armEnded(end);
}

/** Where others may change what is put under load, nothing is handed on that may have been answered by what they made of it. */
function heldBackWhere({ checkUnchanged }: PreparedArm, context: Context): { context: Context; heldBack?: HeldBack } {
  if (checkUnchanged === undefined) return { context };
  const heldBack = new HeldBack(checkUnchanged, context.onRequests);
  const onBeat: Context['onBeat'] = (beat) => {
    heldBack.beat();
    context.onBeat(beat);
  };
  return { heldBack, context: { ...context, onBeat, onRequests: (requests) => heldBack.add(requests) } };
}

/** What is done with all that the driver hands on; the recording has it before anything else does. */
function hearing(
  { number, memorySizeMB, architecture }: Arm,
  { connection, scenario, checkTarget, isProvisioned }: ArmsParts,
  { view, write }: Teller,
  late: LateReports,
  { memorySizeMB: ofSize }: Pick<PreparedArm, 'memorySizeMB'>,
): { readonly context: Context; readonly sent: () => number } {
  const letIn = new LetIn(scenario);
  let sent = 0;
  const context: Context = {
    ...(connection === undefined ? {} : { credentials: signingCredentials(connection) }),
    onBegin: (at) => {
      const line = { type: 'arm', arm: number, at, memorySizeMB, architecture } as const;
      write([line]);
      view.armBegan(line);
    },
    onRequests: (answered) => {
      const own = ofSize === undefined ? answered : answered.map((it) => requestOfSize(it, ofSize));
      const requests = isProvisioned ? own.map(markedRequest) : own;
      write(requests);
      late.await(requests);
      sent += sentOf(requests);
      view.requests(requests);
      letIn.check(requests);
    },
    onBeat: (beat) => {
      write([beat]);
      view.beat(beat);
      checkTarget();
    },
  };
  return { context, sent: () => sent };
}

function driveOptions(arm: Arm, { scenario, seed, bounds }: ArmsParts, { targets }: PreparedArm, share: Share) {
  const { phases, timeoutMs, retries } = scenario.load;
  return {
    ...{ phases, seed, targets, timeoutMs, retries, maxOpen: bounds.maxOpen, arm: arm.number },
    ...allowedErrorsPart(scenario),
    ...(Number.isFinite(share.maxRequests) ? { maxRequests: share.maxRequests } : {}),
  };
}

async function fetchLate(
  late: LateReports,
  { beganAt }: DrivenArm,
  { connection, control, isProvisioned }: ArmsParts,
  { view, write }: Teller,
): Promise<void> {
  if (connection === undefined || beganAt === undefined || late.missing === 0) return;
  await late.fetch(
    connection,
    beganAt,
    {
      onReports: (found) => {
        const reports = isProvisioned ? found.map((it) => ({ ...it, report: markedReport(it.report) })) : found;
        write(reports);
        view.reports(reports);
      },
      onActivity: (activity) => view.activity(activity),
      onTrouble: (trouble) => view.note(trouble),
    },
    control.signal,
  );
}

/** Of a mix each says whose it is. */
async function writeInits(
  { number: arm }: Arm,
  { fetchInits }: PreparedArm,
  { scenario, control }: ArmsParts,
  write: Teller['write'],
): Promise<void> {
  const found = (await fetchInits?.(control.signal)) ?? [];
  const isMix = scenario.functions.length > 1;
  write(
    found.map(({ function: index, ...it }) => ({ type: 'init', arm, ...(isMix ? { function: index } : {}), ...it })),
  );
}

const placeOf = ({ memorySizeMB, architecture }: Arm, { scenario }: ArmsParts): HookPlace => ({
  ...{ functionName: scenario.functions.map(({ name }) => name).join(','), memorySizeMB, architecture },
});

const sentOf = (requests: readonly LoadRequest[]): number =>
  requests.reduce((sum, { outcome, attempts = 1 }) => sum + (outcome.kind === 'dropped' ? 0 : attempts), 0);

const nameOf = ({ memorySizeMB, architecture }: Arm): string =>
  memorySizeMB === null ? 'the load' : `${formatMegabytes(memorySizeMB)}${architecture === 'arm64' ? ', arm64' : ''}`;
