import { aliasScripts } from './aliases.js';
import { codeSigningScripts } from './code-signing.js';
import { concurrencyScripts } from './concurrency.js';
import { eventInvokeScripts } from './event-invoke.js';
import { eventSourceScripts } from './event-sources.js';
import { functionScripts } from './functions.js';
import { imageScripts } from './images.js';
import { layerScripts } from './layers.js';
import { limitScripts } from './limits.js';
import { permissionScripts } from './permissions.js';
import { snapStartScripts } from './snap-start.js';
import { tagScripts } from './tags.js';
import { urlScripts } from './urls.js';
import { versionScripts } from './versions.js';

export const lambdaApiScripts = [
  ...functionScripts,
  ...versionScripts,
  ...aliasScripts,
  ...tagScripts,
  ...permissionScripts,
  ...urlScripts,
  ...concurrencyScripts,
  ...eventInvokeScripts,
  ...imageScripts,
  ...layerScripts,
  ...codeSigningScripts,
  ...eventSourceScripts,
  ...limitScripts,
  ...snapStartScripts,
];
