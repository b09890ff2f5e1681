// In which zone a page writes its times: the one picked beside them, else the signed-in person's, else the one the
// browser said it is in (components/time/zone-cookies.ts writes both cookies), else UTC.
import { cookies } from 'next/headers';
import { DETECTED_ZONE_COOKIE, PICKED_ZONE_COOKIE } from '@/components/time/zone-cookies';
import type { Actor } from '@/lib/auth/session';
import { isTimeZone } from '@/lib/time';

export async function visitorZone(user: Pick<Actor, 'timezone'> | null): Promise<string> {
  const jar = await cookies();
  const zones = [jar.get(PICKED_ZONE_COOKIE)?.value, user?.timezone, jar.get(DETECTED_ZONE_COOKIE)?.value];
  return zones.find((zone) => zone && isTimeZone(zone)) ?? 'UTC';
}

/** Whether nobody has said yet in which zone times are read: a first visit, before its browser has told. */
export async function isZoneAssumed(user: Pick<Actor, 'timezone'> | null): Promise<boolean> {
  const jar = await cookies();
  return !user && !jar.has(PICKED_ZONE_COOKIE) && !jar.has(DETECTED_ZONE_COOKIE);
}
