import { useEffect } from 'preact/hooks';
import type { ElementProps } from './element-props.ts';

/** The `expressCheckout` element. Florin supports no wallets in browsers, so there is no button to show. */
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
