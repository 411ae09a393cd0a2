import { clip, type Line, line } from '../../layout/index.js';

const HELP: readonly string[] = [
  'Keys',
  '  q       end the load now, put the function back, report what there is',
  '  ?       open or close this help; Esc closes it',
  '  Ctrl-C  interrupt: the recording stays readable, the function is put back',
  '  There is no pause: requests that are due stay due, and would count as late.',
  '',
  'Figures',
  '  Latency  from when a request was due to the last byte of its answer',
  '  ≥        requests without an answer decide it: it is at least that',
  '  Rate     █ answered a second, ░ intended and not answered (yet)',
  '  open     requests under way: concurrency as the client sees it',
  '  cold     cold starts, each a new execution environment',
  '  failed   of any kind but throttles; with those that were never sent',
  '  Cost     at list price, of what has reported its Billed Duration',
];

/** Takes the place of the figures; the load goes on below it. */
export const helpLines = (width: number): Line[] => HELP.map((text) => line(clip(text, width)));
