// Turns a function of a domain into a route handler: origin, size and form of the request are checked, the actor is
// found, and refusals and faults become problem+json (RFC 9457).
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Actor, readActor } from './auth/actor';
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from './endpoint';
import { env } from './env';
import { AppError, type FieldError } from './errors';
import { drainJobsAfterResponse } from './jobs/after-response';
import { log, withRequestId } from './log';

const MAX_BODY_BYTES = 64 * 1024;
const MUTATING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

type ActorOf<E extends Endpoint> = E['actor'] extends 'anyone'
  ? null
  : E['actor'] extends 'tutor'
    ? Actor & { providerProfileId: string }
    : Actor;

export type Context<E extends Endpoint> = {
  actor: ActorOf<E>;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  now: Date;
  /** Network address of the caller, for rate limits. */
  address: string;
  request: Request;
};

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** A route handler for `endpoint`. What `run` throws is answered as a problem; only declared answers type-check. */
export function handler<E extends Endpoint>(
  endpoint: E,
  run: (context: Context<E>) => Promise<AnswerOf<E>>,
): RouteHandler {
  return guarded(async (request, route) => {
    if (MUTATING.has(request.method)) refuseOtherOrigins(request);
    const now = new Date();
    const actor = endpoint.actor === 'anyone' ? null : await requireActor(request, endpoint.actor);
    // Parameters first: an id that cannot exist is "not found", whatever else is wrong with the request.
    const params = parseParams(endpoint.params, await route.params);
    const query = parse(endpoint.query, Object.fromEntries(new URL(request.url).searchParams));
    const body = endpoint.body ? parse(endpoint.body, await readBody(request, endpoint)) : undefined;
    const answer = await run({
      actor,
      params,
      query,
      body,
      now,
      address: addressOf(request.headers),
      request,
    } as Context<E>);
    return responseOf(answer, endpoint.contentType);
  });
}

function responseOf(answer: Answer, contentType: string | undefined): Response {
  const { status, headers } = answer;
  if (!('body' in answer)) return new Response(null, { status, headers });
  return contentType
    ? new Response(String(answer.body), { status, headers: { 'content-type': contentType, ...headers } })
    : Response.json(answer.body, { status, headers });
}

/** For what vendors call and what is not JSON: gives refusals, faults and logs the same form, and nothing else. */
export function guarded(run: RouteHandler): RouteHandler {
  return (request, context) => {
    const requestId = randomUUID();
    return withRequestId(requestId, async () => {
      const startedAt = performance.now();
      let response: Response;
      try {
        response = await run(request, context);
        if (MUTATING.has(request.method)) drainJobsAfterResponse();
      } catch (error) {
        response = problem(error, requestId);
      }
      response.headers.set('x-request-id', requestId);
      log().info(
        {
          method: request.method,
          path: new URL(request.url).pathname,
          status: response.status,
          ms: Math.round(performance.now() - startedAt),
        },
        'answered',
      );
      return response;
    });
  };
}

const ALL_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type MethodName = (typeof ALL_METHODS)[number];

/** The exports of a `route.ts`: the given methods, and 405 for the others. */
export function methods(given: Partial<Record<MethodName, RouteHandler>>): Record<MethodName, RouteHandler> {
  const allowed = Object.keys(given).join(', ');
  const refuse = guarded(async (_request, _context) => {
    const response = problem(new AppError('METHOD_NOT_ALLOWED'), '');
    response.headers.set('allow', allowed);
    return response;
  });
  return Object.fromEntries(ALL_METHODS.map((name) => [name, given[name] ?? refuse])) as Record<
    MethodName,
    RouteHandler
  >;
}

/** The refusal or fault as problem+json. A fault is logged whole and answered without its text. */
export function problem(error: unknown, requestId: string): Response {
  const known = error instanceof AppError ? error : new AppError('INTERNAL', { cause: error });
  if (known.status >= 500) log().error({ err: error, code: known.code }, 'request failed');
  const body = {
    type: `${env().APP_URL}/api/openapi.json#${known.code}`,
    title: known.title,
    status: known.status,
    detail: known.detail,
    code: known.code,
    ...(known.errors && { errors: known.errors }),
    ...(known.code === 'INTERNAL' && { requestId }),
  };
  return new Response(JSON.stringify(body), {
    status: known.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(known.retryAfterSeconds && { 'retry-after': String(known.retryAfterSeconds) }),
    },
  });
}

/** @throws AppError VALIDATION_FAILED with the path and message of every issue */
export function parse<S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> | undefined {
  if (!schema) return undefined;
  const reading = schema.safeParse(value);
  if (reading.success) return reading.data;
  throw validationFailed(reading.error.issues);
}

export function validationFailed(issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const errors: FieldError[] = issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const [first] = errors;
  // Messages of our own are sentences already; those of the library need to say what they are about.
  const isSentence = first && (first.path === '' || first.message.endsWith('.'));
  const detail = first && (isSentence ? first.message : `${first.path}: ${first.message}.`);
  return new AppError('VALIDATION_FAILED', { errors, detail });
}

/**
 * The network address that the nearest trusted proxy saw. Without TRUST_PROXY the header is dropped before it gets
 * here (instrumentation), and Next fills in the socket's own address.
 */
export function addressOf(headers: Headers): string {
  const forwarded = headers.get('x-forwarded-for');
  return forwarded?.split(',').at(-1)?.trim() || 'unknown';
}

function parseParams(
  schema: z.ZodObject | undefined,
  params: Record<string, string | string[] | undefined>,
): unknown {
  if (!schema) return {};
  const reading = schema.safeParse(params);
  if (!reading.success) throw new AppError('NOT_FOUND');
  return reading.data;
}

async function requireActor(request: Request, kind: 'user' | 'tutor'): Promise<Actor> {
  const actor = await readActor(request.headers.get('cookie'));
  if (!actor) throw new AppError('UNAUTHENTICATED');
  if (kind === 'tutor' && !actor.providerProfileId) throw new AppError('NOT_A_TUTOR');
  return actor;
}

/** @throws AppError BAD_ORIGIN where a browser says that another site sent this */
export function refuseOtherOrigins(request: Request): void {
  const origin = request.headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin)) throw new AppError('BAD_ORIGIN');
}

/** On one machine people type the number where the app is called localhost; no other site has either name. */
function isOwnOrigin(origin: string): boolean {
  const { APP_URL } = env();
  return origin === APP_URL || origin.replace('//127.0.0.1', '//localhost') === APP_URL;
}

const FORM = 'application/x-www-form-urlencoded';

async function readBody(request: Request, endpoint: Endpoint): Promise<unknown> {
  const text = await readText(request, MAX_BODY_BYTES);
  if (endpoint.bodyMayBeForm && request.headers.get('content-type')?.startsWith(FORM)) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (text.trim() === '' && endpoint.bodyOptional) return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('MALFORMED_JSON', { cause });
  }
}

/** Reads at most `maxBytes`, so that an endless body costs no memory. @throws AppError BODY_TOO_LARGE */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('BODY_TOO_LARGE');
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError('BODY_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
