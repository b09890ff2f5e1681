// The floor of the rush for 20 seats: one conditional UPDATE, and nothing around it.
import { pool, query } from '../../database';
import { sellSeat } from '../../statements';

export async function POST(request: Request) {
  const { slotId } = (await request.json()) as { slotId: string };
  const [seat] = await query(pool, sellSeat, [slotId]);
  return seat
    ? Response.json(seat, { status: 201 })
    : Response.json({ code: 'SESSION_FULL' }, { status: 409 });
}
