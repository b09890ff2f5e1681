'use client';

import { ArrowDown, MessagesSquare } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { longDay } from '@/lib/time-format';
import { Button } from '../ui/button';
import { ChatComposer } from './chat-composer';
import { chatEntries } from './chat-entries';
import { messagesOf } from './chat-log';
import { ChatMessage } from './chat-message';
import type { Chat, ChatState } from './chat-store';
import { ChatSkeleton } from './panel-skeletons';
import { PanelTrouble } from './panel-trouble';
import type { RoomChannel } from './room-channel';
import { useChatScroll, useSight } from './use-chat-scroll';
import { useTyping } from './use-typing';

type ChatPanelProps = {
  chat: Chat;
  state: ChatState;
  channel: RoomChannel;
  me: { id: string; name: string };
  otherName: string;
  zone: string;
  /** Why nothing can be written here any more. */
  closedBecause: string | null;
  /** The session took place. One may still write. */
  isOver: boolean;
};

/** What the two of a session say to each other. */
export function ChatPanel(props: ChatPanelProps) {
  const { chat, state, channel, me, otherName, zone, closedBecause, isOver } = props;
  const messages = messagesOf(state.log);
  const entries = chatEntries({ messages, unsent: state.outbox, userId: me.id, zone });
  const first = entries.find(({ kind }) => kind === 'message');
  const last = entries.at(-1);
  const { boxRef, isAtEnd, toEnd } = useChatScroll({
    firstKey: first?.key,
    lastKey: last?.key,
    isLastOwn: last?.kind === 'message' && last.senderId === me.id,
  });
  const { isOtherTyping, onTyped } = useTyping({ channel, userId: me.id });
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const endRef = useRef<HTMLDivElement>(null);
  const [isEndSeen, setIsEndSeen] = useState(false);
  useSight(endRef, setIsEndSeen);
  const newest = messages.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest is a reason to mark it as read
  useEffect(() => {
    if (isEndSeen) chat.see();
  }, [isEndSeen, newest, chat]);

  const newFrom = useNewFrom({ chat, state, userId: me.id, isEndSeen });
  const latestSent = messages.findLast(({ senderId }) => senderId === me.id)?.clientId;
  const isLoading = state.log.olderCursor === undefined;
  const closed = closedBecause ?? state.closedBecause;
  const wasClosed = useRef(closed);
  useEffect(() => {
    // Cancelled while one wrote: the input has gone, and the focus with it.
    if (closed && !wasClosed.current && document.activeElement === document.body) boxRef.current?.focus();
    wasClosed.current = closed;
  }, [closed, boxRef]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative flex min-h-0 flex-1 flex-col">
        <section
          ref={boxRef}
          aria-label="Messages"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain px-3 pb-2 [overflow-anchor:none] focus-visible:-outline-offset-2"
        >
          {isLoading && !state.trouble && <ChatSkeleton />}
          {state.log.olderCursor && <Older chat={chat} isAsking={state.isAskingOlder} />}
          {!isLoading && entries.length === 0 && (
            <NothingSaid otherName={otherName} when={closed ? 'closed' : isOver ? 'after' : 'open'} />
          )}
          <ol className="mt-auto flex flex-col gap-1">
            {entries.map((entry) =>
              entry.kind === 'day' ? (
                <Divider key={entry.key}>
                  <time dateTime={entry.at}>{longDay(entry.at, zone)}</time>
                </Divider>
              ) : (
                <Fragment key={entry.key}>
                  {entry.key === newFrom && <Divider isNew>New</Divider>}
                  <ChatMessage
                    entry={entry}
                    isOwn={entry.senderId === me.id}
                    name={otherName}
                    zone={zone}
                    isSending={entry.unsent?.clientId === state.sendingId}
                    isLatestSent={entry.key === `${me.id} ${latestSent}`}
                    onTryAgain={() => {
                      chat.tryAgain(entry.unsent?.clientId);
                      inputRef.current?.focus();
                    }}
                    onGiveUp={() => {
                      chat.giveUp(entry.unsent?.clientId ?? '');
                      inputRef.current?.focus();
                    }}
                  />
                </Fragment>
              ),
            )}
          </ol>
          <div ref={endRef} aria-hidden className="h-px shrink-0" />
        </section>
        {!isAtEnd && (
          <div className="absolute inset-x-0 bottom-2 flex justify-center">
            <Button
              look="secondary"
              size="sm"
              className="shadow-lift"
              onClick={() => {
                toEnd();
                boxRef.current?.focus();
              }}
            >
              <ArrowDown aria-hidden className="size-4" />
              {chat.unread() > 0 ? `${chat.unread()} new` : 'Latest'}
            </Button>
          </div>
        )}
      </div>
      <TypingLine name={isOtherTyping ? otherName : null} />
      <PanelTrouble
        isSignedOut={state.isSignedOut}
        trouble={state.trouble}
        isAway={state.isAway}
        onTryAgain={() => {
          chat.tryAgain();
          chat.ask();
        }}
        whenOffline="You are offline. What you write waits here, and is sent when you are back."
      />
      {closed ? (
        <p role="status" className="border-t px-4 py-3 text-ink-muted text-sm">
          {closed}
        </p>
      ) : (
        <ChatComposer
          inputRef={inputRef}
          placeholder={`Write to ${otherName}`}
          onWrite={chat.write}
          onTyped={onTyped}
        />
      )}
    </div>
  );
}

