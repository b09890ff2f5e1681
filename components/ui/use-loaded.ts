import { useState } from 'react';

/**
 * A part of the page that travels once it is asked for. Where it does not come, one is told so and can ask again,
 * which a lazy component would not let one do: it takes the page down with it.
 */
export function useLoaded<Part>(load: () => Promise<Part>) {
  const [part, setPart] = useState<Part | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  async function ask(): Promise<void> {
    setHasFailed(false);
    // A component is a function, which React would take for a step to the next state.
    await load().then(
      (loaded) => setPart(() => loaded),
      () => setHasFailed(true),
    );
  }
  return { part, hasFailed, ask };
}
