import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The members that AWS's model gives an error; none for an error that the model does not know. */
export type ErrorMembers = (code: string) => readonly string[];

interface Model {
  readonly shapes: Readonly<Record<string, { readonly exception?: boolean; readonly members?: object }>>;
}

/** @param folder that of AWS's models as botocore ships them. */
export function errorMembers(folder: string, service: 'lambda' | 'logs'): ErrorMembers {
  const model = gunzipSync(readFileSync(join(folder, `${service}-service-2.json.gz`))).toString();
  const { shapes } = JSON.parse(model) as Model;
  return (code) => {
    const shape = shapes[code];
    return shape?.exception === true ? Object.keys(shape.members ?? {}) : [];
  };
}
