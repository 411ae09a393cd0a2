import Module = require('node:module');

const { moduleLoadList } = process as unknown as { readonly moduleLoadList?: readonly string[] };
const loaded = new Set<string>();
let seen = 0;

/** `node:fs` of `fs` and of `node:fs`; undefined of what is no module of Node.js itself. */
function nameOf(request: string): string | undefined {
  if (request.startsWith('node:')) return request;
  return Module.builtinModules.includes(request) ? `node:${request}` : undefined;
}

/** Whether it lies in memory already: Node.js and the runtime have loaded many, and asking for one takes no time. */
function isLoaded(name: string): boolean {
  for (const entry of moduleLoadList?.slice(seen) ?? []) loaded.add(entry.replace(/^NativeModule /, 'node:'));
  seen = moduleLoadList?.length ?? 0;
  return loaded.has(name);
}

export = { nameOf, isLoaded };
