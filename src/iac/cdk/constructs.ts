import type { SourceFile } from '../source-file.js';

/** `new lambda.Function(this, 'Orders', { … })`, or in Python `lambda_.Function(self, "Orders", …)`. */
export interface Construct {
  readonly file: SourceFile;
  /** The one in its scope: the second argument. */
  readonly id: string;
  readonly start: number;
  /** Behind its closing bracket. */
  readonly end: number;
}

/** Constructs of aws-cdk-lib and its language modules that make one function (API reference of aws-cdk-lib v2, read 2026-11). */
const MADE_BY = '(?:\\w+\\.)*(?:Nodejs|Python|Go|Rust|DockerImage|Singleton|Edge)?Function(?:Alpha)?';
const CALLS: readonly [RegExp, RegExp][] = [
  [/\.(?:[cm]?[jt]s)$/, new RegExp(`\\bnew\\s+${MADE_BY}\\s*\\(\\s*[\\w.]+\\s*,\\s*(['"\`])([^'"\`\\n]+)\\1`, 'g')],
  [/\.py$/, new RegExp(`(?<![\\w.])${MADE_BY}\\s*\\(\\s*\\w+\\s*,\\s*(?:id\\s*=\\s*)?(["'])([^'"\\n]+)\\1`, 'g')],
];

const FROM_CDK = /aws-cdk|@aws-cdk|aws_cdk/;

/** Found by their text: nothing of the user's is run. */
export function constructsIn(file: SourceFile): Construct[] {
  const pattern = CALLS.find(([names]) => names.test(file.path))?.[1];
  if (pattern === undefined || !FROM_CDK.test(file.text)) return [];
  return [...file.text.matchAll(pattern)].flatMap((found) => {
    const open = file.text.indexOf('(', found.index);
    const end = closingOf(file.text, open, file.path.endsWith('.py'));
    return end === undefined ? [] : [{ file, id: found[2] ?? '', start: found.index, end: end + 1 }];
  });
}

const STRING = /'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/y;

/** Where the bracket that is open here closes; brackets in texts and comments do not count. */
function closingOf(text: string, open: number, isPython: boolean): number | undefined {
  const comment = isPython ? /#[^\n]*/y : /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const skipped = [STRING, comment].map((it) => lengthAt(it, text, at)).find((length) => length > 0);
    if (skipped !== undefined) at += skipped - 1;
    else if ('([{'.includes(text[at] ?? '')) depth++;
    else if (')]}'.includes(text[at] ?? '') && --depth === 0) return at;
  }
  return undefined;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
