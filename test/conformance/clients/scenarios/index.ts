import type { Scenario } from '../scenario.js';
import { aliases } from './aliases.js';
import { code } from './code.js';
import { codeSigning } from './code-signing.js';
import { provisionedConcurrency, reservedConcurrency } from './concurrency.js';
import { configuration } from './configuration.js';
import { eventInvoke } from './event-invoke.js';
import { eventSources } from './event-sources.js';
import { functions } from './functions.js';
import { images } from './images.js';
import { invocations } from './invocations.js';
import { layers } from './layers.js';
import { logEvents, queries } from './logs/events.js';
import { metricFilters, subscriptionFilters } from './logs/filters.js';
import { functionLogs } from './logs/functions.js';
import { groupSettings, groups } from './logs/groups.js';
import { deliveries, storedResources } from './logs/stored.js';
import { management } from './management.js';
import { names } from './names.js';
import { pages } from './pages.js';
import { permissions } from './permissions.js';
import { quotas } from './quotas.js';
import { signatures } from './signatures.js';
import { states } from './states.js';
import { streams } from './streams.js';
import { tags } from './tags.js';
import { urls } from './urls.js';
import { versions } from './versions.js';

export const scenarios: readonly Scenario[] = [
  ...[functions, images, names, code, configuration, quotas, states, versions, aliases, tags, layers],
  ...[urls, reservedConcurrency, provisionedConcurrency, eventInvoke, permissions, management, codeSigning],
  ...[eventSources, invocations, streams, pages, signatures, functionLogs, groups, logEvents, queries],
  ...[groupSettings, metricFilters, subscriptionFilters, storedResources, deliveries],
];
