import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import type { Message } from '@/lib/room/schema';
import { type Chat, type ChatState, createChat } from './chat-store';
import type { RoomChannel } from './room-channel';

type UseChat = {
  sessionId: string;
  userId: string;
  channel: RoomChannel;
  onHeard: (message: Message) => void;
};

/** The session's chat, kept true while the component stands. */
export function useChat({ sessionId, userId, channel, onHeard }: UseChat): { chat: Chat; state: ChatState } {
  const chat = useMemo(() => createChat({ sessionId, userId, channel }), [sessionId, userId, channel]);
  const hear = useEffectEvent(onHeard);
  useEffect(() => chat.start({ onHeard: (message) => hear(message) }), [chat]);
  return { chat, state: useSyncExternalStore(chat.subscribe, chat.state, chat.state) };
}
