'use client';

import { useEffect, useRef, useState } from 'react';
import { type SessionGist, whatChanged } from './what-changed';

type SessionNewsProps = { gists: SessionGist[]; readAt: string; zone: string; isSingle?: boolean };

/** Says politely what is different since the page was last written. */
export function SessionNews({ gists, readAt, zone, isSingle = false }: SessionNewsProps) {
  const [spoken, setSpoken] = useState('');
  const last = useRef({ gists, readAt });
  useEffect(() => {
    const before = last.current;
    if (before.readAt === readAt) return;
    last.current = { gists, readAt };
    const said = whatChanged({ before: before.gists, after: gists, readAt: before.readAt, zone, isSingle });
    if (said.length > 0) setSpoken(said.join(' '));
  }, [gists, readAt, zone, isSingle]);
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  );
}
