import type { FrameKind } from '../shared/protocol.ts';
import type { TextPart } from '../texts/texts.ts';

/** Frames that show only fields of their own, not those of whole forms. */
const OWN_FIELDS = new Set<FrameKind>([
  'card',
  'cardNumber',
  'cardExpiry',
  'cardCvc',
  'address',
  'linkAuthentication',
  'expressCheckout',
]);

/** The parts of the texts that a frame shows. */
export function textPartsOf(kind: FrameKind): readonly TextPart[] {
  return OWN_FIELDS.has(kind) ? ['elements'] : ['elements', 'form'];
}
