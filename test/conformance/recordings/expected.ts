import type { Network } from '../../../src/emulator/index.js';

/** Recordings that the emulator does not meet, and why. A test fails when one of them is met: then its line goes. */
export interface Unmet {
  readonly file: string;
  readonly tests: RegExp;
  readonly reason: string;
  /** It hangs on what the host has, so that it is met on one machine and not on another. */
  readonly byHost?: true;
  /** It is met where each execution environment has a network of its own. */
  readonly byNetwork?: true;
}

const OLDER =
  'recorded before AWS had LoggingConfig, SnapStart or RuntimeVersionConfig, which newer recordings of the same operations have';

/** @param network of the emulator that plays them */
export const unmetOn = (network: Network | undefined): Unmet[] =>
  unmet.filter(({ byNetwork }) => byNetwork !== true || network !== 'off');

const unmet: readonly Unmet[] = [
  {
    file: 'lambda-lambda_api',
    tests: /::test_publish_with_wrong_revisionid$/,
    reason: `${OLDER} (2022-09)`,
  },
  {
    file: 'lambda-lambda_api',
    tests: /::test_create_event_source_self_managed$/,
    reason:
      'recorded before AWS had EventSourceMappingArn (2024-09), which newer recordings of the same operation have',
  },
  {
    file: 'lambda-lambda_api',
    tests: /::test_event_source_mapping_lifecycle$/,
    reason: 'one of its answers is DynamoDB’s own, to UpdateTable',
  },
  {
    file: 'lambda-lambda',
    tests: /::test_lambda_(environment|with_context)$/,
    reason: `${OLDER} (2022-09)`,
  },
  {
    file: 'lambda-lambda',
    tests: /::test_invocation_type_event_error$/,
    reason: `${OLDER} (2023-09), and the durations and the memory of its REPORT lines stand in it as they were`,
  },
  {
    file: 'lambda-lambda',
    tests: /::test_lambda_runtime_error$/,
    reason:
      'its stack trace has the line numbers of AWS’s Python 3.13 and lies in /var/lang: the interpreter here is the host’s',
    byHost: true,
  },
  {
    file: 'lambda-lambda',
    tests: /::test_assume_role\[/,
    reason: 'what the function returns is an answer of STS',
  },
  {
    file: 'lambda-lambda_destinations',
    tests: /\[payload1\]$/,
    reason: 'its stack trace lies in /var/task, which takes a host that gives processes a file system of their own',
    byHost: true,
  },
  {
    file: 'lambda-lambda_common',
    tests: /\[nodejs1/,
    reason: 'NODE_EXTRA_CA_CERTS names a file of certificates in it that is part of AWS’s runtime',
  },
  {
    file: 'lambda-lambda_common',
    tests: /\[provided/,
    reason: 'its function is a compiled program that is not part of the recording',
  },
  {
    file: 'lambda-lambda_common',
    tests: /\[(python|nodejs2)/,
    reason:
      'AWS_LAMBDA_RUNTIME_API is 169.254.100.1:9001 in it, an address that only a network of its own can have, which this host refuses',
    byNetwork: true,
  },
  {
    file: 'lambda-lambda_common',
    tests: /\[(java|dotnet|ruby)/,
    reason: 'the emulator runs Node.js, Python and custom runtimes',
  },
  {
    file: 'lambda-lambda_runtimes',
    tests: /^TestJavaRuntimes::/,
    reason: 'the emulator runs no Java',
  },
];
