import { useEffect } from 'preact/hooks';
import type { ElementProps } from './element-props.ts';

/** The `expressCheckout` element. This browser has no wallet that Florin could ask, so there is no button to show. */
export function ExpressCheckout({ channel, controls }: ElementProps) {
  controls.current = {
    focus: () => undefined,
    blur: () => undefined,
    clear: () => undefined,
    ask: async () => ({ body: {} }),
  };
  useEffect(() => {
    channel.emit('ready', { availablePaymentMethods: undefined });
  }, [channel]);
  return null;
}
