export { type Access, accessOf, type OpenAccess, openAccess, stsClient } from './access.js';
export { AssumedRole, type RoleCredentials } from './assumed-role.js';
