"""The runtime client: fetches invocations, calls the handler, sends answers."""
