import { clip, displayWidth, wrap } from './width.js';

/** What a line says about its figures. Colour repeats what a symbol or a word already says, never more. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'tied' | 'warn' | 'bad';

/** One line of output, without colour codes: the summary, the plain view and Ink each draw the tone in their way. */
export interface Line {
  readonly text: string;
  readonly tone: Tone;
  /** The same text in pieces, where they differ in tone: a drawing has marks and shades in one line. */
  readonly runs?: readonly Run[];
}

/** A piece of a line. */
export interface Run {
  readonly text: string;
  readonly tone: Tone;
}

export const line = (text: string, tone: Tone = 'plain'): Line => ({ text, tone });
export const blank: Line = line('');

/** A line of pieces; neighbours of one tone are joined. */
export function pieced(pieces: readonly Run[]): Line {
  const runs: Run[] = [];
  for (const { text, tone } of pieces) {
    const last = runs.at(-1);
    if (text === '') continue;
    if (last?.tone === tone) runs[runs.length - 1] = { text: last.text + text, tone };
    else runs.push({ text, tone });
  }
  return { text: runs.map(({ text }) => text).join(''), tone: 'plain', runs };
}

/** Pieces of a line that is too wide lose their tones with it: what is cut is no drawing any more. */
export function clipLine(it: Line, width: number): Line {
  const text = it.text.trimEnd();
  if (it.runs !== undefined && displayWidth(text) <= width) return it;
  return line(clip(text, width), it.tone);
}

/** A paragraph; lines after the first are indented under the text that follows `lead`. */
export function paragraph(text: string, width: number, tone: Tone = 'plain', lead = ''): Line[] {
  const indent = ' '.repeat(displayWidth(lead));
  const room = Math.max(1, width - indent.length);
  return wrap(text, room).map((it, index) => line((index === 0 ? lead : indent) + it, tone));
}
