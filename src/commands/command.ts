import type { Exit } from './exit-code.js';

/** Where a command reads and writes; tests give it their own. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute path of the program itself, for the processes it starts. */
  readonly cli: string;
  readonly version: string;
}

/** One option, declared once: the parser, `--help` and the README's table come from it. */
export interface OptionSpec {
  /** As commander writes it: `--memory <sizes>`; square brackets make the value optional. */
  readonly flags: string;
  readonly description: string;
  /** Given several times, its values come as one text, which `valuesOf` takes apart. */
  readonly repeatable?: boolean;
}

/** Values as they were typed; a flag without a value is `true`. Named in camel case, as commander names them. */
export type RawOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly argument?: {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
    /** Any number of them. */
    readonly variadic?: true;
  };
  readonly options: readonly OptionSpec[];
  /** Loads what the command needs: `--help` must not pay for it. */
  readonly load: () => Promise<Run>;
}

/** @param all everything that was typed for a variadic argument; `argument` is the first of them */
export type Run = (argument: string | undefined, options: RawOptions, io: Io, all: readonly string[]) => Promise<Exit>;
