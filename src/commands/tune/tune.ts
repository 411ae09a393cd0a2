import type { Run } from '../command.js';
import { refuseOnLatest } from '../on-latest/refuse.js';
import { onLatestText } from '../on-latest/told.js';
import { provisionedOption } from '../provisioned-option.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { scenarioFromOptions } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { aimOf } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { checkReadOnly } from './as-it-is.js';
import { candidatesOn } from './candidates.js';
import { conclude } from './conclude.js';
import { askConsent, estimateText, visitsText } from './consent.js';
import { estimateTune } from './estimate.js';
import { headerOf } from './header.js';
import { openTarget } from './open-target.js';
import { record } from './record.js';
import { rehearseTune } from './rehearse-tune.js';
import { refuseReplayOptions } from './replay/refuse.js';
import { withinQuotas } from './within-quotas.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to tune',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** The main job: measure, record, recommend, report. Whatever happens, what was measured is reported and kept. */
export const tune: Run = async (argument, options, io, all) => {
  if (options.replay !== undefined) return (await import('./replay/replay.js')).replay(argument, options, io, all);
  refuseReplayOptions(options);
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const asked = await scenarioFromOptions(argument, options, NOTHING_NAMED);
  checkReadOnly(asked, options);
  refuseOnLatest(options, [asked.function], asked.invoke);
  const { provisionedConcurrency: ofEachVersion } = provisionedOption(options);
  return recordedRun(asked, emulator, options, io, {
    perform: async ({ opening, ...parts }) => {
      const target = await openTarget(asked, opening);
      const scenario = await withinQuotas(target, candidatesOn(target, asked, options, io), options, io);
      const architectures = [...target.functions.keys()];
      const asking = headerOf({
        ...parts,
        ...target,
        ofEachVersion,
        scenario,
        architectures,
        seed,
        version: io.version,
      });
      const book = bookOfRun({ ...parts, region: target.connection.region });
      const onLatest = await onLatestText(target.connection, [target.functions], visitsText(asking));
      const question = {
        header: asking,
        aim: aimOf(target.connection),
        estimate: estimateTune(asking, book),
        onLatest,
      };
      const header = await askConsent(question, options, io, opening.signal);
      const estimate = estimateText({ ...question, header });
      await record({ ...parts, ...target, header, book, scenario, options, io, estimate });
    },
    rehearse: (parts) => rehearseTune({ ...parts, asked, ofEachVersion, seed, options, io }),
    conclude: (path) => conclude(path, asked.asked.goal ?? {}, options, io),
  });
};
