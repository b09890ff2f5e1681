// What every stand-in can be told and asked, whatever vendor it plays: the log of what it was asked
// (`/_log`), the faults it is to show next (`/_fault`), and to be away altogether (`/_away`). Tests, ours and others', work through these.
import { z } from 'zod';
import { type AwayHooks, createAway } from './away';

const LOG_LIMIT = 5000;

/**
 * How the next `times` calls whose "METHOD path" fits `match` shall fail. `match` is a part of that text, or a
 * regular expression between slashes.
 */
const faultSchema = z.strictObject({
  match: z.string().min(1),
  /** Answer this status, in the vendor's error shape. Nothing is processed, unless `processed` says so. */
  status: z.int().min(200).max(599).optional(),
  /** Wait first. Alone, it makes a call slow that then succeeds. */
  delayMs: z.int().min(0).max(600_000).optional(),
  /** Process the call, then cut the line: unanswered, or after so many bytes of the answer. */
  dropAfter: z.union([z.boolean(), z.int().min(0), z.literal('after processing')]).optional(),
  /** With `status`: the effects happen all the same (a server that fell over after its work). */
  processed: z.boolean().optional(),
  times: z.int().min(1).default(1),
});

const awaySchema = z.strictObject({ ms: z.int().min(1).max(86_400_000) });

export type Fault = z.infer<typeof faultSchema>;

export type LogEntry = {
  at: string;
  method: string;
  path: string;
  query?: Record<string, string>;
  body: unknown;
  /** null where the line was cut before an answer */
  status: number | null;
  idempotencyKey: string | null;
  fault?: Fault;
  /** The stand-in was away: the line was reset, and nothing was done. */
  away?: true;
};

export type ControlAnswer = { status: number; body: unknown };

export type Control = ReturnType<typeof createControl>;

export function createControl(awayHooks: AwayHooks = {}) {
  let log: LogEntry[] = [];
  let faults: Fault[] = [];
  const away = createAway(awayHooks);

  /** Records one exchange. The entry may be completed afterwards (its status, when it is known). */
  function record(entry: Omit<LogEntry, 'at'>): LogEntry {
    const recorded = { at: new Date().toISOString(), ...entry, body: redact(entry.body) };
    if (entry.query) recorded.query = redact(entry.query) as Record<string, string>;
    log.push(recorded);
    // Cut in blocks: dropping one by one would copy the array at each call once it is full.
    if (log.length > LOG_LIMIT * 1.2) log = log.slice(-LOG_LIMIT);
    return recorded;
  }

  /** The fault meant for this call, used up once; undefined for a call that shall go through. */
  function takeFault(call: string): Fault | undefined {
    const fault = faults.find(({ match }) => fits(call, match));
    if (!fault) return undefined;
    const taken = { ...fault };
    fault.times -= 1;
    if (fault.times === 0) faults = faults.filter((other) => other !== fault);
    return taken;
  }

  /** Answers `/_log`, `/_fault` and `/_away`; undefined for every other path. */
  async function answer(method: string, path: string, body: string): Promise<ControlAnswer | undefined> {
    if (path === '/_away') return controlAway(method, body);
    switch (`${method} ${path}`) {
      case 'GET /_log':
        return { status: 200, body: log.slice(-LOG_LIMIT) };
      case 'DELETE /_log':
        log = [];
        return { status: 200, body: { ok: true } };
      case 'GET /_fault':
        return { status: 200, body: faults };
      case 'DELETE /_fault':
        faults = [];
        return { status: 200, body: { ok: true } };
      case 'POST /_fault':
        return addFault(body);
      default:
        return undefined;
    }
  }

  async function controlAway(method: string, body: string): Promise<ControlAnswer | undefined> {
    switch (method) {
      case 'GET':
        break;
      case 'DELETE':
        await away.comeBack();
        break;
      case 'POST': {
        const parsed = awaySchema.safeParse(parseJson(body));
        if (!parsed.success) return { status: 422, body: { error: z.prettifyError(parsed.error) } };
        await away.leave(parsed.data.ms);
        break;
      }
      default:
        return undefined;
    }
    return { status: 200, body: { awayForMs: away.awayForMs() } };
  }

  function addFault(body: string): ControlAnswer {
    const parsed = faultSchema.safeParse(parseJson(body));
    if (!parsed.success) return { status: 422, body: { error: z.prettifyError(parsed.error) } };
    const fault = parsed.data;
    if (!isValidMatch(fault.match)) return { status: 422, body: { error: 'match is no valid expression' } };
    faults.push(fault);
    return { status: 201, body: { ...fault } };
  }

  return { record, takeFault, answer, isAway: away.isAway, close: away.close };
}

/** JSON text as a value, or undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function expressionOf(match: string): RegExp | undefined {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(match) ?? [];
  // "/v1/refunds/" is meant as a path: an expression shows that it is one by a character paths do not have.
  if (source === undefined || !/[\\^$.*+?()[\]{}|]/.test(source)) return undefined;
  return new RegExp(source, flags);
}

function isValidMatch(match: string): boolean {
  try {
    expressionOf(match);
    return true;
  } catch {
    return false;
  }
}

function fits(call: string, match: string): boolean {
  const expression = expressionOf(match);
  return expression ? expression.test(call) : call.includes(match);
}

const SECRET_NAME = /secret|password|cvc|signature|authorization|api_?key|^(auth|auth_signature|token)$/i;

/** The same value without what must not be written down; of a card number its last four digits stay. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'number' && typeof inner === 'string') return [name, `…${inner.slice(-4)}`];
      return [name, SECRET_NAME.test(name) && typeof inner !== 'object' ? '[redacted]' : redact(inner)];
    }),
  );
}
