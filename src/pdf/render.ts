import type { PrintedDocument, PrintedRow } from './document.ts';
import { FONT_NAMES, fontBytes, runsOf } from './fonts.ts';

/** Points. */
const MARGIN = 48;
const LINE = 15;
const SMALL = 8;
const NORMAL = 9.5;
const LARGE = 20;
const GREY = '#5b6470';
const INK = '#111827';
const RULE = '#d7dce2';
/** The share of the page's width that each column starts at; the first begins at the margin. */
const STARTS = [0, 0.55, 0.68, 0.84] as const;

type Doc = PDFKit.PDFDocument;

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

/** Draws a document as a PDF. Florin loads the library with the first one. */
export async function renderPdf(content: PrintedDocument): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: content.size === 'a4' ? 'A4' : 'LETTER',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: content.title, Author: content.merchant },
  });
  for (const name of FONT_NAMES) doc.registerFont(name, fontBytes(name));
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  draw(doc, content);
  doc.end();
  return done;
}

function draw(doc: Doc, content: PrintedDocument): void {
  const width = doc.page.width - 2 * MARGIN;
  let y = MARGIN;
  print(doc, content.title, MARGIN, y, { size: LARGE, bold: true });
  print(doc, content.merchant, MARGIN, y + 4, { size: NORMAL + 1, color: GREY }, { right: MARGIN + width });
  y += LARGE + LINE;
  for (const [name, value] of content.facts) {
    print(doc, name, MARGIN, y, { color: GREY });
    print(doc, value, MARGIN + 130, y);
    y += LINE;
  }
  y += LINE;
  y = drawParties(doc, content, y, width);
  print(doc, content.headline, MARGIN, y, { size: LARGE - 4, bold: true });
  y += LARGE + LINE;
  y = drawHead(doc, content, y, width);
  for (const row of content.rows) y = drawRow(doc, content, row, y, width);
  y = drawSums(doc, content, y + 4, width);
  for (const note of content.notes) {
    for (const line of wrap(doc, note, width, {})) {
      y = room(doc, y, LINE);
      print(doc, line, MARGIN, y, { color: GREY });
      y += LINE;
    }
    y += 4;
  }
  drawPageNumbers(doc, content, width);
}

function drawParties(doc: Doc, { parties }: PrintedDocument, top: number, width: number): number {
  const own = width / Math.max(parties.length, 1);
  let bottom = top;
  for (const [index, { title, lines }] of parties.entries()) {
    let y = top;
    const x = MARGIN + index * own;
    print(doc, title, x, y, { bold: true });
    for (const line of lines) {
      y += LINE;
      print(doc, line, x, y);
    }
    bottom = Math.max(bottom, y + LINE);
  }
  return bottom + LINE;
}

function drawHead(doc: Doc, { columns }: PrintedDocument, y: number, width: number): number {
  const style = { size: SMALL, color: GREY };
  print(doc, columns[0], MARGIN, y, style);
  for (const index of [1, 2, 3] as const) print(doc, columns[index], 0, y, style, { right: rightOf(index, width) });
  return rule(doc, y + LINE, width) + 6;
}

/** The right edge of a column of numbers. */
function rightOf(index: 1 | 2 | 3, width: number): number {
  return MARGIN + width * (STARTS[index + 1] ?? 1) - (index === 3 ? 0 : 8);
}

function drawRow(doc: Doc, content: PrintedDocument, row: PrintedRow, top: number, width: number): number {
  const lines = wrap(doc, row.description, width * STARTS[1] - 8, {});
  const height = (lines.length + (row.detail ? 1 : 0)) * LINE + 4;
  let y = room(doc, top, height);
  if (y !== top) y = drawHead(doc, content, y, width);
  print(doc, row.quantity, 0, y, {}, { right: rightOf(1, width) });
  print(doc, row.unit, 0, y, {}, { right: rightOf(2, width) });
  print(doc, row.amount, 0, y, {}, { right: rightOf(3, width) });
  for (const line of lines) {
    print(doc, line, MARGIN, y);
    y += LINE;
  }
  if (row.detail) {
    print(doc, row.detail, MARGIN, y, { size: SMALL, color: GREY });
    y += LINE;
  }
  return y + 4;
}

function drawSums(doc: Doc, { sums }: PrintedDocument, top: number, width: number): number {
  let y = top;
  const left = MARGIN + width * STARTS[1];
  for (const [index, [name, amount]] of sums.entries()) {
    y = room(doc, y, LINE + 8);
    const style = index === sums.length - 1 ? { bold: true } : {};
    doc
      .moveTo(left, y - 3)
      .lineTo(MARGIN + width, y - 3)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
    print(doc, name, left, y, style);
    print(doc, amount, 0, y, style, { right: MARGIN + width });
    y += LINE + 3;
  }
  return y + LINE;
}

function drawPageNumbers(doc: Doc, { pageText }: PrintedDocument, width: number): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page);
    // Below the margin a text would start another page.
    doc.page.margins.bottom = 0;
    print(
      doc,
      pageText(page + 1, count),
      0,
      doc.page.height - MARGIN / 2 - SMALL,
      { size: SMALL, color: GREY },
      {
        right: MARGIN + width,
      },
    );
  }
}

function rule(doc: Doc, y: number, width: number): number {
  doc
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width, y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
  return y;
}

/** Returns where something of this height goes: here, or on top of a new page. */
function room(doc: Doc, y: number, height: number): number {
  if (y + height <= doc.page.height - MARGIN) return y;
  doc.addPage();
  return MARGIN;
}

/** Prints one line, from the left or up to a right edge. */
function print(
  doc: Doc,
  text: string,
  x: number,
  y: number,
  style: Style = {},
  edge?: { readonly right: number },
): void {
  const runs = runsOf(text, style.bold ? 'bold' : 'sans');
  doc.fontSize(style.size ?? NORMAL).fillColor(style.color ?? INK);
  let at = edge ? edge.right - widthOf(doc, text, style) : x;
  for (const run of runs) {
    doc.font(run.font).text(run.text, at, y, { lineBreak: false });
    at += doc.widthOfString(run.text);
  }
}

function widthOf(doc: Doc, text: string, style: Style): number {
  doc.fontSize(style.size ?? NORMAL);
  return runsOf(text, style.bold ? 'bold' : 'sans').reduce(
    (sum, run) => sum + doc.font(run.font).widthOfString(run.text),
    0,
  );
}

/** Breaks a text at spaces into lines of at most a width. A longer word has a line of its own. */
function wrap(doc: Doc, text: string, width: number, style: Style): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(doc, longer, style) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
