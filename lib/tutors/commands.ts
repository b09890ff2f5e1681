import { transaction } from '../db';
import { announceSlots } from '../jobs/queue';
import { getOwnProfile } from './queries';
import type { SaveProfileInput, Tutor } from './schema';

/**
 * Writes the whole tutor profile of a person, and makes them a tutor if they are none yet. A new rate counts for
 * bookings from now on; what is held or booked keeps its price.
 */
export async function saveProfile({
  userId,
  profile,
  now,
}: {
  userId: string;
  profile: SaveProfileInput;
  now: Date;
}): Promise<Tutor> {
  await transaction(async (tx) => {
    const { id } = await tx.providerProfile.upsert({
      where: { userId },
      create: { userId, ...profile },
      update: profile,
      select: { id: true },
    });
    await announceSlots(tx, id);
  });
  const saved = await getOwnProfile({ userId, now });
  if (!saved) throw new Error('a profile that was just saved is not there');
  return saved;
}
