import { Check, CircleAlert, Clock } from 'lucide-react';
import { clockOf } from '@/lib/time-format';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import type { ChatEntry } from './chat-entries';
import { MessageText } from './message-text';

type ChatMessageProps = {
  entry: Extract<ChatEntry, { kind: 'message' }>;
  isOwn: boolean;
  /** Of whoever wrote it, for those who do not see on which side it stands. */
  name: string;
  zone: string;
  isSending: boolean;
  /** The latest of one's own that the server has. */
  isLatestSent: boolean;
  onTryAgain: () => void;
  onGiveUp: () => void;
};

/** One message, and what became of it. */
export function ChatMessage({ entry, isOwn, name, zone, ...rest }: ChatMessageProps) {
  const { content, at, isFirst, isLast, unsent } = entry;
  const isRefused = unsent?.problem != null;
  return (
    <li
      className={cx(
        'grid max-w-[85%] gap-1',
        isOwn ? 'justify-items-end self-end' : 'self-start',
        isFirst && 'mt-2',
      )}
    >
      <div
        className={cx(
          'rounded-lg px-3 py-2 text-[0.9375rem] leading-snug',
          isOwn ? 'bg-accent-soft text-on-accent-soft' : 'bg-sunken text-ink',
          isLast && (isOwn ? 'rounded-br-sm' : 'rounded-bl-sm'),
          unsent && !isRefused && 'opacity-75',
          isRefused && 'bg-danger-soft text-on-danger-soft',
        )}
      >
        <span className="sr-only">{isOwn ? 'You' : name}: </span>
        <MessageText text={content} />
      </div>
      {(isLast || unsent || rest.isLatestSent) && (
        <p className="flex flex-wrap items-center gap-x-1.5 px-1 text-ink-muted text-xs">
          <time dateTime={at}>{clockOf(at, zone)}</time>
          {isOwn && <Fate unsent={Boolean(unsent)} isRefused={isRefused} {...rest} />}
        </p>
      )}
      {isRefused && (
        <div className="grid justify-items-end gap-1.5">
          <p className="text-on-danger-soft text-sm">{unsent?.problem}</p>
          <div className="flex gap-1.5">
            <Button look="secondary" size="sm" onClick={rest.onTryAgain}>
              Try again
            </Button>
            <Button look="quiet" size="sm" onClick={rest.onGiveUp}>
              Remove
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

type FateProps = { unsent: boolean; isRefused: boolean; isSending: boolean; isLatestSent: boolean };

function Fate({ unsent, isRefused, isSending, isLatestSent }: FateProps) {
  if (isRefused) {
    return (
      <span className="inline-flex items-center gap-1 font-medium text-on-danger-soft">
        <CircleAlert aria-hidden className="size-3.5" /> Failed
      </span>
    );
  }
  if (unsent) {
    return (
      <span className="inline-flex items-center gap-1">
        <Clock aria-hidden className="size-3.5" /> {isSending ? 'Sending' : 'Not sent yet'}
      </span>
    );
  }
  return isLatestSent ? (
    <span className="inline-flex items-center gap-1">
      <Check aria-hidden className="size-3.5" /> Sent
    </span>
  ) : null;
}
