import type { Role } from '../wording/index.js';

/**
 * Charts and the table tell roles apart by shape, never by colour alone. Paths in the square from -1 to 1, which is how
 * vega takes a shape of one's own.
 */
export const ROLE_SHAPE: Readonly<Record<Role, string>> = {
  recommended: 'M0,-1.35L1.35,0L0,1.35L-1.35,0Z',
  tied: 'M-0.95,-0.95H0.95V0.95H-0.95Z',
  other: 'M-0.8,0A0.8,0.8,0,1,1,0.8,0A0.8,0.8,0,1,1,-0.8,0Z',
};

export const ROLE_NAME: Readonly<Record<Role, string>> = {
  recommended: 'recommended',
  tied: 'tied',
  other: 'other size',
};
