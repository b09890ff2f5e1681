'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { Input } from './field';

type TagInputProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  name: string;
  tags: string[];
  onChange: (tags: string[]) => void;
  suggestions: string[];
  /** Focuses where one types: what a form does when this field is wrong. */
  ref?: Ref<Pick<HTMLInputElement, 'focus'>>;
};

/** A list of short words: typed and confirmed one by one, each with a button that takes it away. */
export function TagInput({ tags, onChange, suggestions, name, ref, ...control }: TagInputProps) {
  const [draft, setDraft] = useState('');
  const [announcement, setAnnouncement] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));

  function add(text: string) {
    const fresh = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag && !tags.some((each) => each.toLowerCase() === tag.toLowerCase()));
    setDraft('');
    if (fresh.length === 0) return;
    onChange([...tags, ...new Set(fresh)]);
    setAnnouncement(`${fresh.join(', ')} added`);
  }

  function remove(tag: string) {
    onChange(tags.filter((each) => each !== tag));
    setAnnouncement(`${tag} removed`);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = tags.at(-1);
    if (event.key === 'Enter' && draft.trim()) {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && last) {
      remove(last);
    }
  }

  return (
    <div className="grid gap-2">
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex items-center gap-1 rounded-sm bg-accent-soft py-0.5 pr-0.5 pl-2.5 text-on-accent-soft text-sm"
            >
              {tag}
              <button
                type="button"
                aria-label={`Remove ${tag}`}
                onClick={() => remove(tag)}
                className="grid size-7 place-items-center rounded-sm hover:bg-accent-soft-hover"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <span className="relative grid min-w-0">
        <Input
          {...control}
          ref={input}
          name={name}
          list={`${control.id}-known`}
          autoComplete="off"
          enterKeyHint="done"
          value={draft}
          maxLength={50}
          onChange={(event) => {
            const { value } = event.target;
            if (value.includes(',')) add(value);
            else setDraft(value);
          }}
          onKeyDown={onKeyDown}
          // What was typed and not confirmed is meant as well.
          onBlur={(event) => event.relatedTarget !== adder.current && add(draft)}
          className={draft.trim() && 'pr-18'}
        />
        {draft.trim() && (
          <button
            ref={adder}
            type="button"
            aria-label={`Add ${draft.trim()}`}
            // For fingers and mice: the keyboard has Enter, and goes on to the next field.
            tabIndex={-1}
            // The field keeps the focus, or the draft would be gone before the press is over.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              add(draft);
              input.current?.focus();
            }}
            className="absolute inset-y-1 right-1 rounded-sm bg-accent-soft px-3.5 font-semibold text-on-accent-soft text-sm hover:bg-accent-soft-hover"
          >
            Add
          </button>
        )}
      </span>
      <datalist id={`${control.id}-known`}>
        {suggestions
          .filter((each) => !tags.includes(each))
          .map((each) => (
            <option key={each} value={each} />
          ))}
      </datalist>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}
