'use client';

import { useEffect, useRef, useState } from 'react';
import { type SessionGist, whatChanged, whatWasCancelled } from './what-changed';

type SessionNewsProps = {
  gists: SessionGist[];
  readAt: string;
  zone: string;
  isSingle?: boolean;
  /** A list of what is to come, which a session leaves once it is over or cancelled. */
  isWhatComes?: boolean;
};

/** Says politely what is different since the page was last written. */
export function SessionNews(props: SessionNewsProps) {
  const { gists, readAt, zone, isSingle = false, isWhatComes = false } = props;
  const [spoken, setSpoken] = useState('');
  const last = useRef({ gists, readAt });
  useEffect(() => {
    const before = last.current;
    if (before.readAt === readAt) return;
    last.current = { gists, readAt };
    const readings = { before: before.gists, after: gists, zone };
    const said = [
      ...whatChanged({ ...readings, readAt: before.readAt, isSingle }),
      ...(isWhatComes ? whatWasCancelled({ ...readings, now: readAt }) : []),
    ];
    if (said.length > 0) setSpoken(said.join(' '));
  }, [gists, readAt, zone, isSingle, isWhatComes]);
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  );
}
