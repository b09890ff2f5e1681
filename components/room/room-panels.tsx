'use client';

import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FileFacts } from '@/lib/room/schema';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { ChatPanel } from './chat-panel';
import { FilesPanel } from './files-panel';
import { HeardRegion, useHeard } from './heard';
import type { RoomChannel } from './room-channel';
import { useChat } from './use-chat';
import { type SessionFiles, useFiles } from './use-files';

export type RoomPanelsProps = {
  sessionId: string;
  me: { id: string; name: string };
  role: 'TUTOR' | 'STUDENT';
  /** A 1-to-1 session has a chat; a group does not. */
  chatEnabled: boolean;
  /** Closed it goes on listening, and counts what is unread. */
  isOpen: boolean;
  /** Left out where it stands in a page and is always open. */
  onClose?: () => void;
  channel: RoomChannel;
  zone: string;
  /** Messages and files that nobody has looked at. */
  onUnread?: (count: number) => void;
  /** The other side of a 1-to-1, where it is known; else whoever is there. */
  otherName?: string;
  /** Why nothing is written or shared here any more; what is there stays to be read. */
  closedBecause?: string | null;
  /** It took place: one may still write and share, and nobody waits for it. */
  isOver?: boolean;
};

type Tab = 'chat' | 'files';

/** The chat and the files of a session, in whatever box they are put. */
export function RoomPanels(props: RoomPanelsProps) {
  return props.chatEnabled ? <ChatAndFiles {...props} /> : <FilesAlone {...props} />;
}

function ChatAndFiles(props: RoomPanelsProps) {
  const { sessionId, me, channel, isOpen, zone, closedBecause = null, isOver = false } = props;
  const [tab, setTab] = useState<Tab>('chat');
  const { heard, hear } = useHeard();
  const otherName = useOtherName(props);
  const { chat, state } = useChat({
    sessionId,
    userId: me.id,
    channel,
    onHeard: ({ content }) => hear(`${otherName}: ${content}`),
  });
  const files = useSharedFiles(props, { isSeen: isOpen && tab === 'files', hear });
  const unread = chat.unread();
  useUnread(unread + files.unseen, props.onUnread);
  return (
    <>
      <HeardRegion heard={heard} />
      <Frame {...props} label="Chat and files">
        <Tabs.Root
          value={tab}
          onValueChange={(value) => setTab(value as Tab)}
          className="flex min-h-0 flex-1 flex-col"
        >
          <div className="flex items-center gap-2 border-b pr-1.5 pl-2">
            <Tabs.List aria-label="Chat and files" className="flex flex-1 gap-1">
              <TabButton value="chat" news={unread}>
                Chat
              </TabButton>
              <TabButton value="files" news={files.unseen}>
                Files
                {files.count > 0 && <span className="figures font-normal text-ink-muted">{files.count}</span>}
              </TabButton>
            </Tabs.List>
            <CloseButton onClose={props.onClose} />
          </div>
          {/* Both stay, so that a message half written and a file half sent outlive a look at the other. */}
          <Tabs.Content value="chat" forceMount tabIndex={-1} className={PANEL}>
            <ChatPanel
              chat={chat}
              state={state}
              channel={channel}
              me={me}
              otherName={otherName}
              zone={zone}
              closedBecause={closedBecause}
              isOver={isOver}
            />
          </Tabs.Content>
          <Tabs.Content value="files" forceMount tabIndex={-1} className={PANEL}>
            <FilesPanel
              session={files.session}
              me={me}
              isTutor={props.role === 'TUTOR'}
              canShare
              zone={zone}
              closedBecause={closedBecause}
              isOver={isOver}
            />
          </Tabs.Content>
        </Tabs.Root>
      </Frame>
    </>
  );
}

