import { spawn } from 'node:child_process';

/** Another process that has one core busy, as somebody's build would. It ends with its standard input at the latest. */
export function startBurner(): { close(): Promise<void> } {
  const work =
    'process.stdin.resume().on("end", () => process.exit()); const burn = () => { const end = performance.now() + 50; while (performance.now() < end); setImmediate(burn) }; burn()';
  const child = spawn(process.execPath, ['-e', work], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
