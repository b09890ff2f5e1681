// The floor of the slot list: the app's two statements and an answer of the same form and size. Left out: checking
// parameters, filters by day and type, judging each slot's day in its own zone, request ids and logs.
import { pool, query } from '../../../database';
import { findProvider, listSlots } from '../../../statements';

const HORIZON_MS = 30 * 24 * 60 * 60 * 1000;

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const now = new Date();
  const [provider] = await query(pool, findProvider, [id]);
  const items = await query(pool, listSlots, [now, id, now, now, new Date(now.getTime() + HORIZON_MS)]);
  for (const slot of items) {
    slot.lapsed = undefined;
    slot.seatsLeft = slot.maxParticipants - slot.seatsTaken;
    slot.priceCents = (provider.hourlyRateCents * slot.durationMinutes) / 60;
    slot.currency = provider.currency;
  }
  return Response.json({ provider, items });
}
