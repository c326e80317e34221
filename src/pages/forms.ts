import type { Context, Env, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PageEnv } from './page-env.ts';
import { unclear } from './problems.ts';
import type { Allowances } from './respond.ts';

/** The largest form a page takes, in bytes. */
const LARGEST_FORM = 16_384;

/** Answers 415 for a body that is not a form, and 413 for one over `LARGEST_FORM`. */
export function formsOnly<E extends PageEnv & Env>(
  allowances: (c: Context<E>) => Allowances = () => ({}),
): MiddlewareHandler<E> {
  const refuse = (c: Context<E>, status: 413 | 415) => unclear(c.var.texts, status, allowances(c));
  const limit = bodyLimit({ maxSize: LARGEST_FORM, onError: (c: Context<E>) => refuse(c, 413) });
  return async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) ? limit(c, next) : refuse(c, 415);
  };
}
