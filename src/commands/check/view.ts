import type { CheckResult } from '../../analysis/index.js';
import type { EpochMilliseconds } from '../../units/index.js';

/** A check so far, as the command tells its view. */
export interface CheckProgress {
  readonly result: CheckResult;
  readonly startedAt: EpochMilliseconds;
  readonly now: EpochMilliseconds;
  readonly activity: string;
  readonly phase: 'preparing' | 'measuring' | 'finishing' | 'done';
}

/** Shows a check while it goes on; the summary is printed after `close`. */
export interface CheckView {
  update(progress: CheckProgress): void;
  note(line: string): void;
  close(): Promise<void>;
}

interface CheckViewOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly env: NodeJS.ProcessEnv;
  readonly noTui: boolean;
  onStop(): void;
  onInterrupt(): void;
}

/** Plain lines: a look is one. */
export async function openCheckView({ stdout }: CheckViewOptions): Promise<CheckView> {
  let told = '';
  return {
    update: ({ result }) => {
      const line = `${result.base.coldStarts} and ${result.head.coldStarts} cold starts: ${result.verdict}, ${result.reason}`;
      if (line === told) return;
      told = line;
      stdout.write(`${line}\n`);
    },
    note: (line) => void stdout.write(`${line}\n`),
    close: async () => undefined,
  };
}

export const renderCheckSummary = ({ verdict, reason, findings }: CheckResult): string =>
  [`${verdict}: ${reason}`, ...findings.map((it) => `  ${it.metric} ${it.verdict}: ${it.reason}`)].join('\n');
