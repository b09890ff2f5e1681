'use client';

// Stands in for the whole document where even the frame fails, so it brings its own few styles.
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body style={{ margin: 0, fontFamily: 'system-ui, sans-serif', colorScheme: 'light dark' }}>
        <title>Something went wrong · Slotwise</title>
        <main style={{ maxWidth: '36rem', margin: '20vh auto', padding: '0 1.25rem', lineHeight: 1.5 }}>
          <h1>Slotwise cannot be shown right now</h1>
          <p>
            The fault is ours, and nothing you have booked or paid is touched by it. Try again in a moment.
          </p>
          <button type="button" onClick={retry} style={{ font: 'inherit', padding: '0.6rem 1rem' }}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