function FilesAlone(props: RoomPanelsProps) {
  const { me, role, isOpen, zone, closedBecause = null, isOver = false } = props;
  const isDone = isOver || closedBecause !== null;
  const { heard, hear } = useHeard();
  const files = useSharedFiles(props, { isSeen: isOpen, hear });
  useUnread(files.unseen, props.onUnread);
  return (
    <>
      <HeardRegion heard={heard} />
      <Frame {...props} label="Files">
        {props.onClose && (
          <div className="flex min-h-12 items-center gap-2 border-b pr-1.5 pl-4">
            <h2 className="flex-1 font-semibold text-[0.9375rem]">
              Files{' '}
              {files.count > 0 && <span className="figures font-normal text-ink-muted">{files.count}</span>}
            </h2>
            <CloseButton onClose={props.onClose} />
          </div>
        )}
        <p className="border-b bg-sunken px-4 py-2.5 text-ink-muted text-sm">
          {isDone
            ? 'Group sessions have no chat. Files that were shared stay here.'
            : role === 'TUTOR'
              ? 'Group sessions have no chat, so that everyone can focus on you. Everyone sees the files you share here.'
              : 'Group sessions have no chat, so that everyone can focus on the tutor, who shares files here.'}
        </p>
        <FilesPanel
          session={files.session}
          me={me}
          isTutor={role === 'TUTOR'}
          canShare={role === 'TUTOR'}
          zone={zone}
          closedBecause={closedBecause}
          isOver={isOver}
        />
      </Frame>
    </>
  );
}

const PANEL = 'flex min-h-0 flex-1 flex-col data-[state=inactive]:hidden';

function TabButton({ value, news, children }: { value: Tab; news: number; children: ReactNode }) {
  return (
    <Tabs.Trigger
      value={value}
      className={cx(
        '-mb-px flex min-h-12 items-center gap-1.5 border-transparent border-b-2 px-3 font-semibold text-[0.9375rem] text-ink-muted hover:text-ink',
        'focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink',
      )}
    >
      {children}
      {news > 0 && (
        <span className="figures grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-on-accent text-xs">
          {news > 99 ? '99+' : news}
          <span className="sr-only"> new</span>
        </span>
      )}
    </Tabs.Trigger>
  );
}

function CloseButton({ onClose }: { onClose: (() => void) | undefined }) {
  if (!onClose) return null;
  return (
    <Button look="quiet" size="icon" className="px-0" aria-label="Close" onClick={onClose}>
      <X aria-hidden className="size-5" />
    </Button>
  );
}

/** Takes the focus when it is opened, and gives it back when it closes. */
function Frame({
  isOpen,
  onClose,
  label,
  children,
}: RoomPanelsProps & { label: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    if (isOpen) {
      opener.current = document.activeElement;
      ref.current?.focus();
      return;
    }
    const { activeElement } = document;
    // Hidden, it loses the focus, now or with the next picture; had it been elsewhere, it would stay there.
    const isLost = activeElement === document.body || ref.current?.contains(activeElement);
    if (isLost && opener.current instanceof HTMLElement) opener.current.focus();
  }, [isOpen]);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      // In a page it stands in a section that has the name already.
      aria-label={onClose && label}
      hidden={!isOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !onClose) return;
        event.stopPropagation();
        onClose();
      }}
      className="flex h-full min-h-0 flex-col bg-surface text-ink [&[hidden]]:hidden"
    >
      {children}
    </section>
  );
}

type Shared = { session: SessionFiles; count: number; unseen: number };

function useSharedFiles(
  { sessionId, me, channel }: RoomPanelsProps,
  { isSeen, hear }: { isSeen: boolean; hear: (what: string) => void },
): Shared {
  const [unseen, setUnseen] = useState(0);
  if (isSeen && unseen > 0) setUnseen(0);
  const session = useFiles({
    sessionId,
    userId: me.id,
    channel,
    onHeard({ uploader, name }: FileFacts) {
      hear(`${uploader.name} shared ${name}`);
      if (!isSeen) setUnseen((count) => count + 1);
    },
    onShared: ({ name }) => hear(`${name} is shared`),
  });
  return { session, count: session.state.files?.length ?? 0, unseen };
}

function useUnread(count: number, onUnread: RoomPanelsProps['onUnread']): void {
  useEffect(() => onUnread?.(count), [count, onUnread]);
}

function useOtherName({ channel, me, otherName }: RoomPanelsProps): string {
  const [present, setPresent] = useState<string | null>(null);
  useEffect(
    () =>
      channel.on({
        onMembers: (members) => setPresent(members.find(({ id }) => id !== me.id)?.name ?? null),
      }),
    [channel, me.id],
  );
  return otherName ?? present ?? 'the other person';
}
