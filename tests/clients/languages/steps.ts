/** The steps of a smoke: what a new user of a library does first. Each smoke runs all of them, in this order. */
export const STEPS = [
  /** Creates a customer with letters beyond ASCII, an address and metadata, and reads it. */
  'customer',
  /** Unsets fields, a line of the address, and one entry of the metadata with empty strings. */
  'unset',
  /** Pays by card and expands the balance transaction. */
  'payment',
  /** Receives a decline as the library's own error. */
  'decline',
  /** Receives the errors for a wrong parameter, a missing object and a wrong key. */
  'mistakes',
  /** Authorizes, captures a part, and cancels. */
  'capture',
  /** Refunds a part. */
  'refund',
  /** Pages through a list. */
  'pages',
  /** Finds a customer by metadata. */
  'search',
  /** Repeats a request under its key, and sends another one under it. */
  'idempotency',
  /** Uploads a file. */
  'upload',
  /** Creates a Checkout Session and pages through its lines. */
  'checkout',
  /** Saves a card and charges it later. */
  'setup',
  /** Creates and deletes a webhook endpoint, and verifies a signature. */
  'webhooks',
  /** Deletes the customer. */
  'delete',
  /** Calls the library in its other style, with every host setting of it. */
  'client',
] as const;

/** A file that passes for an image. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
