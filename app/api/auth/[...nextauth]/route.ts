// next-auth's own endpoints, with the checks of origin and size in front of them that every call passes.
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';
import { env } from '@/lib/env';
import type { AppError } from '@/lib/errors';
import {
  addressOf,
  guarded,
  methods,
  problem,
  type RouteHandler,
  readText,
  refuseOtherOrigins,
} from '@/lib/http';
import { paths } from '@/lib/paths';

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth itself reads bodies whole, however long. */
const MAX_FORM_BYTES = 16 * 1024;

const nextAuth: RouteHandler = async (request, context) => {
  let refusal: AppError | undefined;
  const options = authOptions({
    address: addressOf(request.headers),
    onRefusal: (reason) => {
      refusal = reason;
    },
  });
  const answer: Response = await NextAuth(request as never, context as AuthContext as never, options);
  return refusal ? limited(refusal) : answer;
};

const post: RouteHandler = async (request, context) => {
  refuseOtherOrigins(request);
  const body = await readText(request, MAX_FORM_BYTES);
  // The body is read already, so next-auth gets a request of its own; it wants Next's kind.
  const copy = new NextRequest(request.url, { method: 'POST', headers: request.headers, body });
  return nextAuth(copy, context);
};

/** next-auth's browser code reads `url` from every answer, so the problem carries one. */
async function limited(error: AppError): Promise<Response> {
  const answer = problem(error, '');
  const url = `${env().APP_URL}${paths.signIn()}?error=${error.code}`;
  return new Response(JSON.stringify({ ...(await answer.json()), url }), answer);
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded(nextAuth),
  POST: guarded(post),
});
