import fs = require('node:fs');
import path = require('node:path');
import url = require('node:url');

/** What a module is called in a report: nothing in it is of the machine that ran it, so that two runs can be compared. */
function namer(taskRoot: string): (key: string) => string {
  const root = fs.realpathSync(taskRoot);
  return (key) => {
    if (!key.startsWith('file:')) return key.startsWith('node:') ? key : key.slice(0, LONGEST);
    const file = url.fileURLToPath(key);
    for (const folder of [root, taskRoot]) if (file.startsWith(`${folder}/`)) return path.relative(folder, file);
    // A layer, and what AWS's runtime brings.
    if (/^\/(opt|var\/runtime|var\/lang)\//.test(file)) return file;
    return /node_modules\/(?!.*node_modules\/).*$/.exec(file)?.[0] ?? path.basename(file);
  };
}

/** Of a `data:` address, which holds the module itself. */
const LONGEST = 40;

function bytesOf(key: string): number | null {
  if (!key.startsWith('file:')) return null;
  return fs.statSync(url.fileURLToPath(key), { throwIfNoEntry: false })?.size ?? null;
}

export = { namer, bytesOf };
