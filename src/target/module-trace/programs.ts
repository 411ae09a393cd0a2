import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is put beside a function's code so that it tells what it loads, and the handler that does. */
export interface TracePrograms {
  readonly handler: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Names that no function's own files have. */
const NAME = 'kelvin_module_trace';

const NODE_FOLDER = fileURLToPath(new URL('./node/', import.meta.url));
/** The compiler copies no Python: it is found in the source, from the package's root on. */
const PYTHON_FOLDER = fileURLToPath(new URL('../../../../src/target/module-trace/python/', import.meta.url));

/** Undefined for a runtime of which Kelvin does not know how it loads modules. @param handler the function's own */
export async function tracePrograms(runtime: string, handler: string): Promise<TracePrograms | undefined> {
  if (runtime.startsWith('nodejs')) return nodePrograms(handler);
  if (runtime.startsWith('python')) return pythonPrograms(handler);
  return undefined;
}

/**
 * The entry is an ES module: INIT is over only when what stands at its top level has been awaited. What Node.js makes
 * ready for the first `import()` of all is no module's time, so there is an import of nothing before.
 */
async function nodePrograms(handler: string): Promise<TracePrograms> {
  const entry = [
    `import trace from './${NAME}/trace.cjs';`,
    `await import('./${NAME}/nothing.mjs');`,
    `export const handler = await trace(${JSON.stringify(handler)});`,
  ];
  const files = new Map([
    [`${NAME}_entry.mjs`, Buffer.from(entry.join('\n'))],
    [`${NAME}/nothing.mjs`, Buffer.from('export {};')],
  ]);
  for (const name of (await readdir(NODE_FOLDER)).filter((it) => it.endsWith('.cjs'))) {
    files.set(`${NAME}/${name}`, await readFile(join(NODE_FOLDER, name)));
  }
  return { handler: `${NAME}_entry.handler`, files };
}

async function pythonPrograms(handler: string): Promise<TracePrograms> {
  const entry = `from ${NAME} import trace\n\nhandler = trace(${JSON.stringify(handler)})\n`;
  const program = await readFile(join(PYTHON_FOLDER, `${NAME}.py`));
  const files = new Map([
    [`${NAME}_entry.py`, Buffer.from(entry)],
    [`${NAME}.py`, program],
  ]);
  return { handler: `${NAME}_entry.handler`, files };
}
