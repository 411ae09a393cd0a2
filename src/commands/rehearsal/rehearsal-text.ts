import type { RehearsedCall, RehearsedPart } from '../../target/index.js';
import { callText } from './call-text.js';

/** Every call in its order, numbered; of reads that follow each other only that they are repeated is told. */
export function rehearsalText(parts: readonly RehearsedPart[]): string {
  let number = 0;
  const lines = parts
    .filter(({ calls }) => calls.length > 0)
    .flatMap(({ title, calls }) => [
      '',
      `${title}:`,
      ...inRuns(calls).map(({ text, times, isRead }) => {
        number += 1;
        const again = times === 1 ? '' : isRead ? ' (until it is ready)' : ` (${times} times)`;
        return `${String(number).padStart(4)}. ${text}${again}`;
      }),
    ]);
  return lines.join('\n');
}

interface Told {
  readonly text: string;
  readonly isRead: boolean;
  times: number;
}

/** The same call several times in a row is told once. */
function inRuns(calls: readonly RehearsedCall[]): readonly Told[] {
  const runs: Told[] = [];
  for (const call of calls) {
    const text = callText(call);
    const last = runs.at(-1);
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1, isRead: call.isRead });
  }
  return runs;
}
