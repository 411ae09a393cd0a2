export { type Access, accessOf, type OpenAccess, openAccess } from './access.js';
export { AssumedRole, type RoleCredentials } from './assumed-role.js';
export { configuredEndpoint, type ServiceName } from './configured-endpoint.js';
export { regionOfChain } from './region-of-chain.js';
export { requireProfile } from './shared-config.js';
export { stsClient } from './sts-client.js';
