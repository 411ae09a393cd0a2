import { stripVTControlCharacters } from 'node:util';

/** XML 1.0 has no way to write the other control characters, nor half of a surrogate pair. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader would make spaces of them in an attribute.
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const possible = (text: string): string => stripVTControlCharacters(text).replace(NOT_XML, '');

const escapeText = (text: string): string => possible(text).replace(/[&<>\r]/g, (it) => ENTITIES[it] ?? it);
const escapeAttribute = (text: string): string => possible(text).replace(/[&<>"\n\r\t]/g, (it) => ENTITIES[it] ?? it);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const opening = (name: string, attributes: Attributes): string =>
  [name, ...Object.entries(attributes).flatMap(attribute)].join(' ');

const attribute = ([name, value]: [string, string | number | undefined]): string[] =>
  value === undefined ? [] : [`${name}="${escapeAttribute(String(value))}"`];

/** Elements in an element, each on lines of its own: in text no line begins with `<`, and none of it is moved. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const begin = opening(name, attributes);
  if (children.length === 0) return `<${begin}/>`;
  return [`<${begin}>`, ...children.map((it) => it.replace(/^(?=\s*<)/gm, '  ')), `</${name}>`].join('\n');
}

/** Text in an element, as it is: no space of ours around it. */
export const textElement = (name: string, attributes: Attributes, text: string): string =>
  `<${opening(name, attributes)}>${escapeText(text)}</${name}>`;
