import type { OptionSpec } from './command.js';

/** Of every command that measures a function: the same word means the same in each. */
export const RUN_OPTIONS = {
  function: {
    flags: '--function <name>',
    description: 'a function that exists, by name or ARN, instead of a scenario',
  },
  qualifier: { flags: '--qualifier <qualifier>', description: 'version or alias of --function' },
  copy: {
    flags: '--copy',
    description: 'measure a copy of the function, which is removed afterwards: the function itself is only read',
  },
  onLatest: {
    flags: '--on-latest',
    description:
      'where no version may be published: set $LATEST itself for each visit and put it back; who invokes it meets that size',
  },
  wait: {
    flags: '--wait <time>',
    description: 'wait so long for another run on the same function to end, such as 30m; without it that is refused',
  },
  memory: { flags: '--memory <sizes>', description: 'memory sizes in MB, such as 128,512,1769' },
  payload: {
    flags: '--payload <what>',
    description:
      'a JSON file to send, a folder of them, JSON itself, or - for standard input; may be repeated, with =WEIGHT',
    repeatable: true,
  },
  async: {
    flags: '--async',
    description: 'invoke asynchronously, as an event source does: measured by the reports in the log group',
  },
  streamed: { flags: '--streamed', description: 'read the answer as it is made (InvokeWithResponseStream)' },
  before: {
    flags: '--before <hook>',
    description: 'a shell command, or function:NAME, to run before what is measured; its time is in no figure',
  },
  after: { flags: '--after <hook>', description: 'the same, afterwards, whatever came of it' },
  each: { flags: '--each <what>', description: 'hooks around each invocation (default), or each visit to a size' },
  payloadFromBefore: {
    flags: '--payload-from-before',
    description: 'send what --before prints or answers instead of the payload',
  },
  allowError: {
    flags: '--allow-error <type>',
    description: 'a function error of this type counts as an answer, and is counted; may be repeated',
    repeatable: true,
  },
  strategy: {
    flags: '--strategy <name>',
    description: 'cheapest, fastest or balanced (knee of the cost-duration curve)',
  },
  within: {
    flags: '--within <share>',
    description: 'the fastest that costs at most this more than the cheapest, such as 5%',
  },
  maxDuration: {
    flags: '--max-duration <limit>',
    description: 'the cheapest that meets a limit, such as p95=200ms',
  },
  coldShare: {
    flags: '--cold-share <share>',
    description: 'share of invocations that start cold, for the cost, such as 1%',
  },
  maxConcurrency: {
    flags: '--max-concurrency <n>',
    description: 'never more invocations at once; a tenth of what the account has unreserved without it',
  },
  provisioned: {
    flags: '--provisioned <n>',
    description:
      'give each version that is measured this provisioned concurrency, and measure it there: AWS bills five minutes of it at the least',
  },
  readOnly: {
    flags: '--read-only',
    description: 'read and invoke, and change nothing: the function is measured as it is, at the size it has',
  },
  dryRun: {
    flags: '--dry-run',
    description:
      'print every call that would be made, what it changes and what the run may cost, and make none but reads',
  },
  region: { flags: '--region <region>', description: "AWS region; the SDK's own chain without it" },
  endpointUrl: { flags: '--endpoint-url <url>', description: "any endpoint that speaks Lambda's API" },
  profile: {
    flags: '--profile <name>',
    description: "whose credentials and region, of your AWS configuration files; the SDK's own chain without it",
  },
  assumeRole: {
    flags: '--assume-role <arn>',
    description: 'a role to assume with those credentials, such as one of another account; renewed before it expires',
  },
  budget: { flags: '--budget <usd>', description: 'stop before more than this is spent, such as $0.05' },
  maxTime: { flags: '--max-time <time>', description: 'stop after so long, such as 5m' },
  prices: { flags: '--prices <file>', description: 'your own prices: a price book, or what differs from one' },
  out: { flags: '--out <folder>', description: 'folder of the run; reports/<scenario>-<time> without it' },
  json: { flags: '--json [file]', description: 'also write the result as JSON, to standard output with -' },
  yes: { flags: '--yes', description: 'do not ask when the estimate of cost or time is over a limit' },
  noTui: { flags: '--no-tui', description: 'plain lines instead of the live screen' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
