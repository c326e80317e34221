/** Creates an error for a wrong call of the library: a mistake in the page, not of a customer. */
export function misuse(message: string): Error {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}

/** Logs a warning for the page's developer, once for each message. */
export function warn(message: string): void {
  if (logged.has(message)) return;
  logged.add(message);
  console.warn(`[Florin] ${message}`);
}

const logged = new Set<string>();
