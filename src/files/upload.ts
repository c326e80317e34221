/** A file as it came with a request, before anything is decided about it. */
export interface Upload {
  /** As its sender calls it, without folders. */
  readonly filename: string;
  /** The MIME type that its sender gives it; '' when they give none. */
  readonly mimetype: string;
  /** A hash of the content, so that requests can be compared without the bytes. */
  readonly digest: string;
  bytes(): Uint8Array;
}

/** True if a parameter is an uploaded file, not text. */
export function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'function';
}
