type Replacement = (text: string) => string;

/**
 * What a recording's generated values were replaced with. A value is numbered when it is first seen (`<uuid:2>`), and
 * then goes wherever its text occurs, in the order of the first sightings.
 */
export class Replacements {
  readonly #all: Replacement[] = [];
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, number>();

  /** @param value as it stands in the answer, not escaped. */
  number(value: string, name: string): void {
    const reference = value.replaceAll('"', '\\"');
    if (this.#seen.has(reference)) return;
    this.#seen.add(reference);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    if (reference !== '') this.add((text) => text.replaceAll(reference, () => `<${name}:${count}>`));
  }

  add(replacement: Replacement): void {
    this.#all.push(replacement);
  }

  apply(json: string): string {
    return this.#all.reduce((text, replace) => replace(text), json);
  }
}
