// Pusher's WebSocket side, protocol 7: the handshake, frames in and out, and who has gone quiet.
import { randomInt } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Control, parseJson } from '../control';
import { type Connection, type Frame, type Hub, sendError } from './hub';

type SocketOptions = {
  server: Server;
  hub: Hub;
  control: Control;
  key: string;
  activityTimeoutSeconds: number;
  pongTimeoutSeconds: number;
};

export function acceptSockets(options: SocketOptions) {
  const { server, hub, control, key, activityTimeoutSeconds, pongTimeoutSeconds } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  let refuseUntil = 0;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const isShut = Date.now() < refuseUntil || control.isAway();
    if (isShut || control.takeFault(`WS CONNECT ${request.url}`)) {
      stream.destroy();
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request));
  });

  function open(socket: WebSocket, request: IncomingMessage) {
    socket.on('error', () => socket.terminate());
    const refusal = refusalOf(new URL(request.url ?? '/', 'http://pusher'), key);
    if (refusal) {
      write(socket, { event: 'pusher:error', data: refusal });
      socket.close(refusal.code, refusal.message);
      return;
    }
    const connection: Connection = {
      socketId: `${randomInt(1, 1e6)}.${randomInt(1, 1e9)}`,
      send: (frame) => write(socket, frame),
      close: (code, message) => {
        socket.close(code, message);
        // A line that is dead does not answer; whoever is told goodbye is gone at once.
        hub.disconnect(connection);
      },
      recentClientEvents: [],
    };
    hub.connect(connection);
    log('CONNECT', { socketId: connection.socketId }, 101);
    connection.send({
      event: 'pusher:connection_established',
      // Text inside the text: so is Pusher's protocol wherever `data` is an object.
      data: { socket_id: connection.socketId, activity_timeout: activityTimeoutSeconds },
    });
    const alive = watch(connection);
    socket.on('message', (data) => {
      // What still arrives after goodbye is not heard.
      if (socket.readyState !== socket.OPEN) return;
      alive.heard();
      receive(connection, String(data));
    });
    socket.on('close', () => {
      alive.stop();
      hub.disconnect(connection);
    });
  }

  /** Asks a quiet connection whether it lives, and closes it where no answer comes. */
  function watch(connection: Connection) {
    let timer: NodeJS.Timeout;
    const closeDead = () => connection.close(4201, 'Pong reply not received in time');
    const ask = () => {
      connection.send({ event: 'pusher:ping', data: {} });
      timer = setTimeout(closeDead, pongTimeoutSeconds * 1000);
    };
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, activityTimeoutSeconds * 1000);
    };
    heard();
    return { heard, stop: () => clearTimeout(timer) };
  }

  function receive(connection: Connection, text: string) {
    const frame = frameFrom(text);
    if (!frame) return sendError(connection, 4200, 'Invalid JSON');
    const data = dataOf(frame);
    if (frame.event.startsWith('client-')) {
      const passed = hub.clientEvent(connection, frame);
      log(frame.event, { channel: frame.channel, data: frame.data }, passed ? 200 : 403);
      return;
    }
    switch (frame.event) {
      case 'pusher:ping':
        return connection.send({ event: 'pusher:pong', data: {} });
      case 'pusher:pong':
        return;
      case 'pusher:subscribe': {
        const fault = control.takeFault(`WS pusher:subscribe ${String(data.channel)}`);
        if (fault) {
          const refused = {
            type: 'AuthError',
            error: 'A fault that was ordered',
            status: fault.status ?? 500,
          };
          connection.send({
            event: 'pusher:subscription_error',
            channel: String(data.channel),
            data: refused,
          });
          return log(frame.event, data, refused.status);
        }
        return log(frame.event, data, hub.subscribe(connection, data) ? 200 : 401);
      }
      case 'pusher:unsubscribe':
        hub.unsubscribe(connection, String(data.channel));
        return log(frame.event, data, 200);
      case 'pusher:signin':
        return log(frame.event, data, hub.signIn(connection, data) ? 200 : 401);
      default:
        return sendError(connection, 4200, `Unknown event ${frame.event}`);
    }
  }

  function log(event: string, body: unknown, status: number) {
    control.record({ method: 'WS', path: event, body, status, idempotencyKey: null });
  }

  return {
    /** Cuts every line, as a network that goes away does; for `refuseMs` nobody gets back in. */
    drop(refuseMs = 0): number {
      refuseUntil = Date.now() + refuseMs;
      const dropped = sockets.clients.size;
      for (const socket of sockets.clients) socket.terminate();
      return dropped;
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refusalOf(url: URL, key: string): { code: number; message: string } | undefined {
  const [, asked] = /^\/app\/([^/]+)$/.exec(url.pathname) ?? [];
  if (asked === undefined) return { code: 4005, message: 'Path not found' };
  if (asked !== key)
    return {
      code: 4001,
      message: `App key ${asked} not in this cluster. Did you forget to specify the cluster?`,
    };
  const protocol = url.searchParams.get('protocol');
  if (protocol === null) return { code: 4008, message: 'No protocol version supplied' };
  if (!/^\d+$/.test(protocol)) return { code: 4006, message: 'Invalid version string format' };
  if (Number(protocol) < 5 || Number(protocol) > 7)
    return { code: 4007, message: 'Unsupported protocol version' };
  return undefined;
}

/** Pusher sends `data` as JSON text inside the JSON, but for its own errors and what browsers sent each other. */
function write(socket: WebSocket, frame: Frame) {
  if (socket.readyState !== socket.OPEN) return;
  const isPlain =
    typeof frame.data === 'string' || frame.event === 'pusher:error' || frame.event.startsWith('client-');
  const data = isPlain ? frame.data : JSON.stringify(frame.data ?? {});
  socket.send(JSON.stringify({ ...frame, data }));
}

function frameFrom(text: string): Frame | undefined {
  const frame = parseJson(text);
  const isFrame =
    typeof frame === 'object' && frame !== null && 'event' in frame && typeof frame.event === 'string';
  return isFrame ? (frame as Frame) : undefined;
}

function dataOf({ data }: Frame): Record<string, unknown> {
  const value = typeof data === 'string' ? parseJson(data) : data;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
