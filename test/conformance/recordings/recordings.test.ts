import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { type Unmet, unmetOn } from './expected.js';
import { Player, recordingsOf } from './play.js';
import { type Recording, readRecordings, sharedData, whyNotRecorded } from './recorded.js';

const player = sharedData === undefined ? undefined : new Player(sharedData);
const unmet = unmetOn(await player?.network());

const unmetLine = ({ file, name }: Recording): Unmet | undefined =>
  unmet.find((line) => line.file === file && line.tests.test(name));

/** Last: a process that has held so much takes ten times as long to start another, which is what most others do. */
const holdsMuch = ({ name }: Recording): boolean => name.startsWith('TestLambdaSizeLimits');

/** At most so many differences are printed of one recording. */
const MOST = 12;

suite('AWS’s recorded answers', { skip: whyNotRecorded, concurrency: false }, () => {
  if (sharedData === undefined || player === undefined) return;
  const all = readRecordings(recordingsOf(sharedData));
  const recordings = [...all.filter((it) => !holdsMuch(it)), ...all.filter(holdsMuch)];
  const failed: string[] = [];
  let met = 0;
  after(() => player.close());

  for (const recording of recordings) {
    const line = unmetLine(recording);
    const reason = line?.reason;
    const name = `${recording.file}: ${recording.name}`;
    test(reason === undefined ? name : `${name} is not met: ${reason}`, async () => {
      const found = await player.play(recording);
      if (found.length === 0) met += 1;
      else failed.push(`${name}: ${reason ?? found[0]}`);
      if (reason === undefined) assert.deepEqual(found.slice(0, MOST), []);
      else if (line?.byHost !== true) assert.notDeepEqual(found, [], 'it is met now: take it out of expected.ts');
    });
  }

  test('are counted', (context) => {
    context.diagnostic(`recordings met: ${met} of ${recordings.length}`);
    for (const line of failed) context.diagnostic(`not met: ${line}`);
    assert.equal(met + failed.length, recordings.length);
  });

  test('are all there that are said not to be met', () => {
    const missing = unmet.filter((line) => !recordings.some((recording) => unmetLine(recording) === line));
    assert.deepEqual(missing, []);
  });
});
