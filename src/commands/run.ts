import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './all.js';
import type { CommandSpec, Io, RawOptions } from './command.js';
import { EXIT_CODES, type Exit } from './exit-code.js';
import { together } from './repeated.js';

/** `engines` in package.json says the same. */
export const OLDEST_NODE = 22;

/**
 * Parses the command line of this process, runs the command, and leaves its exit code; never throws.
 *
 * @param cli absolute path of the file that was started
 */
export async function run(argv: readonly string[], cli: string): Promise<void> {
  const io = processIo(cli);
  // A reader that goes away (| head, 2>&1 | head) is no error of ours.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => {});
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(event, (error: unknown) => {
      void exitOf(error, io).then(() => process.exit(EXIT_CODES.bug.code));
    });
  }
  process.exitCode = EXIT_CODES[await runWith(argv, io)].code;
}

/** Runs a command with streams of the caller's own; never throws. */
export async function runWith(argv: readonly string[], io: Io): Promise<Exit> {
  let exit: Exit = 'ok';
  const onExit = (it: Exit): void => {
    exit = it;
  };
  try {
    await programOf(io.version, onExit, io).parseAsync(argv);
  } catch (error) {
    return await exitOf(error, io);
  }
  return exit;
}

/** The parser with every command: what `--help` prints. */
export function programOf(version: string, onExit: (exit: Exit) => void, io: Io): Command {
  const program = new Command('kelvin')
    .description('Benchmark AWS Lambda functions, real or emulated: memory size, cold starts, cost.')
    .version(version, '--version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .addHelpText('after', `\nExit codes:\n${exitTable()}`);
  for (const spec of COMMANDS) addCommand(program, spec, onExit, io);
  return program;
}

function addCommand(program: Command, spec: CommandSpec, onExit: (exit: Exit) => void, io: Io): void {
  const command = program.command(spec.name).description(spec.summary).exitOverride();
  const { argument } = spec;
  if (argument !== undefined) {
    const name = argument.variadic === true ? `${argument.name}...` : argument.name;
    command.argument(argument.required ? `<${name}>` : `[${name}]`, argument.description);
  }
  for (const { flags, description, repeatable } of spec.options) {
    if (repeatable === true) command.option(flags, description, together);
    else command.option(flags, description);
  }
  command.action(async (...parts: unknown[]) => {
    const typed = argument === undefined ? [] : [parts[0] as string | string[] | undefined].flat();
    const options = parts[argument === undefined ? 0 : 1] as RawOptions;
    const all = typed.filter((it) => it !== undefined);
    onExit(await (await spec.load())(all[0], options, io, all));
  });
}

async function exitOf(error: unknown, io: Io): Promise<Exit> {
  // Commander has already printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 'ok' : 'usage';
  const { describeError } = await import('./report-error.js');
  const { text, exit } = await describeError(error);
  io.stderr.write(`${text}\n`);
  return exit;
}

function exitTable(): string {
  return Object.values(EXIT_CODES)
    .map(({ code, meaning }) => `  ${String(code).padEnd(4)} ${meaning}`)
    .join('\n');
}

function processIo(cli: string): Io {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, version: manifest.version, cli };
}
