export { explainCredentials, isOfCaller } from './credentials.js';
export { explainDenied, explainDeniedByKms } from './denied.js';
export { type ErrorFacts, type Explain, type Explanation, factsOf } from './error-facts.js';
export { callOf, naming, OUTERMOST, thrownBy } from './named-calls.js';
export { explainService } from './service.js';
