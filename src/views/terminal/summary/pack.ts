export interface Packable {
  readonly width: number;
  /** Taken only where the others leave room. */
  readonly optional: boolean;
}

/**
 * Puts groups of columns into as few tables as the room asks for, each in the first where it fits; the answer is the
 * groups' places in the list, in their order. A narrow terminal gets more tables, not fewer figures: a table that
 * drops its intervals to fit would be read as if it had none.
 */
export function pack(groups: readonly Packable[], room: number): number[][] {
  const tables: { left: number; members: number[] }[] = [];
  const all = groups.map((group, index) => ({ ...group, index }));
  for (const { width, optional, index } of [...all.filter((it) => !it.optional), ...all.filter((it) => it.optional)]) {
    const table = tables.find(({ left }) => left >= width);
    if (table !== undefined) {
      table.left -= width;
      table.members.push(index);
    } else if (!optional) {
      tables.push({ left: room - width, members: [index] });
    }
  }
  return tables.map(({ members }) => members.sort((a, b) => a - b));
}
