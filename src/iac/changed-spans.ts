/** Lines of the old text from `oldFrom` up to `oldTo` become those of the new one from `newFrom` up to `newTo`. */
export interface Span {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** With more changed lines than this everything is one change: still right, only longer. */
const MOST_CHANGES = 1000;

/**
 * What has changed, by the fewest lines (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, figure 2): the
 * time goes with the number of changed lines, which in a template is a handful, and not with the length of the file.
 */
export function changedSpans(old: readonly string[], now: readonly string[]): Span[] {
  const trace = furthestSteps(old, now);
  if (trace === undefined) return [{ oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length }];
  const spans: Span[] = [];
  let [x, y] = [old.length, now.length];
  for (let d = trace.length - 1; d > 0; d--) {
    const k = x - y;
    const before = trace[d - 1] ?? new Map<number, number>();
    const isAdded = goesDown(before, k, d);
    const fromX = before.get(isAdded ? k + 1 : k - 1) ?? 0;
    const fromY = fromX - (isAdded ? k + 1 : k - 1);
    spans.push({
      oldFrom: fromX,
      oldTo: isAdded ? fromX : fromX + 1,
      newFrom: fromY,
      newTo: isAdded ? fromY + 1 : fromY,
    });
    [x, y] = [fromX, fromY];
  }
  return joined(spans.reverse());
}

/** For each number of changed lines how far each diagonal gets; undefined past the most that are looked for. */
function furthestSteps(old: readonly string[], now: readonly string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  for (let d = 0; d <= Math.min(MOST_CHANGES, old.length + now.length); d++) {
    const before = trace.at(-1) ?? new Map([[1, 0]]);
    const furthest = new Map<number, number>();
    trace.push(furthest);
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(before, k, d) ? (before.get(k + 1) ?? 0) : (before.get(k - 1) ?? 0) + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++;
      furthest.set(k, x);
      if (x >= old.length && x - k >= now.length) return trace;
    }
  }
  return undefined;
}

/** Whether diagonal `k` is reached by adding a line, not by taking one away. */
const goesDown = (before: ReadonlyMap<number, number>, k: number, d: number): boolean =>
  k === -d || (k !== d && (before.get(k - 1) ?? 0) < (before.get(k + 1) ?? 0));

/** Changes of lines that follow each other are one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last?.oldTo === span.oldFrom && last.newTo === span.newFrom) {
      all.splice(-1, 1, { ...last, oldTo: span.oldTo, newTo: span.newTo });
    } else all.push(span);
  }
  return all;
}
