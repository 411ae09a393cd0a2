import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The members that AWS's model gives an error; none for an error that the model does not know. */
export type ErrorMembers = (code: string) => readonly string[];

interface Model {
  readonly shapes: Readonly<Record<string, { readonly exception?: boolean; readonly members?: object }>>;
}

/** By the path of each, as they are large, and every recording asks for two of them. */
const models = new Map<string, Model>();

function modelAt(path: string): Model {
  const model = models.get(path) ?? (JSON.parse(gunzipSync(readFileSync(path)).toString()) as Model);
  models.set(path, model);
  return model;
}

/** @param folder that of AWS's models as botocore ships them. */
export function errorMembers(folder: string, service: 'lambda' | 'logs'): ErrorMembers {
  const { shapes } = modelAt(join(folder, `${service}-service-2.json.gz`));
  return (code) => {
    const shape = shapes[code];
    return shape?.exception === true ? Object.keys(shape.members ?? {}) : [];
  };
}
