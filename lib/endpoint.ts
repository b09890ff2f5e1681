// An HTTP endpoint as data: what it takes, what it answers, how it refuses. Handlers parse with it, their answers
// are typed by it, and OpenAPI is printed from it, so the three cannot drift apart.
import { z } from 'zod';
import type { ErrorCode } from './errors';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Endpoint = {
  method: Method;
  /** With `{name}` for parameters, as OpenAPI writes it. */
  path: string;
  tag: string;
  summary: string;
  /** `user` needs an auth session; `tutor` a tutor profile as well. */
  actor: 'anyone' | 'user' | 'tutor';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** No body counts as `{}`. */
  bodyOptional?: true;
  /** A form (`application/x-www-form-urlencoded`) is taken as well, its fields as strings. */
  bodyMayBeForm?: true;
  /** The field of a multipart form that is a file. Its handler reads it, once it knows that the caller may send one. */
  upload?: string;
  /** By status; null is an answer without a body. */
  answers: Record<number, z.ZodType | null>;
  /** Of answers that are text and not JSON. */
  contentType?: string;
  refusals: readonly ErrorCode[];
  /** Refused with 409 here, whatever the code's usual status: what is asked for fits, and comes too late. */
  conflicts?: readonly ErrorCode[];
};

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';
export const calendarTextSchema = z.string().meta({ description: 'iCalendar (RFC 5545)' });

/** Keeps the literal type of an endpoint while checking its form. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type Parsed<S, Absent> = S extends z.ZodType ? z.output<S> : Absent;

export type ParamsOf<E extends Endpoint> = Parsed<E['params'], Record<never, never>>;
export type QueryOf<E extends Endpoint> = Parsed<E['query'], Record<never, never>>;
export type BodyOf<E extends Endpoint> = Parsed<E['body'], undefined>;

/** One of the answers that the endpoint declares. */
export type AnswerOf<E extends Endpoint> = {
  [S in keyof E['answers'] & number]: E['answers'][S] extends z.ZodType
    ? { status: S; body: z.input<E['answers'][S]>; headers?: Record<string, string> }
    : { status: S; headers?: Record<string, string> };
}[keyof E['answers'] & number];

/** An answer with its status as a literal, so that only declared ones type-check. */
export function reply<S extends number>(status: S): { status: S };
export function reply<S extends number, B>(status: S, body: B): { status: S; body: B };
export function reply(status: number, body?: unknown): { status: number; body?: unknown } {
  return body === undefined ? { status } : { status, body };
}
