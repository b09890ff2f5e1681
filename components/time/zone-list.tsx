'use client';

import { Check, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { clockOf, offsetName, zoneCity } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { Input } from '../ui/field';

const SHOWN = 60;

type ZoneListProps = {
  zone: string;
  /** Where the browser says it is. */
  detected: string;
  suggested: readonly string[];
  now: Date;
  onPick: (zone: string) => void;
};

/** Every zone that the browser knows, searchable by city, region or offset, each with the time it is there. */
export function ZoneList({ zone, detected, suggested, now, onPick }: ZoneListProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const zones = useMemo(
    () => [...new Set([zone, detected, ...suggested, 'UTC', ...Intl.supportedValuesOf('timeZone')])],
    [zone, detected, suggested],
  );
  const found = useMemo(() => matching({ zones, query, now }), [zones, query, now]);
  const shown = found.slice(0, SHOWN);

  useEffect(() => {
    // The first is in sight with the list: to scroll to it would move the page around it as well.
    if (active === 0) list.current?.scrollTo({ top: 0 });
    else list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    const last = shown.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    };
    const moved = moves[event.key];
    if (moved !== undefined) {
      event.preventDefault();
      setActive(moved);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const picked = shown[active];
      if (picked) onPick(picked);
    }
  }

  return (
    <>
      <div className="relative px-5 py-4">
        <Search aria-hidden className="absolute top-1/2 left-8 size-4 -translate-y-1/2 text-ink-muted" />
        <Input
          data-first-focus
          role="combobox"
          aria-label="Search time zones"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder="City, region or GMT+2"
          className="pl-9"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p role="status" className="sr-only">
        {found.length === 1 ? '1 zone' : `${found.length} zones`}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Time zones"
        className="min-h-64 overflow-y-auto border-t px-2 py-2 sm:h-80"
      >
        {shown.map((each, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the focus and the keys
          <div
            key={each}
            id={`${id}-${index}`}
            data-index={index}
            role="option"
            tabIndex={-1}
            aria-selected={each === zone}
            onClick={() => onPick(each)}
            onPointerMove={() => setActive(index)}
            className={cx(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5',
              index === active && 'bg-accent-soft text-on-accent-soft',
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{zoneCity(each)}</span>
              <span className="block truncate text-ink-muted text-xs">
                {each.includes('/') ? `${each.split('/')[0]} · ` : ''}
                {offsetName(now, each)}
                {each === detected && ' · this device'}
                {suggested.includes(each) && each !== detected && ' · the tutor’s'}
              </span>
            </span>
            <time className="tabular-nums" dateTime={now.toISOString()}>
              {clockOf(now, each)}
            </time>
            <Check aria-hidden className={cx('size-4', each !== zone && 'invisible')} />
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="px-5 pb-5 text-ink-muted text-sm">No zone matches. Try a bigger city nearby.</p>
      )}
      {found.length > SHOWN && (
        <p className="border-t px-5 py-3 text-ink-muted text-sm">
          {found.length - SHOWN} more: type to narrow them down.
        </p>
      )}
    </>
  );
}

function matching({ zones, query, now }: { zones: string[]; query: string; now: Date }): string[] {
  const words = query.toLowerCase().replaceAll('_', ' ').split(/\s+/).filter(Boolean);
  if (words.length === 0) return zones;
  const found = zones.filter((zone) => {
    const name = `${zone.replaceAll('_', ' ')} ${zoneCity(zone)}`.toLowerCase();
    return words.every(
      (word) =>
        name.includes(word) ||
        (/^(gmt|utc|[+-])/.test(word) &&
          offsetName(now, zone)
            .toLowerCase()
            .endsWith(word.replace(/^(gmt|utc)(?=.)/, ''))),
    );
  });
  // "tok" means Tokyo before Vostok.
  const first = words[0] ?? '';
  const isNamed = (zone: string) => zoneCity(zone).toLowerCase().startsWith(first);
  return [...found.filter(isNamed), ...found.filter((zone) => !isNamed(zone))];
}
