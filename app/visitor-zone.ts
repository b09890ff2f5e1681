// In which zone a page writes its times: the one picked beside them, else the signed-in person's, else the one the
// browser said it is in (components/time/zone-cookies.ts writes both cookies), else the one that the visitor's network
// lies in, where the host says so, else UTC.
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { DETECTED_ZONE_COOKIE, PICKED_ZONE_COOKIE } from '@/components/time/zone-cookies';
import type { Actor } from '@/lib/auth/session';
import { isTimeZone } from '@/lib/time';

type Reader = Pick<Actor, 'timezone'> | null;
type SaidZone = { zone: string; saidBy: 'person' | 'browser' | 'network' | 'nobody' };

/** Vercel's guess from the visitor's address. Whoever forges it moves nobody's times but their own. */
const NETWORK_ZONE_HEADER = 'x-vercel-ip-timezone';

/** The zone, and who said so: nobody on a first visit, before its browser has told. */
export const readZone = cache(async (user: Reader): Promise<SaidZone> => {
  const [jar, request] = await Promise.all([cookies(), headers()]);
  const said: [SaidZone['saidBy'], string | null | undefined][] = [
    ['person', jar.get(PICKED_ZONE_COOKIE)?.value],
    ['person', user?.timezone],
    ['browser', jar.get(DETECTED_ZONE_COOKIE)?.value],
    ['network', request.get(NETWORK_ZONE_HEADER)],
  ];
  for (const [saidBy, zone] of said) {
    if (zone && isTimeZone(zone)) return { zone, saidBy };
  }
  return { zone: 'UTC', saidBy: 'nobody' };
});

export async function visitorZone(user: Reader): Promise<string> {
  return (await readZone(user)).zone;
}

/** Whether times are written in a zone that nobody named. */
export async function isZoneAssumed(user: Reader): Promise<boolean> {
  return (await readZone(user)).saidBy === 'nobody';
}
