/** A file as it came with a request, before anything is decided about it. */
export interface Upload {
  /** As its sender calls it, without folders. */
  readonly filename: string;
  /** The MIME type that its sender gives it; '' when they give none. */
  readonly mimetype: string;
  /** Names the content, so that a request can be told from another without its bytes. */
  readonly digest: string;
  bytes(): Uint8Array;
}

/** Whether a parameter is a file that was sent, rather than a text under its name. */
export function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'function';
}
