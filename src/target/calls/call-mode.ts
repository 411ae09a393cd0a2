/**
 * What a connection lets pass. `read-only`: reads and invocations; a change is refused. `rehearsal`: reads; a change or an
 * invocation is noted down and answered as if it had been made.
 */
export type CallMode = 'full' | 'read-only' | 'rehearsal';
