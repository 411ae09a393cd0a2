export type { Address } from './address.js';
export { AwaitedReports } from './awaited-reports.js';
export * from './concurrency.js';
export { signingCredentials } from './credentials.js';
export { type FoundReport, fetchReports, type ReportHearer, type ReportSource } from './fetch-reports.js';
export { aliasOf, RunUrl, type RunUrlOptions } from './function-url.js';
export { invokeAddress } from './invoke-address.js';
export { invokeRefusal } from './refusal.js';
