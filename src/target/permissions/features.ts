import type { Permission } from './permission.js';

const READ: Permission = {
  action: 'lambda:GetFunctionConfiguration',
  on: ['function', 'version'],
  why: 'read the function, and whether a change of it has arrived',
};

const INVOKE: Permission = {
  action: 'lambda:InvokeFunction',
  on: ['function', 'version'],
  why: 'invoke what is measured',
};

const REPORTS: Permission = {
  action: 'logs:FilterLogEvents',
  on: ['log-group'],
  why: 'find reports that the end of the log does not hold: asynchronous, streamed and JSON-logged invocations, inits of SnapStart and provisioned concurrency',
  without: 'a report that is not in the answer is counted as missing',
};

const PROVISIONED: Permission = {
  action: 'lambda:GetProvisionedConcurrencyConfig',
  on: ['version'],
  why: 'see whether a version or alias that is measured as it is has provisioned concurrency, and whether all of it is there',
  without: 'it is not known whether it has any, nor waited for, and its cost is that on demand',
};

const QUOTAS: readonly Permission[] = [
  {
    action: 'lambda:GetAccountSettings',
    on: ['account'],
    why: 'read how much concurrency the account has left',
    without: 'Kelvin keeps to the concurrency that is asked for, and knows no limit of the account',
  },
  {
    action: 'lambda:GetFunctionConcurrency',
    on: ['function'],
    why: 'read how much concurrency is reserved',
    without: 'a reserved concurrency is noticed by its throttles only',
  },
];

/** Who is known to invoke `$LATEST`: said before it is set. */
const CALLERS: readonly Permission[] = [
  ['lambda:GetFunctionUrlConfig', 'function', 'a function URL'],
  ['lambda:ListEventSourceMappings', 'account', 'event source mappings'],
  ['lambda:GetPolicy', 'function', 'its own policy'],
].map(([action = '', on, what = '']) => ({
  ...{ action, on: [on as 'account' | 'function'] },
  why: `tell who invokes $LATEST by ${what}`,
  without: `callers by ${what} are told as not known`,
}));

/** Only one run at a time may change a function: an alias says which. */
const LOCK: readonly Permission[] = [
  { action: 'lambda:CreateAlias', on: ['function'], why: 'take the lock, the alias kelvin-run' },
  { action: 'lambda:GetAlias', on: ['function', 'version'], why: 'see who holds the lock' },
  { action: 'lambda:DeleteAlias', on: ['function'], why: 'give the lock back; no other alias is deleted' },
];

const CLAIMING = 'claim the lock of a run that has died, so that one alone cleans up after it';

/** Of a run that finds another one that has died. */
const CLAIM: Permission = {
  action: 'lambda:UpdateAlias',
  on: ['function', 'version'],
  why: CLAIMING,
  without: 'two that clean up at once may remove the lock of a run that begins meanwhile',
};

/** Of `kelvin restore --function`, which has no journal. */
const LEFT_ALIASES: Permission = {
  action: 'lambda:ListAliases',
  on: ['function'],
  why: 'find what a run has left, where its journal is lost',
  without: 'restore needs the journal of the run',
};

const SET: Permission = {
  action: 'lambda:UpdateFunctionConfiguration',
  on: ['function'],
  why: 'set memory size and description of $LATEST, and put them back',
};

const VERSIONS: readonly Permission[] = [
  SET,
  { action: 'lambda:PublishVersion', on: ['function'], why: 'publish a version for each visit to a memory size' },
  { action: 'lambda:ListVersionsByFunction', on: ['function'], why: 'find the versions that the run has published' },
  { action: 'lambda:DeleteFunction', on: ['version'], why: 'remove those versions; never the function itself' },
];

