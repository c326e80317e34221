import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckoutWelcome, FromCheckout } from '../../../shared/checkout-protocol.ts';
import type { Hello } from '../../../shared/protocol.ts';
import { useDesk } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { useLanguage } from '../../words/words.ts';
import type { BrandingField } from './account.ts';

interface Sample {
  readonly id: string;
  readonly client_secret: string;
}

/** Amount of the sample order, in cents. */
const SAMPLE = 2_000;

interface RealPageProps {
  readonly name: string;
  readonly look: Readonly<Partial<Record<BrandingField, string>>>;
}

/** Opens Checkout itself, with the look that is being chosen, on a sample order that expires when it is closed. */
export function RealPage({ name, look }: RealPageProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const { busy, problem, submit } = useSubmit();
  const [sample, setSample] = useState<Sample>();
  const expire = (shown: Sample | undefined) => shown && post(`/v1/checkout/sessions/${shown.id}/expire`);
  const latest = useRef<Sample | undefined>(undefined);
  latest.current = sample;
  useEffect(() => () => void expire(latest.current), []);
  const open = () =>
    submit(async () => {
      await expire(sample);
      const { background_color, button_color, border_style, font_family } = look;
      const branding = { display_name: name, background_color, button_color, border_style, font_family };
      setSample(
        await post<Sample>('/v1/checkout/sessions', {
          mode: 'payment',
          ui_mode: 'embedded_page',
          return_url: location.href,
          branding_settings: branding,
          line_items: [
            {
              quantity: 1,
              price_data: { currency: 'usd', unit_amount: SAMPLE, product_data: { name: words.settings.sample } },
            },
          ],
        }),
      );
    });
  return (
    <>
      <p class="row">
        <Button busy={busy} onClick={open}>
          {words.settings.realPage}
        </Button>
      </p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {sample && <CheckoutFrame key={sample.id} sample={sample} />}
    </>
  );
}

/** The frame of an embedded checkout page, which asks for the session's secret when it has loaded. */
function CheckoutFrame({ sample }: { sample: Sample }) {
  const { words, tag } = useLanguage();
  const { session } = useDesk();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const { port1: port, port2 } = new MessageChannel();
    port.onmessage = ({ data }: MessageEvent<FromCheckout>) => {
      if (data.type === 'height' && frame.current) frame.current.style.height = `${data.pixels}px`;
    };
    const receive = ({ source, origin, data }: MessageEvent<Partial<Hello> | null>) => {
      const page = frame.current?.contentWindow;
      if (source !== page || origin !== location.origin || data?.florin !== 'hello') return;
      const welcome: CheckoutWelcome = {
        florin: 'checkout-welcome',
        clientSecret: sample.client_secret,
        apiVersion: session.version,
        locale: tag,
        asks: { shippingDetails: false, lineItems: false },
      };
      page?.postMessage(welcome, location.origin, [port2]);
    };
    addEventListener('message', receive);
    return () => {
      removeEventListener('message', receive);
      port.close();
    };
  }, []);
  return (
    <iframe ref={frame} class="checkout-preview" title={words.settings.preview} src={`/c/embed/${sample.id}#preview`} />
  );
}
