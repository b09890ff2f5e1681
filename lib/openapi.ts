// The contract as OpenAPI 3.1, printed from the endpoints that the handlers parse with.

import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import * as accounts from './accounts/endpoints';
import type { Endpoint } from './endpoint';
import { type ErrorCode, refusalOf } from './errors';
import * as notifications from './notifications/endpoints';
import * as room from './room/endpoints';
import * as sessions from './sessions/endpoints';
import * as slots from './slots/endpoints';
import * as tutors from './tutors/endpoints';

export const endpoints: Endpoint[] = [accounts, tutors, slots, sessions, room, notifications].flatMap(
  (domain) => Object.values(domain),
);

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export function openApiDocument({ appUrl }: { appUrl: string }) {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {};
    paths[endpoint.path] = { ...path, [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Slotwise',
      version: '1',
      description: 'Instants are ISO 8601 UTC; money is integer cents.',
    },
    servers: [{ url: appUrl }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
    paths,
  });
}

function operation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const answers = Object.entries(endpoint.answers).map(([status, schema]) => [
    status,
    {
      description: 'Done',
      ...(schema && { content: { [endpoint.contentType ?? 'application/json']: { schema } } }),
    },
  ]);
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.actor !== 'anyone' && { security: [{ session: [] }] }),
    requestParams: {
      ...(endpoint.params && { path: endpoint.params }),
      ...(endpoint.query && { query: endpoint.query }),
    },
    ...(endpoint.body && {
      requestBody: {
        required: !endpoint.bodyOptional,
        content: {
          'application/json': { schema: endpoint.body },
          ...(endpoint.bodyMayBeForm && {
            'application/x-www-form-urlencoded': { schema: endpoint.body },
          }),
        },
      },
    }),
    ...(endpoint.upload && {
      requestBody: {
        required: true,
        content: { 'multipart/form-data': { schema: z.object({ [endpoint.upload]: z.file() }) } },
      },
    }),
    responses: { ...Object.fromEntries(answers), ...refusals(endpoint) },
  };
}

function refusals(endpoint: Endpoint) {
  const codes = new Set<ErrorCode>(endpoint.refusals);
  if (endpoint.actor !== 'anyone') codes.add('UNAUTHENTICATED');
  if (endpoint.actor === 'tutor') codes.add('NOT_A_TUTOR');
  if (endpoint.method !== 'GET') codes.add('BAD_ORIGIN');
  if (endpoint.body) for (const code of ['MALFORMED_JSON', 'BODY_TOO_LARGE'] as const) codes.add(code);
  if (endpoint.body || endpoint.query) codes.add('VALIDATION_FAILED');
  const byStatus = groupByStatus(codes);
  for (const code of endpoint.conflicts ?? []) byStatus.set(409, [...(byStatus.get(409) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      {
        description: names.map((name) => `${name}: ${refusalOf(name).detail}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

function groupByStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = refusalOf(code);
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}
