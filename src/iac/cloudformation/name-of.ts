import type { Node } from 'yaml';
import type { NameParts } from '../declared-function.js';
import { itemsOf, textOf, type YamlFile } from '../yaml/yaml-file.js';
import { intrinsicOf } from './intrinsic.js';

/** The text that a value of a template comes to, as far as the template says: parameters are given at deploy. */
export function namePartsOf(file: YamlFile, node: Node | undefined): NameParts {
  const plain = textOf(node);
  if (plain !== undefined) return [plain];
  const intrinsic = intrinsicOf(file, node);
  if (intrinsic?.name === 'Sub' && intrinsic.text !== undefined) return templateParts(intrinsic.text);
  if (intrinsic?.name !== 'Join') return [undefined];
  const items = itemsOf(file, intrinsic.arguments[1]);
  if (intrinsic.text === undefined || items.length === 0) return [undefined];
  const separator = intrinsic.text;
  return items.flatMap((item, at) => [...(at === 0 ? [] : [separator]), ...namePartsOf(file, item)]);
}

/** `${…}` is not known; `${!x}` is the text `${x}`. */
const templateParts = (text: string): NameParts =>
  text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\$\{[^!]/.test(part) ? undefined : part.replace('${!', '${')));
