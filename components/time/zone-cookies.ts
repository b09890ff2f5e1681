/** The zone picked beside a calendar; outranks the account's. */
export const PICKED_ZONE_COOKIE = 'zone';
/** The zone that the browser reports. */
export const DETECTED_ZONE_COOKIE = 'zone-detected';

/** The browser's own zone, an IANA name. */
export function detectedZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
