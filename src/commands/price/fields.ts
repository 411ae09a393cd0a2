/** `function`: may differ between the functions of a bill. `account`: holds for the whole bill. */
type Scope = 'function' | 'account';
type Declared = readonly [scope: Scope, value: string, description: string];

/**
 * Everything that is priced, by the name of its flag. `--compare` and `--plus` take the same names. In the square brackets
 * of a value it may be left out.
 */
export const FIELDS = {
  requests: ['function', '<n>', 'invocations a month, such as 10M; with --provisioned-requests only those on demand'],
  duration: [
    'function',
    '<time>',
    'Duration of every invocation, such as 120ms: each is billed rounded up, cold ones with --init',
  ],
  memory: ['function', '<MB>', 'memory size, such as 1536 or 2GB'],
  arch: ['function', '<name>', 'x86_64 (the default) or arm64'],
  init: [
    'function',
    '<time>',
    'Init Duration of a cold start, of a provisioned environment, or of a SnapStart version',
  ],
  'cold-share': ['function', '<share>', 'share of the invocations on demand that start cold, such as 1%'],
  package: ['function', '<type>', 'zip (the default) or image, whose INIT was billed before 2025-08-01 too'],
  runtime: ['function', '<name>', 'such as nodejs24.x, java21 (free SnapStart), provided.al2023 (INIT always billed)'],
  ephemeral: ['function', '<MB>', 'size of /tmp, charged above 512 MB'],
  'event-size': ['function', '<size>', 'of asynchronous events: above 256KB each further 64KB is a request more'],
  provisioned: ['function', '<n>', 'provisioned concurrency'],
  hours: [
    'function',
    '<hours>',
    'hours a month that it is on: 200, or 8x5 (8 h on 5 days, 52 weeks / 12 months); 24x7 (730 h) without it',
  ],
  'provisioned-requests': [
    'function',
    '<n>',
    'requests on it; without it as many of --requests as it has time for, the rest on demand',
  ],
  'provisioned-duration': ['function', '<time>', 'their Duration; that of --duration without it'],
  snapstart: ['function', '', 'SnapStart: cache and restore (free on managed Java)'],
  versions: ['function', '<n>', 'published versions with a snapshot; 1 without it'],
  active: ['function', '<time>', 'how long each is active in the month, such as 31d; 730h without it, 3h at least'],
  restores: ['function', '<n>', 'restores a month; --cold-share of --requests without it'],
  restore: ['function', '<time>', 'Billed Restore Duration of each, such as 50ms'],
  'response-size': ['function', '<size>', 'of each streamed response: charged above 6MB'],
  streamed: ['function', '<size>', 'streamed in all beyond the first 6MB of each response, such as 100GB'],
  edge: ['function', '', 'Lambda@Edge'],
  instance: ['function', '<type>', 'Managed Instances of this EC2 type, such as m7g.xlarge: no charge for duration'],
  'instance-hours': ['function', '<n>', 'hours of these instances a month'],
  'ec2-price': ['function', '<usd>', 'their on-demand price an hour; that of the price book without it'],
  'savings-plan-price': [
    'function',
    '<usd>',
    'what an hour costs instead; the management fee stays on the on-demand price',
  ],
  'durable-operations': ['function', '<n>', 'durable operations: starts, steps, waits'],
  'durable-written': ['function', '<size>', 'data that they write, such as 104GB'],
  'durable-days': [
    'function',
    '<days>',
    'how long it is kept, running and after, such as 7+14; GB x days / 30; 14 without it',
  ],
  'durable-stored': ['function', '<GB-month>', 'or the GB-months themselves'],
  'tenant-environments': ['function', '<n>', 'execution environments made for tenants'],
  'kafka-epu-hours': ['function', '<n>', 'event poller unit hours of Kafka event sources'],
  'sqs-epu-hours': ['function', '<n>', 'event poller unit hours of SQS event sources'],
  'log-bytes': ['function', '<size>', 'log of each invocation, such as 2KB'],
  logs: ['function', '<size>', 'or logs in all, such as 5GB'],
  'transfer-out': ['function', '<size>', 'data transfer out to the internet, such as 200GB'],
  'other-gb-seconds': [
    'account',
    '<n>',
    "on-demand GB-s of the account's other functions, which fill the lower tiers first: 7B, or arm64=1B",
  ],
  'free-tier': [
    'account',
    '[parts]',
    'subtract the free tier, where no provisioned concurrency is; parts such as requests,duration,streaming,transfer; all: for provisioned functions too',
  ],
  'savings-plan': ['account', '<plan>', 'Compute Savings Plan: no-upfront or all-upfront'],
  region: ['account', '<region>', 'us-east-1 without it, or that of the recording'],
  'as-of': ['account', '<day>', 'prices and billing rules of this day, such as 2020-11-30'],
  prices: ['account', '<file>', 'your own price book'],
} as const satisfies Readonly<Record<string, Declared>>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];
export const isFunctionField = (name: FieldName): boolean => FIELDS[name][0] === 'function';
