import type { Architecture } from '../../../pricing/index.js';
import type { Megabytes } from '../../../units/index.js';
import { sizeName } from '../../size-name.js';
import type { LoadArm, LoadResult } from '../load-result.js';

/** Memory sizes as every sentence names them; an endpoint has none. */
export function armNames({ arms }: Pick<LoadResult, 'arms'>, some: readonly LoadArm[]): string {
  const sizes = arms.flatMap(sizeOf);
  return some
    .map((arm) => {
      const [size] = sizeOf(arm);
      return size === undefined ? 'the endpoint' : sizeName({ sizes }, size);
    })
    .join(', ');
}

const sizeOf = ({ memorySizeMB, architecture }: LoadArm): { memorySizeMB: Megabytes; architecture: Architecture }[] =>
  memorySizeMB === null || architecture === null ? [] : [{ memorySizeMB, architecture }];
