import { chooseLimits } from '../../../../src/emulator/limits/choose.js';
import { ownName } from '../../../../src/emulator/limits/identity.js';
import { thisHost } from '../../../../src/emulator/limits/this-host.js';
import { tell } from './boot.js';
import { groupOf, groupsUnder } from './groups.js';

/** Runs in the kernel that the test boots: what an emulator would choose, without the rest, which takes ten times as long. */
const [name = ''] = process.argv.slice(2);
const top = groupOf('self');
const { enforcement, remove } = await chooseLimits(thisHost(), ownName());
await remove();
tell({ name, ...enforcement, left: groupsUnder(top), back: groupOf('self') === top });
