/** Fills memory of its own, step by step, up to so many MB, its only argument, and says before each how many it has. */
const STEP_MB = 4;
const [goal] = process.argv.slice(2).map(Number);
const held: Buffer[] = [];
while (held.length * STEP_MB < (goal ?? 0)) {
  process.stdout.write(`${held.length * STEP_MB}\n`);
  held.push(Buffer.alloc(STEP_MB * 1_048_576, 1));
}
process.stdout.write('whole\n');
