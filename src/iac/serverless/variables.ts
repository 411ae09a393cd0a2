/** A `${…}` of the Serverless Framework, taken apart: `${opt:memory, self:custom.memory}` has two alternatives. */
export interface Variable {
  readonly alternatives: readonly Alternative[];
}

export type Alternative =
  /** `self:custom.memory`, `file(./sizes.yml):memory`, `param:memory`, `env:MEMORY`. */
  | { readonly kind: 'source'; readonly source: string; readonly file?: string; readonly path: string }
  /** Its place within the whole text. */
  | { readonly kind: 'literal'; readonly start: number; readonly end: number };

/** The one variable that the text is, or undefined where it is more, or none. */
export function variableIn(text: string): Variable | undefined {
  if (!text.startsWith('${') || closingOf(text, 0) !== text.length - 1) return undefined;
  const parts = splitAtCommas(text, 2, text.length - 1);
  const alternatives = parts.flatMap(([start, end]) => alternativeIn(text, start, end) ?? []);
  return alternatives.length === parts.length ? { alternatives } : undefined;
}

/** Where the `}` of the `${` at this place stands. */
export function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function splitAtCommas(text: string, from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  let [start, depth] = [from, 0];
  for (let at = from; at < to; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}') depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push([start, at]);
      start = at + 1;
    }
  }
  return [...parts, [start, to]];
}

function alternativeIn(text: string, start: number, end: number): Alternative | undefined {
  const part = text.slice(start, end);
  const literal = /^(\s*['"]?)([\w.-]+)(['"]?\s*)$/.exec(part);
  if (literal !== null) {
    const [, before = '', value = ''] = literal;
    return { kind: 'literal', start: start + before.length, end: start + before.length + value.length };
  }
  const source = /^\s*(?:(\w+):|file\(([^)]*)\):?)(.*?)\s*$/s.exec(part);
  if (source === null) return undefined;
  const [, name, file, path = ''] = source;
  return file === undefined
    ? { kind: 'source', source: name ?? '', path }
    : { kind: 'source', source: 'file', file, path };
}
