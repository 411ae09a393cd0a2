import { asNumber, asText, ofText, type ScalarFunction } from './function.js';

const MANY = Number.MAX_SAFE_INTEGER;

export const strings: Readonly<Record<string, ScalarFunction>> = {
  strlen: ofText(1, 1, (text) => [...text].length),
  tolower: ofText(1, 1, (text) => text.toLowerCase()),
  toupper: ofText(1, 1, (text) => text.toUpperCase()),
  trim: ofText(1, 2, (text, set) => trimRight(trimLeft(text, set), set)),
  ltrim: ofText(1, 2, trimLeft),
  rtrim: ofText(1, 2, trimRight),
  substr: ofText(2, 3, (text, start, length) => {
    const from = Math.max(0, asNumber(start) ?? 0);
    const count = asNumber(length);
    return text.slice(from, count === undefined ? undefined : from + Math.max(0, count));
  }),
  replace: ofText(3, 3, (text, old, by) =>
    asText(old) === '' ? text : text.replaceAll(asText(old), () => asText(by)),
  ),
  startswith: ofText(2, 2, (text, start) => text.startsWith(asText(start))),
  endswith: ofText(2, 2, (text, end) => text.endsWith(asText(end))),
  // The third argument, which should make it blind to case, has no effect in AWS (seen 2026-06).
  strcontains: { minArgs: 2, maxArgs: 3, call: (text, part) => Number(asText(text).includes(asText(part))) },
  concat: { minArgs: 1, maxArgs: MANY, call: (...parts) => parts.map(asText).join('') },
  isempty: { minArgs: 1, maxArgs: 1, call: (text) => asText(text) === '' },
  isblank: { minArgs: 1, maxArgs: 1, call: (text) => asText(text).trim() === '' },
};

function trimLeft(text: string, set: Parameters<ScalarFunction['call']>[0]): string {
  if (set === undefined) return text.trimStart();
  const characters = asText(set);
  let start = 0;
  while (start < text.length && characters.includes(text[start] ?? '')) start += 1;
  return text.slice(start);
}

function trimRight(text: string, set: Parameters<ScalarFunction['call']>[0]): string {
  if (set === undefined) return text.trimEnd();
  const characters = asText(set);
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}
