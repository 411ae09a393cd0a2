/** `40.9 to 42.5 ms`: the unit is said once where both ends share it. */
export function spanText(format: (value: number) => string, low: number, high: number, between = ' to '): string {
  const [from, to] = [format(low), format(high)];
  const unit = /\s\S+$/.exec(to)?.[0];
  return `${unit !== undefined && from.endsWith(unit) ? from.slice(0, -unit.length) : from}${between}${to}`;
}
