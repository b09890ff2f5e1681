'use client';

import { useRouter } from 'next/navigation';
import { MarkAllRead } from '@/components/notifications/mark-all-read';

/** Marks all as read and has the page written anew. */
export function MarkPageRead(shown: { unread: number; upTo: string }) {
  const router = useRouter();
  return <MarkAllRead {...shown} onRead={() => router.refresh()} />;
}
