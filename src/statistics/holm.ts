/**
 * Holm's correction (1979, Scandinavian Journal of Statistics 6): the chances multiplied so that those at most alpha are
 * significant for the whole family, whatever the tests have in common. In the order given.
 */
export function holm(chances: readonly number[]): readonly number[] {
  const order = chances.map((chance, index) => ({ chance, index })).sort((a, b) => a.chance - b.chance);
  const adjusted = new Array<number>(chances.length).fill(1);
  let largest = 0;
  order.forEach(({ chance, index }, before) => {
    largest = Math.max(largest, Math.min(1, chance * (chances.length - before)));
    adjusted[index] = largest;
  });
  return adjusted;
}
