import { db } from '../db';

type MarkRead = {
  userId: string;
  ids?: readonly string[] | undefined;
  /** All that happened until this instant. What came since, and nobody has seen, stays unread. */
  upTo?: Date | undefined;
  now: Date;
};

/** Marks as read what is one's own among `ids`, and all up to an instant. What was read before keeps its time. */
export async function markRead({ userId, ids = [], upTo, now }: MarkRead): Promise<void> {
  await db().notification.updateMany({
    where: {
      userId,
      readAt: null,
      OR: [{ id: { in: [...ids] } }, ...(upTo ? [{ createdAt: { lte: upTo } }] : [])],
    },
    data: { readAt: now },
  });
}
