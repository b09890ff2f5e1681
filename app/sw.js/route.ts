// The service worker, bundled while the app is built and part of that build like any page that is written ahead:
// whatever starts the build finds it (docs/decisions/0005-worker-in-the-build.md). No request bundles anything.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

export const dynamic = 'force-static';

export async function GET(): Promise<Response> {
  // Here, so that a server that only runs the build needs no bundler.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(/* turbopackIgnore: true */ process.cwd(), 'app/sw.js/worker.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: {
      'process.env.NODE_ENV': '"production"',
      // Each build has an offline page of its own, which names that build's scripts.
      SLOTWISE_BUILD: JSON.stringify(randomUUID()),
    },
  });
  return new Response(outputFiles[0]?.text, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
