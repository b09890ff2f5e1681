// Server actions: the same guards and refusals as the HTTP endpoints, answered as data that a form can show.
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { type Actor, currentUser } from './auth/session';
import { AppError, type ErrorCode, type FieldError } from './errors';
import { addressOf, validationFailed } from './http';
import { drainJobsAfterResponse } from './jobs/after-response';
import { log, withRequestId } from './log';

export type ActionError = {
  code: ErrorCode;
  title: string;
  /** A sentence a person can act on. */
  detail: string;
  errors?: FieldError[];
};

export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

type Kind = 'anyone' | 'user' | 'tutor';

type ActorOf<K extends Kind> = K extends 'anyone'
  ? Actor | null
  : K extends 'tutor'
    ? Actor & { providerProfileId: string }
    : Actor;

/**
 * A server action that never throws a refusal: the caller gets `{ ok: false, error }`. Next checks that the call
 * comes from this app's own origin.
 */
export function action<S extends z.ZodType, K extends Kind, T>(
  { input, actor: kind }: { input: S; actor: K },
  run: (context: { actor: ActorOf<K>; input: z.output<S>; now: Date; address: string }) => Promise<T>,
): (raw: z.input<S>) => Promise<ActionResult<T>> {
  return (raw) => {
    const requestId = randomUUID();
    return withRequestId(requestId, async (): Promise<ActionResult<T>> => {
      try {
        const actor = await currentUser();
        if (kind !== 'anyone' && !actor) throw new AppError('UNAUTHENTICATED');
        if (kind === 'tutor' && !actor?.providerProfileId) throw new AppError('NOT_A_TUTOR');
        const reading = input.safeParse(raw);
        if (!reading.success) throw validationFailed(reading.error.issues);
        const address = addressOf(await headers());
        const data = await run({
          actor: actor as ActorOf<K>,
          input: reading.data,
          now: new Date(),
          address,
        });
        drainJobsAfterResponse();
        return { ok: true, data };
      } catch (error) {
        // Redirects and notFound() travel as errors.
        unstable_rethrow(error);
        return { ok: false, error: describe(error, requestId) };
      }
    });
  };
}

function describe(error: unknown, requestId: string): ActionError {
  const known = error instanceof AppError ? error : new AppError('INTERNAL');
  if (known.status >= 500) log().error({ err: error, code: known.code }, 'action failed');
  // A form shows the sentence alone, so the id stands in it.
  const detail =
    known.code === 'INTERNAL'
      ? `The fault is ours. Try again; if it stays, tell us this number: ${requestId}.`
      : known.detail;
  return { code: known.code, title: known.title, detail, ...(known.errors && { errors: known.errors }) };
}
