import { measureMemory } from './fidelity/memory.js';

/** `npm run bench:memory`: Max Memory Used through the emulator, against what functions have allocated. */
const { figures, bounds, notes } = await measureMemory();
console.log('memory size   expected MB   shown MB    error   what');
for (const { name, memorySizeMB, aws, median, error } of figures) {
  const relative = error === undefined ? '' : `${error < 0 ? '' : '+'}${(error * 100).toFixed(1)} %`;
  const columns = [`${memorySizeMB} MB`.padStart(11), (aws ?? Number.NaN).toFixed(1).padStart(11)];
  console.log(`${columns.join('   ')}   ${median.toFixed(1).padStart(8)} ${relative.padStart(8)}   ${name}`);
}
for (const { name, value, limit, isMet } of bounds) {
  console.log(`${name}: ${value}, at most ${limit}: ${isMet ? 'met' : 'NOT met'}`);
}
for (const note of notes) console.log(note);
if (bounds.some(({ isMet }) => !isMet)) process.exitCode = 1;
