'use client';

import { useEffect, useState } from 'react';

/** Says politely what came with a part of the page that another one made way for. */
export function Spoken({ text }: { text: string }) {
  // A live region speaks of what changes in it, not of what it comes with.
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), 100);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  );
}
