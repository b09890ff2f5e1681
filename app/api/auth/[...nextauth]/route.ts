// next-auth's own endpoints, with the sign-in limits in front of them.
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { signInSchema } from '@/lib/accounts/schema';
import { authOptions } from '@/lib/auth/options';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { addressOf, guarded, methods, problem, type RouteHandler, readText } from '@/lib/http';
import { paths } from '@/lib/paths';
import { assertWithin } from '@/lib/rate-limit';

type AuthContext = { params: Promise<{ nextauth: string[] }> };

const nextAuth: RouteHandler = (request, context) => {
  const options = authOptions({ address: addressOf(request.headers) });
  return NextAuth(request as never, context as AuthContext as never, options) as Promise<Response>;
};

const signInOrElse: RouteHandler = async (request, context) => {
  if (!new URL(request.url).pathname.endsWith('/callback/credentials')) return nextAuth(request, context);
  const body = await readText(request, 16 * 1024);
  try {
    await assertWithin('signInAddress', addressOf(request.headers));
    const email = signInSchema.shape.email.safeParse(fieldOf(request, body, 'email'));
    if (email.success) await assertWithin('signInAccount', email.data);
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return limited(error);
    throw error;
  }
  // The body is read already, so next-auth gets a request of its own; it wants Next's kind.
  const copy = new NextRequest(request.url, { method: 'POST', headers: request.headers, body });
  return nextAuth(copy, context);
};

/** next-auth takes forms and JSON alike. */
function fieldOf(request: Request, body: string, name: string): string {
  if (!request.headers.get('content-type')?.includes('application/json')) {
    return new URLSearchParams(body).get(name) ?? '';
  }
  try {
    return String(JSON.parse(body)[name] ?? '');
  } catch {
    return '';
  }
}

/** next-auth's browser code reads `url` from every answer, so the problem carries one. */
async function limited(error: AppError): Promise<Response> {
  const answer = problem(error, '');
  const url = `${env().APP_URL}${paths.signIn()}?error=${error.code}`;
  return new Response(JSON.stringify({ ...(await answer.json()), url }), answer);
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded(nextAuth),
  POST: guarded(signInOrElse),
});