const COPIES: readonly Permission[] = [
  { action: 'lambda:GetFunction', on: ['function', 'version'], why: 'read the code and configuration to copy' },
  { action: 'lambda:CreateFunction', on: ['copy'], why: 'make a copy, whose name begins with kelvin-' },
  { action: 'iam:PassRole', on: ['role'], why: 'give the copy the role of the function' },
  { action: 'lambda:DeleteFunction', on: ['copy'], why: 'remove the copy and its versions' },
  ...['GetFunctionConfiguration', 'UpdateFunctionConfiguration', 'PublishVersion', 'ListVersionsByFunction'].map(
    (name) => ({ action: `lambda:${name}`, on: ['copy' as const], why: 'set, publish and await versions of the copy' }),
  ),
  { action: 'lambda:InvokeFunction', on: ['copy'], why: 'invoke the copy' },
  {
    action: 'lambda:GetFunctionConcurrency',
    on: ['copy'],
    why: 'read how much concurrency is reserved',
    without: 'a reserved concurrency is noticed by its throttles only',
  },
  { ...REPORTS, on: ['copy-log-group'] },
  {
    action: 'logs:DeleteLogGroup',
    on: ['copy-log-group'],
    why: 'remove the log group that Lambda makes for the copy',
    without: 'the log group of each copy stays',
  },
  {
    action: 'lambda:GetLayerVersion',
    on: ['account'],
    why: 'give the copy the layers of the function, where it has any',
    without: 'a function with layers cannot be copied',
  },
];

const FUNCTION_URL: readonly Permission[] = [
  { action: 'lambda:CreateAlias', on: ['function'], why: 'make an alias of the run for the URL' },
  { action: 'lambda:GetAlias', on: ['function', 'version'], why: 'see that the alias is the one of the run' },
  { action: 'lambda:UpdateAlias', on: ['function', 'version'], why: 'move the alias to the next memory size' },
  { action: 'lambda:DeleteAlias', on: ['function'], why: 'remove the alias' },
  { action: 'lambda:CreateFunctionUrlConfig', on: ['version'], why: 'make a function URL on that alias' },
  { action: 'lambda:GetFunctionUrlConfig', on: ['function', 'version'], why: 'answer as the function’s own URL does' },
  { action: 'lambda:DeleteFunctionUrlConfig', on: ['version'], why: 'remove that URL' },
  { action: 'lambda:InvokeFunctionUrl', on: ['version'], why: 'send requests to it' },
  {
    action: 'lambda:AddPermission',
    on: ['version'],
    why: 'let everybody in, for a URL with auth NONE only',
    without: 'only URLs that are signed for (AWS_IAM, the default) can be made',
  },
];

const ASYNCHRONOUS: readonly Permission[] = [
  {
    action: 'lambda:PutFunctionEventInvokeConfig',
    on: ['version', 'copy'],
    why: 'have the events of a version of the run tried once',
    without: 'Lambda tries a failed event again after one and after two minutes, which costs, and is in no figure',
  },
];

const OWN_PROVISIONED: readonly Permission[] = [
  ['Put', 'give each version of the run its provisioned concurrency'],
  ['Get', 'see when it is there'],
  ['Delete', 'end it with the version'],
].map(([verb, why = '']) => ({ action: `lambda:${verb}ProvisionedConcurrencyConfig`, on: ['version', 'copy'], why }));

const APPLY: readonly Permission[] = [
  {
    action: 'lambda:UpdateAlias',
    on: ['function', 'version'],
    why: 'move the alias that is named with --alias, and claim the lock of a run that has died',
  },
  {
    action: 'lambda:GetProvisionedConcurrencyConfig',
    on: ['version'],
    why: 'read whether that alias has provisioned concurrency',
    without: 'provisioned concurrency of the alias is not seen',
  },
];

const BY_HAND = 'what a run that was killed has left of it is listed, and must be undone by hand';

