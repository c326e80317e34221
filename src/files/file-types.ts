import type { Upload } from './upload.ts';

/** File types accepted by any purpose, by the API's names, with their MIME types. */
export const MIMETYPES = {
  apk: 'application/vnd.android.package-archive',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  pem: 'application/x-pem-file',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type FileType = keyof typeof MIMETYPES;

/** Bytes searched for a file's signature: some programs write a line before a PDF's first one. */
const BEGINNING_BYTES = 1024;

/**
 * Returns a file's type by its content; the name only decides between kinds of text. Undefined for types that no
 * purpose allows, including empty files and documents with macros.
 */
export function fileTypeOf({ filename, mimetype }: Upload, bytes: Uint8Array): FileType | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (signature: string) => content.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));
  if (content.subarray(0, BEGINNING_BYTES).includes('%PDF-')) return 'pdf';
  if (begins('\x89PNG\r\n\x1a\n')) return 'png';
  if (begins('\xff\xd8\xff')) return 'jpg';
  if (begins('GIF87a') || begins('GIF89a')) return 'gif';
  if (begins('PK\x03\x04')) return archiveType(content);
  const text = asText(content);
  return text === undefined ? undefined : textType(text, filename.toLowerCase(), mimetype);
}

/** Office documents and apps are archives, identified by the names of the files in them. */
function archiveType(content: Buffer): FileType | undefined {
  if (content.includes('vbaProject.bin')) return undefined;
  if (content.includes('word/document.xml')) return 'docx';
  if (content.includes('xl/workbook.xml')) return 'xlsx';
  return content.includes('AndroidManifest.xml') ? 'apk' : undefined;
}

function asText(content: Buffer): string | undefined {
  if (content.length === 0 || content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    // Not UTF-8, so no text.
    return undefined;
  }
}

function textType(text: string, filename: string, mimetype: string): FileType {
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg[\s>]/i.test(text)) return 'svg';
  if (/^\s*-----BEGIN [A-Z ]+-----/.test(text)) return 'pem';
  if (isJson(text)) return 'json';
  if (filename.endsWith('.csv') || mimetype === MIMETYPES.csv) return 'csv';
  if (/\.(?:md|markdown)$/.test(filename) || mimetype === MIMETYPES.md) return 'md';
  return 'txt';
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A text that only begins like JSON.
    return false;
  }
}
