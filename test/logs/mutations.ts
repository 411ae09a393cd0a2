/** A small random generator (mulberry32): a seed gives the same lines on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Random = (below: number) => number;

const CHARACTERS = '0123456789.,:- \t\nmsMBDuration eBilledInitR{}"[]\\x';

/** One change such as copies, cuts and hostile functions make: a character, a stretch, the end, or a part of another line. */
const CHANGES: readonly ((line: string, random: Random, other: string) => string)[] = [
  (line, random) => line.slice(0, random(line.length + 1)),
  (line, random) => splice(line, random(line.length + 1), 1, CHARACTERS.charAt(random(CHARACTERS.length))),
  (line, random) => splice(line, random(line.length + 1), 0, CHARACTERS.charAt(random(CHARACTERS.length))),
  (line, random) => splice(line, random(line.length + 1), 1 + random(4), ''),
  (line, random) => {
    const from = random(line.length + 1);
    const part = line.slice(from, from + random(40));
    return splice(line, random(line.length + 1), 0, part);
  },
  (line, random, other) => {
    const from = random(other.length + 1);
    return splice(line, random(line.length + 1), random(30), other.slice(from, from + random(60)));
  },
];

const splice = (line: string, at: number, removed: number, added: string): string =>
  line.slice(0, at) + added + line.slice(at + removed);

/** A line out of these with one to three changes. */
export function mutated(lines: readonly string[], random: Random): string {
  let line = lines[random(lines.length)] ?? '';
  for (let left = Math.max(1, random(4)); left > 0; left--) {
    const other = lines[random(lines.length)] ?? '';
    line = CHANGES[random(CHANGES.length)]?.(line, random, other) ?? line;
  }
  return line;
}
