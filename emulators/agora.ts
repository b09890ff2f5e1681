// A stand-in for Agora's network, for the browser tests alone: an access point that checks tokens, a gateway, and a
// tiny unit that forwards sound and pictures between the browsers, so that the real SDK in the browser has somebody
// to talk to. Agora documents none of this; what is spoken here is what version 4.24.8 of its SDK was seen to ask and
// to understand. It shows that our side calls the SDK rightly and that our tokens are what they should be. It cannot
// show that Agora's servers agree, nor anything about networks: see emulators/README.md.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { makeCertificate } from './agora/certificate';
import { createGateway, type Ticket } from './agora/gateway';
import { readToken, refusalOf } from './agora/token';
import { parseJson } from './control';

type AgoraOptions = {
  /** 0 for any free one */
  port: number;
  appId: string;
  certificate: string;
};

/** Somebody asked to be let into a channel; `refusal` says why they were not. */
export type AgoraRequest = { channel: string; uid: number; refusal: string | null };

export type AgoraStandIn = {
  /**
   * With these a Chromium takes this machine for Agora's network, under all of its names. It must be told as well to
   * take any certificate: by Playwright's `ignoreHTTPSErrors`, since `--ignore-certificate-errors` crashes the part
   * of Chromium 156 that holds sockets and cookies as soon as one of two sockets is given up for the faster one.
   */
  browserArguments: string[];
  requests: () => AgoraRequest[];
  uidsIn: (channel: string) => number[];
  /** Cuts every socket once; who was in may come back to their place. */
  drop: () => void;
  close: () => Promise<void>;
};

const HOST = '127.0.0.1';
const NETWORK = ['*.agora.io', '*.sd-rtn.com'];
const ACCESS_POINT_PATH = '/api/v2/transpond/webrtc';
/** What is asked for in one request, and what the SDK wants each to be marked with. */
const FLAGS: Record<number, number> = { 11: 4_096, 18: 1_048_576, 20: 4_194_304, 26: 4_194_310 };
const INVALID_TOKEN = 5;

const bodySchema = z.looseObject({
  buffer: z.looseObject({
    cname: z.string(),
    key: z.string(),
    uid: z.number(),
    service_ids: z.array(z.number()),
  }),
});
const requestSchema = z.looseObject({
  appid: z.string(),
  opid: z.unknown().optional(),
  request_bodies: z.tuple([bodySchema], bodySchema),
});

export async function startAgora({ port, appId, certificate }: AgoraOptions): Promise<AgoraStandIn> {
  const requests: AgoraRequest[] = [];
  const tickets = new Map<string, Ticket>();
  const account = () => ({ certificate, now: new Date() });
  const gateway = createGateway({
    takeTicket: (ticket) => tickets.get(ticket),
    untilOf: (asked) =>
      refusalOf({ ...asked, appId }, account()) ? undefined : readToken(asked.token, certificate)?.expiresAt,
  });

  const server = createServer(await makeCertificate(), (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('content-type', 'application/json');
    answer(request)
      .then((body) => response.end(JSON.stringify(body)))
      .catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', gateway.accept);

  async function answer(request: IncomingMessage): Promise<object> {
    const body = await textOf(request);
    if (request.method !== 'POST' || !request.url?.startsWith(ACCESS_POINT_PATH)) return {};
    return admit(requestSchema.parse(parseJson(formField(body, 'request'))));
  }

  function admit({ appid, opid, request_bodies }: z.output<typeof requestSchema>): object {
    const { cname: channel, key: token, uid, service_ids } = request_bodies[0].buffer;
    const refusal =
      appid === appId ? (refusalOf({ token, appId, channel, uid }, account()) ?? null) : 'of another app';
    requests.push({ channel, uid, refusal });
    const ticket = randomUUID();
    const until = refusal === null ? readToken(token, certificate)?.expiresAt : undefined;
    if (until) tickets.set(ticket, { channel, uid, until });
    return {
      opid,
      enter_ts: Date.now(),
      leave_ts: Date.now(),
      detail: {},
      response_body: service_ids.map((service) => ({
        uri: 23,
        buffer: {
          code: refusal === null ? 0 : INVALID_TOKEN,
          flag: FLAGS[service] ?? 4_096,
          cert: ticket,
          cid: 1,
          cname: channel,
          uid,
          detail: { 8: '1' },
          // The port as text: the SDK then takes the addresses for media from the answer to joining.
          edges_services: [{ ip: HOST, port: String(portOf(server)) }],
        },
      })),
    };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    browserArguments: [
      `--host-resolver-rules=${NETWORK.map((name) => `MAP ${name} ${HOST}:${portOf(server)}`).join(', ')}`,
    ],
    requests: () => [...requests],
    uidsIn: gateway.uidsIn,
    drop: gateway.drop,
    async close() {
      gateway.close();
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** One field of a multipart form. */
function formField(body: string, name: string): string {
  const [, value = ''] = body.split(`name="${name}"\r\n\r\n`);
  return value.slice(0, value.indexOf('\r\n--'));
}
