import { useEffect, useRef, useState } from 'react';
import type { RoomChannel } from './room-channel';

const SAID_EACH_MS = 2_000;
const FADES_AFTER_MS = 4_500;

type Typing = {
  isOtherTyping: boolean;
  /** What stands in the input now. */
  onTyped: (text: string) => void;
};

/** Tells the other side that one writes, and hears it of them. Told from browser to browser; the server keeps nothing. */
export function useTyping({ channel, userId }: { channel: RoomChannel; userId: string }): Typing {
  const [isOtherTyping, setIsOtherTyping] = useState(false);
  const lastSaid = useRef(0);

  useEffect(() => {
    let fading: ReturnType<typeof setTimeout> | undefined;
    const show = (isTyping: boolean) => {
      clearTimeout(fading);
      setIsOtherTyping(isTyping);
      // Whoever closes the page while writing says nothing more.
      if (isTyping) fading = setTimeout(() => setIsOtherTyping(false), FADES_AFTER_MS);
    };
    const stop = channel.on({
      onEvent(name, data, from) {
        if (name === 'client-typing' && from !== null && from !== userId) show(data.isTyping === true);
        if (name === 'session:message' && senderIn(data) !== userId) show(false);
      },
      onState: (state) => state === 'away' && show(false),
    });
    return () => {
      stop();
      clearTimeout(fading);
    };
  }, [channel, userId]);

  return {
    isOtherTyping,
    onTyped(text) {
      const isTyping = text.trim() !== '';
      const now = Date.now();
      const isRecent = now - lastSaid.current < SAID_EACH_MS;
      if (isTyping && !isRecent && channel.send('client-typing', { isTyping })) lastSaid.current = now;
      if (!isTyping && lastSaid.current > 0) {
        lastSaid.current = 0;
        channel.send('client-typing', { isTyping });
      }
    },
  };
}

function senderIn(data: Record<string, unknown>): unknown {
  return (data.message as { senderId?: unknown } | undefined)?.senderId;
}
