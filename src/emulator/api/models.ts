import { corrected } from './corrections.js';
import lambda from './lambda.json' with { type: 'json' };
import logs from './logs.json' with { type: 'json' };
import type { Api, Model } from './model.js';

const models: Readonly<Record<Api, Model>> = {
  lambda: withCorrections(lambda as unknown as Model),
  logs: withCorrections(logs as unknown as Model),
};

export const modelOf = (api: Api): Model => models[api];

function withCorrections({ operations, shapes }: Model): Model {
  const entries = Object.entries(shapes).map(([name, shape]) => [name, corrected(name, shape)] as const);
  return { operations, shapes: Object.fromEntries(entries) };
}
