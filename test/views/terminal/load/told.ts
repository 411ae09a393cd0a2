import type { UiState } from '../../../../src/views/terminal/live/ui-state.js';
import { initialUi } from '../../../../src/views/terminal/live/ui-state.js';
import { loadFrame } from '../../../../src/views/terminal/load/live/frame.js';
import type { LoadProgress } from '../../../../src/views/terminal/load/live/load-progress.js';
import { ToldView } from '../../../../src/views/terminal/load/told-view.js';
import {
  BEHAVIOUR,
  type Behaviour,
  STORY_BEGAN,
  STORY_HEADER,
  STORY_ORDER,
  storyArm,
  storyEvents,
  storyRequests,
} from '../../../fixtures/load-story.js';

/** The progress of the story after so many arms, and so many milliseconds of the next. */
export function toldUntil(arms: number, untilMs: number): LoadProgress {
  let progress: LoadProgress | undefined;
  const clock = { now: STORY_BEGAN };
  const view = new ToldView(
    { header: STORY_HEADER, now: () => clock.now },
    { update: (it) => (progress = it), note: () => undefined, close: async () => undefined },
  );
  tellStory(view, clock, arms, untilMs);
  view.activity('publishing a version');
  if (progress === undefined) throw new Error('nothing was told');
  return progress;
}

/** Tells a view all that a command would, up to a moment of an arm. */
export function tellStory(view: ToldView, clock: { now: number }, arms: number, untilMs: number): void {
  for (const [arm, memorySizeMB] of STORY_ORDER.slice(0, arms + 1).entries()) {
    const begin = storyArm(arm, memorySizeMB);
    const limit = arm < arms ? Number.POSITIVE_INFINITY : untilMs;
    if (limit <= 0) return;
    clock.now = begin.at;
    view.armBegan(begin);
    const requests = storyRequests(arm, memorySizeMB, BEHAVIOUR[memorySizeMB] as Behaviour);
    for (const event of storyEvents(arm, requests)) {
      if (event.atMs > limit) break;
      clock.now = begin.at + event.atMs;
      if ('requests' in event) view.requests(event.requests);
      else if ('beat' in event) view.beat(event.beat);
      else view.armEnded(event.end);
    }
    if (Number.isFinite(limit)) clock.now = begin.at + limit;
  }
}

export function drawn(progress: LoadProgress, width: number, rows: number, ui: Partial<UiState> = {}): string {
  const lines = loadFrame(progress, { ...initialUi, ...ui }, { width, rows, keys: 'heard' });
  return lines.map(({ text }) => `${text}\n`).join('');
}
