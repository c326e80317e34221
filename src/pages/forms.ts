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

/** True for a form with files. */
export function isMultipart<E extends Env>(c: Context<E>): boolean {
  return /^multipart\/form-data\s*;/i.test(c.req.header('content-type') ?? '');
}

/** As `formsOnly`, and also takes a form with files of up to `largest` bytes. */
export function formsWithFiles<E extends PageEnv & Env>(largest: number): MiddlewareHandler<E> {
  const plain = formsOnly<E>();
  const limit = bodyLimit({ maxSize: largest, onError: (c: Context<E>) => unclear(c.var.texts, 413) });
  return (c, next) => (isMultipart(c) ? limit(c, next) : plain(c, next));
}
