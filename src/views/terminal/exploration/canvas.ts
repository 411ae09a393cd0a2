import { type Line, pieced, type Tone } from '../layout/index.js';

/** A braille cell is two dots wide and four high; Unicode numbers them so, column by column from the top. */
const BRAILLE = 0x2800;
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
export const DOTS_ACROSS = 2;
export const DOTS_DOWN = 4;

const SHADE = '░';

interface Mark {
  readonly character: string;
  readonly tone: Tone;
}

/**
 * A drawing in characters: shades below, lines of dots over them, marks on top. A line of dots is eight times finer than
 * the cells, so that a curve of a few rows still shows where it is flat.
 */
export class Canvas {
  readonly #shades = new Set<number>();
  readonly #dots = new Map<number, number>();
  readonly #marks = new Map<number, Mark>();

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  shade(column: number, row: number): void {
    if (this.#holds(column, row)) this.#shades.add(this.#cell(column, row));
  }

  /** In dots from the upper left corner; nothing outside of the drawing. */
  dot(x: number, y: number): void {
    const [column, row] = [Math.floor(x / DOTS_ACROSS), Math.floor(y / DOTS_DOWN)];
    if (!this.#holds(column, row)) return;
    const bit = BITS[x % DOTS_ACROSS === 0 ? 0 : 1][(y % DOTS_DOWN) as 0 | 1 | 2 | 3];
    const cell = this.#cell(column, row);
    this.#dots.set(cell, (this.#dots.get(cell) ?? 0) | bit);
  }

  /** Over whatever was drawn there. */
  mark(column: number, row: number, character: string, tone: Tone): void {
    if (this.#holds(column, row)) this.#marks.set(this.#cell(column, row), { character, tone });
  }

  isMarked(column: number, row: number): boolean {
    return this.#marks.has(this.#cell(column, row));
  }

  /** One line a row, each after its prefix. */
  lines(prefix: (row: number) => string): Line[] {
    return Array.from({ length: this.height }, (_, row) =>
      pieced([
        { text: prefix(row), tone: 'quiet' },
        ...Array.from({ length: this.width }, (_, column) => this.#drawn(this.#cell(column, row))),
      ]),
    );
  }

  #drawn(cell: number): { text: string; tone: Tone } {
    const mark = this.#marks.get(cell);
    if (mark !== undefined) return { text: mark.character, tone: mark.tone };
    const dots = this.#dots.get(cell);
    if (dots !== undefined) return { text: String.fromCodePoint(BRAILLE + dots), tone: 'plain' };
    return this.#shades.has(cell) ? { text: SHADE, tone: 'quiet' } : { text: ' ', tone: 'plain' };
  }

  #cell(column: number, row: number): number {
    return row * this.width + column;
  }

  #holds(column: number, row: number): boolean {
    return column >= 0 && column < this.width && row >= 0 && row < this.height;
  }
}
