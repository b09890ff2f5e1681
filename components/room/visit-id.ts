/** An id for one stay in a room. Ids sort by the time at which the stays began. */
export function newVisitId(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 8)}`;
}
