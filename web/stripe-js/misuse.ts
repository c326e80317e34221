/** The page called the library in a way that cannot work: a mistake of its builder, not of a payer. */
export function misuse(message: string): Error {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}

/** Says something to the page's builder, once a message. */
export function warn(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`[Florin] ${message}`);
}

const said = new Set<string>();
