export { type Access, accessOf, type OpenAccess, openAccess } from './access.js';
export { AssumedRole, type RoleCredentials } from './assumed-role.js';
export { stsClient } from './sts-client.js';
