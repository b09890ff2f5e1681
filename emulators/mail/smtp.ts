// The SMTP side: takes every mail from anyone, or refuses it where a fault says so.
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Control } from '../control';
import type { Envelope, Inbox } from './inbox';

const SIZE_LIMIT_BYTES = 25 * 1024 * 1024;

export type Smtp = {
  port: number;
  /** Cuts every line and refuses new ones, as a server that is switched off. */
  leave: () => void;
  comeBack: () => Promise<void>;
  close: () => Promise<void>;
};

export async function startSmtp(options: {
  host: string;
  port: number;
  inbox: Inbox;
  control: Control;
}): Promise<Smtp> {
  const { host, inbox, control } = options;
  const sockets = new Map<number | undefined, Socket>();

  const server = new SMTPServer({
    authOptional: true,
    // The certificate that comes with the package has expired; if STARTTLS were offered, clients would try it.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: SIZE_LIMIT_BYTES,
    closeTimeout: 500,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
    onMailFrom: ({ address }, session, callback) =>
      settle(
        step(session, `MAIL FROM:<${address}>`, async () => null),
        callback,
      ),
    onRcptTo: ({ address }, session, callback) =>
      settle(
        step(session, `RCPT TO:<${address}>`, async () => null),
        callback,
      ),
    onData: (stream, session, callback) => settle(receive(stream, session), callback),
  });
  // Clients that vanish in mid-sentence are part of the game.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort));
  });

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession) {
    const envelope = envelopeOf(session);
    try {
      await step(session, `DATA ${envelope.to.join(' ')}`, async () => {
        const { subject } = inbox.add(await simpleParser(stream), envelope);
        return { ...envelope, subject };
      });
    } finally {
      // A refused mail must still be read to its end, or its sender never hears the refusal.
      if (!stream.readableEnded) await once(stream.resume(), 'end');
    }
  }

  /** One SMTP command: logged, and failing so where a fault was ordered for it. */
  async function step(session: SMTPServerSession, command: string, work: () => Promise<object | null>) {
    const fault = control.takeFault(`SMTP ${command}`);
    const entry = control.record({
      method: 'SMTP',
      path: command,
      body: null,
      status: null,
      idempotencyKey: null,
      ...(fault && { fault }),
    });
    if (fault?.delayMs) await sleep(fault.delayMs);
    const isRefusedAtOnce = fault?.status !== undefined && !fault.processed;
    if (!isRefusedAtOnce) entry.body = await work();
    if (fault?.dropAfter !== undefined && fault.dropAfter !== false) {
      sockets.get(session.remotePort)?.destroy();
      return;
    }
    entry.status = fault?.status ?? 250;
    if (fault?.status) throw smtpRefusal(fault.status);
  }

  const isListening = () =>
    listen(server, port, host).then(
      () => true,
      () => false,
    );

  const port = await listen(server, options.port, host);
  let isClosed = false;
  return {
    port,
    leave() {
      server.server.close();
      for (const socket of sockets.values()) socket.destroy();
    },
    async comeBack() {
      // Another process may have been given the port in the meantime; ours is known to the app, so it waits for it.
      while (!isClosed && !(await isListening())) await sleep(100);
    },
    async close() {
      isClosed = true;
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function envelopeOf({ envelope }: SMTPServerSession): Envelope {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
  };
}

/** smtp-server reads the code to answer from the error. */
function smtpRefusal(responseCode: number): Error {
  return Object.assign(new Error('A fault that was ordered from the stand-in'), { responseCode });
}

function settle(work: Promise<void>, callback: (error?: Error | null) => void) {
  work.then(
    () => callback(),
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
  );
}

async function listen(server: SMTPServer, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return (server.server.address() as AddressInfo).port;
}