function Older({ chat, isAsking }: { chat: Chat; isAsking: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  useSight(ref, (isSeen) => isSeen && chat.askOlder());
  return (
    <div ref={ref} className="flex justify-center py-2">
      <Button look="quiet" size="sm" pending={isAsking} onClick={chat.askOlder}>
        Earlier messages
      </Button>
    </div>
  );
}

function Divider({ isNew = false, children }: { isNew?: boolean; children: ReactNode }) {
  return (
    <li
      className={`my-2 flex items-center gap-3 text-xs ${isNew ? 'font-semibold text-accent-text' : 'text-ink-muted'}`}
    >
      <span aria-hidden className={`h-px flex-1 ${isNew ? 'bg-accent-line' : 'bg-line'}`} />
      {children}
      <span aria-hidden className={`h-px flex-1 ${isNew ? 'bg-accent-line' : 'bg-line'}`} />
    </li>
  );
}

function NothingSaid({ otherName, when }: { otherName: string; when: 'open' | 'after' | 'closed' }) {
  const words = {
    open: `No messages yet. Write to ${otherName}, or send a link to look at together.`,
    after: `No messages from this session. You can still write to ${otherName} about it.`,
    closed: 'No messages were written.',
  };
  return (
    <div className="m-auto grid max-w-[30ch] justify-items-center gap-2 py-6 text-center text-ink-muted text-sm">
      <MessagesSquare aria-hidden className="size-6 text-accent-text" strokeWidth={1.6} />
      <p className="text-balance">{words[when]}</p>
    </div>
  );
}

/** Keeps its height, so that nothing jumps when somebody begins to write. */
function TypingLine({ name }: { name: string | null }) {
  return (
    <p className="h-6 truncate px-4 text-ink-muted text-xs leading-6">
      {name && (
        <span className="motion-safe:animate-appear">
          {name} is writing
          <span aria-hidden className="motion-safe:animate-pulse">
            …
          </span>
        </span>
      )}
    </p>
  );
}

type NewFrom = { chat: Chat; state: ChatState; userId: string; isEndSeen: boolean };

/** The first message that was unread when one came to look. The mark stays while one reads on, until one answers. */
function useNewFrom({ chat, state, userId, isEndSeen }: NewFrom): string | null {
  const [mark, setMark] = useState<{ key: string; written: number; isRead: boolean } | null>(null);
  const [hasLoaded, setHasLoaded] = useState(false);
  const messages = messagesOf(state.log);
  const written = messages.filter(({ senderId }) => senderId === userId).length + state.outbox.length;
  const unread = chat.unread();
  const isLoaded = state.log.olderCursor !== undefined;
  // What comes while one looks at it is no news.
  const isNews = unread > 0 && (!isEndSeen || !hasLoaded) && (!mark || mark.isRead);
  const first = messages.filter(({ senderId }) => senderId !== userId).at(-unread);
  if (isLoaded && !hasLoaded) setHasLoaded(true);
  if (isLoaded && isNews && first) {
    setMark({ key: `${first.senderId} ${first.clientId}`, written, isRead: false });
  } else if (mark && written > mark.written) {
    setMark(null);
  } else if (mark && !mark.isRead && unread === 0) {
    setMark({ ...mark, isRead: true });
  }
  return mark?.key ?? null;
}
