// Before every page: a content security policy with a fresh nonce, and a redirect to sign-in where the cookie is
// plainly absent. That redirect is a courtesy; who may see what is decided by each page and command.
import { type NextRequest, NextResponse } from 'next/server';
import { sessionCookieName } from './lib/auth/actor';
import { contentSecurityPolicy } from './lib/content-security-policy';
import { paths } from './lib/paths';

// /teach itself invites people to become a tutor; what lies below it is for those who are.
const SIGNED_IN_ONLY = /^\/(sessions|settings|book|notifications)(\/|$)|^\/teach\/./;

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (SIGNED_IN_ONLY.test(pathname) && !request.cookies.has(sessionCookieName())) {
    return NextResponse.redirect(new URL(paths.signIn(`${pathname}${search}`), request.url));
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy({ nonce });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // A layout does not learn otherwise which page it frames.
  headers.set('x-pathname', pathname);
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  matcher: [
    {
      source:
        '/((?!api/|_next/static|_next/image|favicon.ico|icon|apple-icon|manifest|sw.js|robots.txt|sitemap).*)',
      // Parts of pages, which Next fetches ahead. Documents that a browser itself fetches ahead are shown later as they
      // came, so they need their policy.
      missing: [{ type: 'header', key: 'next-router-prefetch' }],
    },
  ],
};
