'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { Notification } from '@/lib/notifications/schema';
import { paths } from '@/lib/paths';
import { agoOf, clockOf, fullDate } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { sentenceOf } from './sentence';
import { markRead } from './unread';

type NotificationListProps = {
  items: Notification[];
  zone: string;
  now: string;
  /** In the bell's panel. */
  compact?: boolean;
};

/** What happened, newest first. Opening one marks it as read. */
export function NotificationList({ items, zone, now, compact = false }: NotificationListProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const open = (id: string) => {
    setOpened((before) => new Set(before).add(id));
    markRead({ ids: [id] });
  };
  return (
    <ul className="divide-y">
      {items.map((item) => (
        <li key={item.id}>
          <Item
            item={item}
            isUnread={!item.readAt && !opened.has(item.id)}
            zone={zone}
            now={now}
            compact={compact}
            onOpen={() => open(item.id)}
          />
        </li>
      ))}
    </ul>
  );
}

type ItemProps = {
  item: Notification;
  isUnread: boolean;
  zone: string;
  now: string;
  compact: boolean;
  onOpen: () => void;
};

function Item({ item, isUnread, zone, now, compact, onOpen }: ItemProps) {
  const words = (
    <>
      <span
        aria-hidden
        className={cx(
          'mt-[0.4375rem] size-2 shrink-0 rounded-full',
          isUnread ? 'bg-accent' : 'bg-transparent',
        )}
      />
      <span className="grid min-w-0 gap-0.5">
        <span className={cx('[overflow-wrap:anywhere]', isUnread ? 'font-medium' : 'text-ink-muted')}>
          {isUnread && <span className="sr-only">Unread: </span>}
          {sentenceOf(item, { zone, now })}
        </span>
        <time
          dateTime={item.createdAt}
          title={`${fullDate(item.createdAt, zone)}, ${clockOf(item.createdAt, zone)}`}
          className="text-ink-muted text-xs"
        >
          {agoOf({ at: item.createdAt, now, zone })}
        </time>
      </span>
    </>
  );
  const box = cx(
    'flex w-full items-start gap-2.5 py-3 text-left text-[0.9375rem] leading-snug focus-visible:-outline-offset-2',
    compact ? 'pr-4 pl-3' : 'px-4 sm:px-5',
  );
  if (item.sessionId) {
    return (
      <Link
        href={paths.session(item.sessionId)}
        prefetch={false}
        onClick={() => isUnread && onOpen()}
        className={cx(box, 'hover:bg-sunken')}
      >
        {words}
      </Link>
    );
  }
  // It leads nowhere, so pressing it only says that it was read.
  return isUnread ? (
    <button type="button" onClick={onOpen} className={cx(box, 'hover:bg-sunken')}>
      {words}
    </button>
  ) : (
    <div className={box}>{words}</div>
  );
}
