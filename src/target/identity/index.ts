export { type Access, accessOf, type OpenAccess, openAccess } from './access.js';
export { AssumedRole, type RoleCredentials } from './assumed-role.js';
export { configuredEndpoint, type ServiceName } from './configured-endpoint.js';
export { stsClient } from './sts-client.js';
