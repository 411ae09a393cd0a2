import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Plain } from './answer.js';
import { AwsProcesses, type Ended } from './aws-processes.js';
import type { Call, Driver, Pages } from './driver.js';

/** Version 1 prints dates as they came over the wire unless it is told to. */
const CONFIGURATION = '[default]\ncli_timestamp_format = iso8601\n';

const REFUSAL = /An error occurred \(([^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/;
/** What the command says of an operation or a member that is younger than itself. */
const UNKNOWN = /Invalid choice|Unknown parameter in input/;

/** The `aws` command. It does not show the status code of an answer. */
export class AwsCommandDriver implements Driver {
  readonly name = 'aws';
  readonly #folder: string;
  readonly #processes: AwsProcesses;
  #files = 0;
  #isRecent: Promise<boolean> | undefined;

  private constructor(folder: string, processes: AwsProcesses) {
    this.#folder = folder;
    this.#processes = processes;
  }

  /** @returns undefined when there is no such command. */
  static async start(): Promise<AwsCommandDriver | undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'kelvin-aws-command-'));
    await writeFile(join(folder, 'config'), CONFIGURATION);
    const processes = await AwsProcesses.start(folder, join(folder, 'config'));
    if (processes !== undefined) return new AwsCommandDriver(folder, processes);
    await rm(folder, { recursive: true });
    return undefined;
  }

  async call(call: Call): Promise<Answer> {
    const outFile = call.operation === 'Invoke' ? [this.#newFile()] : [];
    const ended = await this.#aws(call, kebab(call.operation), [
      ...(await this.#inputOf(call)),
      '--no-paginate',
      ...outFile,
    ]);
    if (!ended.succeeded) return refusalOf(ended.stderr);
    const output = parsed(ended.stdout);
    const [payload] = await Promise.all(outFile.map((path) => readFile(path, 'utf8')));
    return {
      kind: 'answered',
      output: payload === undefined ? output : { ...output, Payload: payload },
      status: undefined,
    };
  }

  async pages(call: Call, member: string, pageSize: number): Promise<Pages> {
    const input = await this.#inputOf(call);
    const ended = await this.#aws(call, kebab(call.operation), [...input, '--page-size', String(pageSize)]);
    if (!ended.succeeded) throw new Error(ended.stderr);
    return { items: parsed(ended.stdout)[member] as readonly Plain[], count: undefined };
  }

  async waitUntil(waiter: string, call: Omit<Call, 'operation'>): Promise<boolean> {
    const { stderr, succeeded } = await this.#aws(call, 'wait', [kebab(waiter), ...members(call.input)]);
    if (!succeeded && !UNKNOWN.test(stderr)) throw new Error(stderr);
    return succeeded;
  }

  /**
   * What a version knows of answers it does not say, but it does of inputs: one that is too old for a member of 2025 is
   * not held to members at all.
   */
  async knows(call: Call): Promise<boolean> {
    const args = ['--generate-cli-skeleton', 'input'];
    this.#isRecent ??= this.#aws({ ...call, api: 'lambda' }, 'update-function-configuration', args).then(({ stdout }) =>
      stdout.includes('"DurableConfig"'),
    );
    return this.#isRecent;
  }

  async close(): Promise<void> {
    await this.#processes.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #aws({ api, place }: Omit<Call, 'operation'>, command: string, args: readonly string[]): Promise<Ended> {
    const where = ['--endpoint-url', place.endpoint, '--region', place.region, '--output', 'json'];
    return this.#processes.run([...where, api, command, ...args]);
  }

  /** What is JSON in one argument; bytes in files, as the command takes them. */
  async #inputOf({ operation, input }: Call): Promise<string[]> {
    const { Payload, InvokeArgs, ZipFile, Code, Content, ...rest } = input;
    const zip = ZipFile ?? zipOf(Code) ?? zipOf(Content);
    const { ZipFile: _, ...otherCode } = (Code ?? {}) as Readonly<Record<string, unknown>>;
    const json = { ...rest, ...(Object.keys(otherCode).length === 0 ? {} : { Code: otherCode }) };
    return [
      // Where the answer goes to a file, version 1 insists on the function's name as an option of its own.
      ...(operation === 'Invoke' ? members(rest) : ['--cli-input-json', JSON.stringify(json)]),
      ...(await this.#fileArgument('--zip-file', 'fileb://', zip)),
      ...(await this.#fileArgument('--payload', 'fileb://', Payload)),
      ...(await this.#fileArgument('--invoke-args', '', InvokeArgs)),
    ];
  }

  async #fileArgument(option: string, prefix: string, content: unknown): Promise<string[]> {
    if (content === undefined) return [];
    const path = this.#newFile();
    await writeFile(path, content as string | Uint8Array);
    return [option, prefix + path];
  }

  #newFile(): string {
    this.#files += 1;
    return join(this.#folder, String(this.#files));
  }
}

const zipOf = (code: unknown): unknown => (code as { readonly ZipFile?: unknown } | undefined)?.ZipFile;

/** `--function-name f`: the subcommands of `wait` take no JSON in the oldest versions. */
const members = (input: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(input).flatMap(([name, value]) => [`--${kebab(name)}`, String(value)]);

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

const parsed = (stdout: string): { readonly [member: string]: Plain } =>
  stdout.trim() === '' ? {} : JSON.parse(stdout);

/** @throws what the command says, when it is no refusal of the service. */
function refusalOf(stderr: string): Answer {
  const [, code, message] = REFUSAL.exec(stderr) ?? [];
  if (code !== undefined && message !== undefined) {
    return { kind: 'refused', code, message: message.trim(), status: undefined };
  }
  if (UNKNOWN.test(stderr)) return { kind: 'unknown' };
  throw new Error(stderr);
}
