/** Count, mean and squared distances from the mean of a stream of numbers, in one pass (Welford 1962). */
export class Moments {
  n = 0;
  mean = 0;
  squares = 0;

  add(value: number): void {
    this.n += 1;
    const distance = value - this.mean;
    this.mean += distance / this.n;
    this.squares += distance * (value - this.mean);
  }
}

/** The moments of each group of values, `groups[i]` being the number of the group that `values[i]` belongs to. */
export function momentsByGroup(values: ArrayLike<number>, groups: ArrayLike<number>): Moments[] {
  const found = new Map<number, Moments>();
  for (let i = 0; i < values.length; i++) {
    const group = groups[i] as number;
    let moments = found.get(group);
    if (moments === undefined) {
      moments = new Moments();
      found.set(group, moments);
    }
    moments.add(values[i] as number);
  }
  return [...found.values()];
}
