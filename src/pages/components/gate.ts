import type { Context, MiddlewareHandler } from 'hono';
import { EMBEDDED_COMPONENTS } from '../../shared/embedded-components.ts';
import { html } from '../html.ts';
import { unclear } from '../problems.ts';
import type { SeatEnv } from './seat.ts';

/** Lets requests for an enabled component pass. Others get a page that reports a load error. */
export const enabledOnly: MiddlewareHandler<SeatEnv> = async (c, next) => {
  const { seat, texts } = c.var;
  const segment = c.req.path.slice(seat.base.length + 1).split('/', 1)[0] ?? '';
  const name = EMBEDDED_COMPONENTS.find((known) => known === segment.replaceAll('-', '_'));
  const features = name && seat.features(name);
  if (name && features) {
    c.set('component', { name, features, path: `${seat.base}/${segment}` });
    return next();
  }
  const message = name
    ? `The component ${name} is not enabled in this account session. Enable it with components[${name}][enabled]=true when you create the session.`
    : `Florin does not have the component ${segment} yet.`;
  return seat.draw({
    title: texts.embedded.unavailable,
    body: html`<p>${texts.embedded.unavailable}</p>`,
    events: [{ name: 'LoadError', detail: { error: { type: 'invalid_request_error', message } } }],
    status: 403,
  });
};

/** Refuses what the feature of a component does not allow: its form is not shown, so the request was made by hand. */
export function needs(feature: string): MiddlewareHandler<SeatEnv> {
  return async (c, next) => (c.var.component.features[feature] ? next() : unclear(c.var.texts, 403, { framed: true }));
}

/** The value of a form's field, without spaces around it. */
export async function fieldsOf(c: Context<SeatEnv>): Promise<(name: string) => string> {
  const form = new URLSearchParams(await c.req.text());
  return (name) => (form.get(name) ?? '').trim();
}
