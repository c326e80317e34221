/** The look of a component, which the page around its frame sets. Sent with the welcome, and again after `update`. */
interface FrameLook {
  readonly appearance?: { readonly variables?: Readonly<Record<string, unknown>> };
  readonly fonts?: readonly { family: string; src: string; weight?: string; style?: string; unicodeRange?: string }[];
  readonly displayOptions?: { readonly showObjectIds?: boolean };
}

/**
 * The script of an embedded component's page. It meets the page around it (`web/shared/component-frame.ts`), applies its look,
 * and reports the height and the events that are written in the page. It is sent as its own source, so it may use nothing
 * from outside itself.
 */
export function embedScript(): void {
  const root = document.documentElement;
  /** Variables of the appearance that replace colours of the stylesheet. */
  const colours: Readonly<Record<string, readonly string[]>> = {
    colorPrimary: ['--accent', '--accent-strong'],
    colorBackground: ['--paper', '--surface'],
    colorText: ['--ink'],
    colorSecondaryText: ['--soft'],
    colorBorder: ['--line', '--field'],
    colorDanger: ['--bad'],
  };
  let port: MessagePort | undefined;

  /** The relative luminance of a colour, as the browser reads it; undefined for what is no colour. */
  function luminance(colour: unknown): number | undefined {
    const probe = document.createElement('i');
    probe.style.color = String(colour);
    if (probe.style.color === '') return undefined;
    document.body.append(probe);
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    probe.remove();
    const linear = (part: number) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  function apply({ appearance, fonts = [], displayOptions }: FrameLook): void {
    const variables = appearance?.variables ?? {};
    root.removeAttribute('style');
    root.dataset.theme = (luminance(variables.colorBackground) ?? 1) < 0.2 ? 'dark' : 'light';
    root.toggleAttribute('data-ids', displayOptions?.showObjectIds ?? false);
    for (const [name, value] of Object.entries(variables)) {
      if (!/^[A-Za-z]{1,60}$/.test(name)) continue;
      for (const property of [`--${name}`, ...(colours[name] ?? [])]) root.style.setProperty(property, String(value));
    }
    const primary = luminance(variables.buttonPrimaryColorBackground ?? variables.colorPrimary);
    // The text on buttons is white or black, whichever has more contrast.
    if (primary !== undefined) root.style.setProperty('--on-accent', primary > 0.179 ? '#000' : '#fff');
    for (const { family, src, unicodeRange, style, weight } of fonts) {
      const face = new FontFace(family, src, {
        ...(style && { style }),
        ...(weight && { weight }),
        ...(unicodeRange && { unicodeRange }),
      });
      // Without this font, the browser uses the next one of the family list.
      face.load().then(
        (loaded) => document.fonts.add(loaded),
        () => console.warn(`[Florin] The font ${family} could not be loaded.`),
      );
    }
    root.toggleAttribute('data-ready', true);
  }

  function emit(element: HTMLElement): void {
    port?.postMessage({ name: element.dataset.event, detail: JSON.parse(element.dataset.detail ?? '{}') });
  }

  addEventListener('message', ({ source, data, ports }: MessageEvent) => {
    if (source !== parent || data?.florin !== 'welcome' || !ports[0] || port) return;
    port = ports[0];
    port.onmessage = (message: MessageEvent<FrameLook>) => apply(message.data);
    apply(data.look as FrameLook);
    for (const element of document.querySelectorAll<HTMLElement>('template[data-event]')) emit(element);
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-event]')) {
      button.addEventListener('click', () => emit(button));
    }
    addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') document.querySelector<HTMLButtonElement>('button[data-event="Close"]')?.click();
    });
    const height = () => port?.postMessage({ height: Math.ceil(document.body.getBoundingClientRect().height) });
    new ResizeObserver(height).observe(document.body);
    height();
  });
  // The page's origin is not known yet, and a hello holds nothing secret.
  parent.postMessage({ florin: 'hello' }, '*');
}
