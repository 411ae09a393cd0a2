import { spawn } from 'node:child_process';

export interface Burner {
  readonly pid: number;
  close(): Promise<void>;
}

/** Another process that has one core busy, as somebody's build would. It ends with its standard input at the latest. */
export function startBurner(): Burner {
  const work =
    'process.stdin.resume().on("end", () => process.exit()); const burn = () => { const end = performance.now() + 50; while (performance.now() < end); setImmediate(burn) }; burn()';
  const child = spawn(process.execPath, ['-e', work], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
