// Every address of a page, and of what mails and calendars link to, once. Pure, for server and browser.

export const paths = {
  home: () => '/',
  tutors: () => '/tutors',
  tutor: (providerProfileId: string) => `/tutors/${providerProfileId}`,
  book: (slotId: string) => `/book/${slotId}`,
  bookDone: (holdId: string) => `/book/done?hold=${holdId}`,
  signIn: (returnTo?: string) => withReturn('/sign-in', returnTo),
  register: (returnTo?: string) => withReturn('/register', returnTo),
  reset: () => '/reset',
  resetWith: (token: string) => `/reset/${token}`,
  sessions: () => '/sessions',
  session: (sessionId: string) => `/sessions/${sessionId}`,
  room: (sessionId: string) => `/sessions/${sessionId}/room`,
  teach: () => '/teach',
  teachProfile: () => '/teach/profile',
  teachCalendar: () => '/teach/calendar',
  teachSessions: () => '/teach/sessions',
  teachEarnings: (until?: string) => (until ? `/teach/earnings?until=${until}` : '/teach/earnings'),
  teachEarningsFile: () => '/teach/earnings/csv',
  notifications: () => '/notifications',
  settings: () => '/settings',
  offline: () => '/offline',
  serviceWorker: () => '/sw.js',
  sitemap: () => '/sitemap.xml',
  sitemapPart: (part: number) => `/sitemaps/${part}.xml`,
  unsubscribe: (token: string) => `/unsubscribe/${token}`,
  unsubscribeEndpoint: (token: string) => `/api/unsubscribe/${token}`,
  calendarFeed: (token: string) => `/api/calendar/${token}.ics`,
  sessionCalendar: (sessionId: string) => `/api/teaching/sessions/${sessionId}/calendar.ics`,
} as const;

function withReturn(path: string, returnTo: string | undefined): string {
  return returnTo ? `${path}?callbackUrl=${encodeURIComponent(returnTo)}` : path;
}

/**
 * A path inside this app, or `fallback`. Guards redirects: `//evil.example`, `/\\evil.example`, `/.//evil.example`
 * and whole addresses lead elsewhere and are not followed.
 */
export function safeReturnPath(path: string | undefined | null, fallback: string): string {
  const here = 'http://here.invalid';
  if (!path?.startsWith('/') || !URL.canParse(path, here)) return fallback;
  const url = new URL(path, here);
  const inside = `${url.pathname}${url.search}${url.hash}`;
  // Dots are resolved by now, and what they leave may begin with another host.
  return url.origin === here && !inside.startsWith('//') ? inside : fallback;
}
