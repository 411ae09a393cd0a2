import { clean } from '../../layout/index.js';
import type { ApplyView } from '../apply-view.js';

/** Lines that only follow each other, without colour or cursor codes: for files, pipes and CI logs. */
export function plainApplyView(stdout: { write(text: string): unknown }): ApplyView {
  const say = (text: string): void => void stdout.write(`  ${clean(text)}\n`);
  return { update: () => undefined, tell: say, note: say, close: async () => undefined };
}
