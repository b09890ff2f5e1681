'use client';

import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useState } from 'react';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { charactersIn, MAX_MESSAGE_CHARACTERS } from './limits';

type ChatComposerProps = {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  placeholder: string;
  onWrite: (content: string) => void;
  onTyped: (text: string) => void;
};

const NEAR_THE_END = 300;
const TALLEST_PX = 160;

/** Where one writes. Enter sends, Shift and Enter make a new line; a phone's keyboard makes lines, and its button sends. */
export function ChatComposer({ inputRef, placeholder, onWrite, onTyped }: ChatComposerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const content = text.trim();
  const left = MAX_MESSAGE_CHARACTERS - charactersIn(content);
  const isTooLong = left < 0;
  const canSend = content !== '' && !isTooLong;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with what stands in it
  useLayoutEffect(() => {
    const input = inputRef.current;
    if (!input) return;
    input.style.height = 'auto';
    // The height is counted with its border, what is scrolled without.
    input.style.height = `${Math.min(TALLEST_PX, input.scrollHeight + 2)}px`;
  }, [text, inputRef]);

  function send() {
    if (!canSend) return;
    onWrite(content);
    setText('');
    onTyped('');
    // The button was pressed: one goes on writing.
    inputRef.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    const isPlainEnter = event.key === 'Enter' && !event.shiftKey && !isComposing;
    if (!isPlainEnter || window.matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="grid gap-1 border-t bg-surface p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="sr-only">
          Message
        </label>
        <textarea
          ref={inputRef}
          id={id}
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder}
          enterKeyHint="enter"
          aria-invalid={isTooLong || undefined}
          aria-describedby={left <= NEAR_THE_END ? `${id}-left` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            onTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className={cx(
            'min-h-11 w-full min-w-0 resize-none rounded-md border border-line-strong bg-surface px-3 py-[0.5625rem] text-base text-ink',
            'placeholder:text-ink-muted/80 hover:border-ink-muted aria-invalid:border-danger',
          )}
        />
        <Button
          type="submit"
          look={canSend ? 'primary' : 'quiet'}
          size="icon"
          className="px-0"
          aria-label="Send"
          aria-disabled={!canSend || undefined}
        >
          <SendHorizontal aria-hidden className="size-5" />
        </Button>
      </div>
      {left <= NEAR_THE_END && (
        <p
          id={`${id}-left`}
          className={cx('figures text-right text-xs', isTooLong ? 'text-on-danger-soft' : 'text-ink-muted')}
        >
          {isTooLong ? `${-left} characters too long` : `${left} characters left`}
        </p>
      )}
      <p role="status" className="sr-only">
        {spoken(left)}
      </p>
    </form>
  );
}

/** In steps, or every letter near the end would be talked about. */
function spoken(left: number): string {
  if (left < 0) return 'Too long to send.';
  const step = [20, 100, NEAR_THE_END].find((limit) => left <= limit);
  return step === undefined ? '' : `At most ${step} characters left.`;
}
