import type { FrameKind } from '../shared/protocol.ts';
import type { TextPart } from '../texts/texts.ts';

/** Frames that show whole forms, not only fields of their own. */
const WITH_FORM = new Set<FrameKind>(['payment', 'taxId']);

/** The parts of the texts that a frame shows. */
export function textPartsOf(kind: FrameKind): readonly TextPart[] {
  return WITH_FORM.has(kind) ? ['elements', 'form'] : ['elements'];
}
