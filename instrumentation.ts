// Runs once when a server starts, before its first request.

export async function register(): Promise<void> {
  // Next replaces this one at build time and drops the Node half from other runtimes.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./lib/boot');
    boot();
  }
}
