import type { DeclaredFunction, Leaf, NameParts, Setting } from '../declared-function.js';
import { type Edit, lineEndOf, lineOf, type SourceFile } from '../source-file.js';
import { type Construct, constructsIn } from './constructs.js';

/** What aws-cdk-lib takes where a construct says nothing (FunctionOptions.memorySize and architecture, read 2026-11). */
const DEFAULT_MEMORY_SIZE = '128';
const DEFAULT_ARCHITECTURE = 'x86_64';

/** The functions that CDK apps in TypeScript, JavaScript and Python make, as far as their text shows it. */
export function cdkFunctions(files: readonly SourceFile[]): DeclaredFunction[] {
  return files.flatMap(constructsIn).map((it) => {
    const { file, id, start } = it;
    const named = propertyOf(it, 'functionName')?.text;
    const handler = plainText(propertyOf(it, 'handler')?.text);
    return {
      tool: 'CDK' as const,
      path: file.path,
      line: lineOf(file.text, start),
      id,
      alsoKnownAs: [],
      // `STACK-PATHIDHASH-RANDOM`: a logical id is the path without signs and a hash (CDK, "Identifiers", read 2026-11).
      name: named === undefined ? [undefined, id.replaceAll(/\W|_/g, ''), undefined] : namePartsOf(named),
      isNamed: named !== undefined,
      ...(handler === undefined ? {} : { handler }),
      memorySize: memorySizeOf(it),
      architecture: architectureOf(it),
      caveats: ['found by its text, as nothing of your code is run: look at cdk diff before you deploy'],
    };
  });
}

interface Property {
  /** What stands behind the name, up to the comma or the end of the line. */
  readonly text: string;
  readonly start: number;
}

/** `memorySize: 512,`, and in Python `memory_size=512,`. */
function propertyOf({ file, start, end }: Construct, name: string): Property | undefined {
  const spelled = file.path.endsWith('.py') ? `${snake(name)}\\s*=\\s*` : `${name}\\s*:\\s*`;
  const value = '(?:`[^`]*`|"[^"\\n]*"|\'[^\'\\n]*\'|[^,\\n}]+?)';
  const found = new RegExp(`(?<=[\\s{(,])${spelled}(${value})(?=\\s*(?:[,}\\n)]|//|#|$))`).exec(
    file.text.slice(start, end),
  );
  if (found === null) return undefined;
  const [whole, text = ''] = found;
  return { text, start: start + found.index + whole.length - text.length };
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const plainText = (text: string | undefined): string | undefined => /^(['"`])([^'"`$]*)\1$/.exec(text ?? '')?.[2];

/** Of a template the text around what is put in; of anything else nothing. */
function namePartsOf(text: string): NameParts {
  const plain = plainText(text);
  if (plain !== undefined) return [plain];
  if (!text.startsWith('`')) return [undefined];
  return text
    .slice(1, -1)
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('${') ? undefined : part));
}

function memorySizeOf(construct: Construct): Setting {
  const own = propertyOf(construct, 'memorySize');
  const { file } = construct;
  const write = (value: string): Edit | undefined =>
    own === undefined
      ? putIn(construct, value)
      : { path: file.path, start: own.start, end: own.start + own.text.length, text: value };
  const common = { byDefault: DEFAULT_MEMORY_SIZE, write };
  if (own === undefined) return { leaves: [], unseen: [], ...common };
  const leaf = leafOf(construct, own);
  return leaf === undefined ? { leaves: [], unseen: [own.text], ...common } : { leaves: [leaf], unseen: [], ...common };
}

/** A number, or a constant of the same file that is one. */
function leafOf({ file, id }: Construct, { text, start }: Property): Leaf | undefined {
  const name = `memorySize of ${id}`;
  if (/^\d+$/.test(text)) return { path: file.path, start, end: start + text.length, value: text, name };
  if (!/^\w+$/.test(text)) return undefined;
  const constants = [...file.text.matchAll(new RegExp(`(?<![\\w.])${text}\\s*(?::\\s*\\w+\\s*)?=\\s*(\\d+)\\b`, 'g'))];
  const [only] = constants;
  const value = only?.[1];
  if (constants.length !== 1 || only === undefined || value === undefined) return undefined;
  const end = only.index + only[0].length;
  return { path: file.path, start: end - value.length, end, value, name: text };
}

/** Behind the runtime or the handler, where that has a line of its own. */
function putIn({ file, start, end }: Construct, value: string): Edit | undefined {
  const [pattern, entry] = file.path.endsWith('.py')
    ? [/^([ \t]+)(?:runtime|handler|entry)\s*=[^\n]*,[ \t]*\r?$/m, `memory_size=${value},`]
    : [/^([ \t]+)(?:runtime|handler|entry)\s*:[^\n]*,[ \t]*\r?$/m, `memorySize: ${value},`];
  const line = pattern.exec(file.text.slice(start, end));
  if (line === null) return undefined;
  const at = start + line.index + line[0].replace(/\r$/, '').length;
  return { path: file.path, start: at, end: at, text: `${lineEndOf(file.text)}${line[1]}${entry}` };
}

/** In code it is a name, and may come from anywhere: it is not written. */
function architectureOf(construct: Construct): Setting {
  const own = propertyOf(construct, 'architecture')?.text;
  const unseen = own === undefined ? 'the source: Architecture.ARM_64 is to be written there by hand' : own;
  return { leaves: [], unseen: [unseen], byDefault: DEFAULT_ARCHITECTURE, write: () => undefined };
}