/** Whatever a journal may hold: of the function, of an alias of the run, of copies. */
const PUT_BACK: readonly Permission[] = [
  {
    action: 'lambda:UpdateAlias',
    on: ['function', 'version'],
    why: `${CLAIMING}; have an alias lead again to where it led before an apply`,
    without: BY_HAND,
  },
  {
    action: 'lambda:DeleteFunctionUrlConfig',
    on: ['version'],
    why: 'remove the function URL that a load has made',
    without: BY_HAND,
  },
  ...['Get', 'Put', 'Delete'].map((verb) => ({
    action: `lambda:${verb}ProvisionedConcurrencyConfig`,
    on: ['version' as const],
    why: 'set provisioned concurrency back to what it was',
    without: BY_HAND,
  })),
  { action: 'lambda:GetFunctionConfiguration', on: ['copy'], why: 'see that a copy is of the run', without: BY_HAND },
  { action: 'lambda:DeleteFunction', on: ['copy'], why: 'remove the copies of the run', without: BY_HAND },
  {
    action: 'logs:DeleteLogGroup',
    on: ['copy-log-group'],
    why: 'remove the log group of each copy',
    without: 'the log group of each copy stays',
  },
];

const HOOKS: readonly Permission[] = [
  { action: 'lambda:InvokeFunction', on: ['hook'], why: 'invoke the function that is a hook' },
];

const VISIT = [READ, INVOKE, ...VERSIONS, ...LOCK, REPORTS] as const;
const MEASURE = [...VISIT, CLAIM, ...QUOTAS] as const;

/** What each command, and each option that needs more or less, asks of AWS: the one declaration of it. */
export const NEEDS = {
  tune: MEASURE,
  load: MEASURE,
  check: [READ, ...COPIES, ...QUOTAS],
  apply: [...VISIT, ...APPLY],
  restore: [
    READ,
    ...VERSIONS.filter(({ action }) => action !== 'lambda:PublishVersion'),
    ...LOCK.slice(1),
    LEFT_ALIASES,
    ...PUT_BACK,
  ],
  logs: [{ action: REPORTS.action, on: REPORTS.on, why: 'read the log group' }],
  copy: [READ, ...COPIES, ...QUOTAS],
  'function-url': FUNCTION_URL,
  asynchronous: ASYNCHRONOUS,
  provisioned: OWN_PROVISIONED,
  hooks: HOOKS,
  'on-latest': [READ, INVOKE, SET, ...LOCK, CLAIM, REPORTS, ...QUOTAS, ...CALLERS],
  'read-only': [READ, INVOKE, PROVISIONED, ...QUOTAS, REPORTS],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Need = keyof typeof NEEDS;

/** What each need is, as it is said to the user. */
export const NEED_TITLES: Readonly<Record<Need, string>> = {
  tune: 'kelvin tune',
  load: 'kelvin load',
  check: 'kelvin check',
  apply: 'kelvin apply',
  restore: 'kelvin restore',
  logs: 'kelvin logs --log-group',
  copy: 'tune and load with --copy',
  'function-url': 'load --via function-url, besides',
  asynchronous: 'tune, check and load with --async, besides',
  provisioned: 'tune and load with --provisioned, besides',
  hooks: '--before and --after with a function, besides',
  'on-latest': 'tune and load with --on-latest',
  'read-only': 'tune and load with --read-only',
};

export const needNames = (): readonly Need[] => Object.keys(NEEDS) as Need[];

/** Of several needs, each action once with all that it acts on; a need of any counts before what one can go without. */
export function permissionsFor(needs: readonly Need[]): readonly Permission[] {
  const all = new Map<string, Permission>();
  for (const permission of needs.flatMap((need): readonly Permission[] => NEEDS[need])) {
    const before = all.get(permission.action);
    all.set(permission.action, before === undefined ? permission : both(before, permission));
  }
  return [...all.values()];
}

function both(one: Permission, other: Permission): Permission {
  const { without: _, ...needed } = one.without === undefined ? one : other;
  const on = [...new Set([...one.on, ...other.on])];
  const why = [...new Set([one, other].flatMap((it) => it.why.split('; ')))].join('; ');
  const isNeeded = one.without === undefined || other.without === undefined;
  return isNeeded ? { ...needed, on, why } : { ...one, on, why };
}
