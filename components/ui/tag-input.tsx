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
      <Input
        {...control}
        ref={input}
        name={name}
        list={`${control.id}-known`}
        autoComplete="off"
        value={draft}
        maxLength={50}
        onChange={(event) => {
          const { value } = event.target;
          if (value.includes(',')) add(value);
          else setDraft(value);
        }}
        onKeyDown={onKeyDown}
        // What was typed and not confirmed is meant as well.
        onBlur={() => add(draft)}
      />
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
