/** A result that is sent as it is rather than as JSON. */
export interface Attachment {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export function isAttachment(result: object): result is Attachment {
  return 'bytes' in result && result.bytes instanceof Uint8Array;
}
