// The HTTP side that all stand-ins share: reads a call, logs it, applies the fault that was ordered for it,
// and sends the vendor's answer. A vendor is a function from a call to a reply.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Control, type Fault, parseJson } from './control';

const HOST = '127.0.0.1';
const BODY_LIMIT_BYTES = 100 * 1024 * 1024;

export type Call = {
  method: string;
  path: string;
  /** path and query exactly as they came: signatures are made over them */
  target: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
};

export type Reply = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  /** false where the call was refused before its work began, so that idempotency does not keep the answer */
  begun?: boolean;
};

type HttpServerOptions = {
  port: number;
  control: Control;
  answer: (call: Call) => Reply | Promise<Reply>;
  /** The vendor's error of this status, for a fault. */
  failure: (status: number, call: Call) => Reply;
  /** Runs around a call, faults included: `run` does the work. */
  around?: (call: Call, run: () => Promise<Reply>) => Promise<Reply>;
  /** The body as it shall stand in the log; by default read by its content type. */
  describeBody?: (call: Call) => unknown;
  /** Whether the vendor cannot be reached: every line is then reset, but those of the controls. */
  isAway?: () => boolean;
  /** Headers for calls from a browser on another origin. */
  cors?: Record<string, string>;
};

export type HttpServer = { server: Server; port: number; url: string; close: () => Promise<void> };

export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      console.error('stand-in failed', error);
      response.destroy();
    });
  });
  const port = await listen(server, options.port);
  return { server, port, url: `http://${HOST}:${port}`, close };

  async function close() {
    options.control.close();
    await closeServer(server);
  }
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** Listens on 127.0.0.1; resolves with the port, which matters where 0 (any free one) was asked for. */
async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function serve(options: HttpServerOptions, request: IncomingMessage, response: ServerResponse) {
  const { control, cors = {} } = options;
  const call = await readCall(request);
  if (!call) return send(response, { status: 413, body: 'too large' });

  const isControl = call.path.startsWith('/_');
  const isAway = () => !isControl && options.isAway?.() === true;
  const controlAnswer = await control.answer(call.method, call.path, call.body.toString());
  // No CORS headers here: a page in the browser has no business with the controls.
  if (controlAnswer) return send(response, json(controlAnswer.status, controlAnswer.body));
  const isUnreachable = isAway();
  if (call.method === 'OPTIONS' && !isUnreachable) return send(response, { status: 204, headers: cors });

  const fault = isControl || isUnreachable ? undefined : control.takeFault(`${call.method} ${call.target}`);
  const entry = control.record({
    method: call.method,
    path: call.path,
    ...(call.query.size > 0 && { query: Object.fromEntries(call.query) }),
    body: (options.describeBody ?? describeBody)(call),
    status: null,
    idempotencyKey: headerOf(call, 'idempotency-key') ?? null,
    ...(fault && { fault }),
    ...(isUnreachable && { away: true }),
  });
  if (isUnreachable) return reset(response);
  const run = () => runWithFault(options, call, fault);
  const reply = await (options.around ? options.around(call, run) : run());
  // Gone while it was at work: done, and nobody hears of it.
  if (isAway()) return reset(response);
  if (isDrop(fault))
    return cut(response, { ...reply, headers: { ...cors, ...reply.headers } }, fault.dropAfter);
  entry.status = reply.status;
  send(response, { ...reply, headers: { ...cors, ...reply.headers } });
}

async function runWithFault(
  options: HttpServerOptions,
  call: Call,
  fault: Fault | undefined,
): Promise<Reply> {
  if (fault?.delayMs) await sleep(fault.delayMs);
  if (fault?.status && !fault.processed) return { ...options.failure(fault.status, call), begun: false };
  const reply = await options.answer(call);
  return fault?.status ? options.failure(fault.status, call) : reply;
}

function isDrop(
  fault: Fault | undefined,
): fault is Fault & { dropAfter: true | number | 'after processing' } {
  return fault?.dropAfter !== undefined && fault.dropAfter !== false;
}

/** Ends the line in the middle: before any answer, or after so many bytes of its body. */
function cut(response: ServerResponse, reply: Reply, dropAfter: true | number | 'after processing') {
  if (typeof dropAfter !== 'number' || reply.body instanceof Readable) return response.destroy();
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  response.write(body.subarray(0, dropAfter), () => response.destroy());
}

/** As a network answers for a host that is not there any more. */
function reset(response: ServerResponse) {
  response.socket?.resetAndDestroy();
}

function send(response: ServerResponse, reply: Reply) {
  if (reply.body instanceof Readable) {
    response.writeHead(reply.status, reply.headers);
    reply.body.on('error', () => response.destroy()).pipe(response);
    return;
  }
  const body = Buffer.from(reply.body ?? '');
  // A HEAD answer names the length of a body that it does not have.
  const hasOwnLength = reply.headers?.['content-length'] !== undefined || reply.status === 204;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(!hasOwnLength && { 'content-length': body.length }),
  });
  response.end(body);
}

async function readCall(request: IncomingMessage): Promise<Call | undefined> {
  const target = request.url ?? '/';
  const url = new URL(target, 'http://stand-in');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    target,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

export function headerOf(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function describeBody(call: Call): unknown {
  if (call.body.length === 0) return null;
  const contentType = headerOf(call, 'content-type') ?? '';
  if (contentType.includes('json')) return parseJson(call.body.toString()) ?? call.body.toString();
  if (contentType.startsWith('text/')) return call.body.toString();
  return { contentType, bytes: call.body.length };
}
