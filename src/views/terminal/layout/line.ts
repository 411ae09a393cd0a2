import { clip, displayWidth, wrap } from './width.js';

/** What a line says about its figures. Colour repeats what a symbol or a word already says, never more. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'tied' | 'warn' | 'bad';

/** One line of output, without colour codes: the summary, the plain view and Ink each draw the tone in their way. */
export interface Line {
  readonly text: string;
  readonly tone: Tone;
}

export const line = (text: string, tone: Tone = 'plain'): Line => ({ text, tone });
export const blank: Line = line('');

export const clipLine = (it: Line, width: number): Line => line(clip(it.text.trimEnd(), width), it.tone);

/** A paragraph; lines after the first are indented under the text that follows `lead`. */
export function paragraph(text: string, width: number, tone: Tone = 'plain', lead = ''): Line[] {
  const indent = ' '.repeat(displayWidth(lead));
  const room = Math.max(1, width - indent.length);
  return wrap(text, room).map((it, index) => line((index === 0 ? lead : indent) + it, tone));
}
