// The production server: Next, with its answers compressed and its pages painted before their scripts are read.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import compression from 'compression';
import next from 'next';
import { paintFirst } from './paint-first';
import { StaticFiles } from './static-files';

type Middleware = (request: IncomingMessage, response: ServerResponse, goOn: () => void) => void;

/** For whoever is being answered, or holds a line open without a word, when the server is told to end. */
const PATIENCE_MS = 5_000;

type ServeOptions = {
  port: number;
  hostname: string | undefined;
  /** Where Next has put its build. */
  distDir: string;
};

/** @returns what ends it: answers what was asked already, takes nothing new, and lets Next finish what it began */
export async function serve({ port, hostname, distDir }: ServeOptions): Promise<() => Promise<void>> {
  const app = next({ dev: false, port, ...(hostname && { hostname }) });
  await app.prepare();
  const answer = app.getRequestHandler();
  const files = new StaticFiles();
  // Its types speak of Express; it needs no more than Node has.
  const compress = compression() as unknown as Middleware;
  const server = createServer((request, response) => {
    if (files.answer(request, response)) return;
    compress(request, response, () => {
      paintFirst(response);
      answer(request, response).catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) return response.destroy();
        response.statusCode = 500;
        response.end('Internal Server Error');
      });
    });
  });
  // Longer than a proxy keeps its own end open (60 s is usual), or it would send a request into a line just cut.
  server.keepAliveTimeout = 65_000;
  server.listen(port, hostname);
  await once(server, 'listening');
  // Meanwhile they are compressed like all else.
  void files.load(join(distDir, 'static')).catch(console.error);
  return async () => {
    const ended = new Promise((resolve) => server.close(resolve));
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
    await ended;
    await app.close();
  };
}
