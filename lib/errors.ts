// Every expected refusal, once: its stable code, HTTP status, title and the sentence a person can act on.
// lib/http.ts and lib/action.ts alone turn an AppError into an answer.

const REFUSALS = {
  MALFORMED_JSON: [400, 'Malformed JSON', 'The request body is not valid JSON.'],
  BAD_SIGNATURE: [400, 'Bad signature', 'The signature of this call does not match its content.'],
  UNAUTHENTICATED: [401, 'Not signed in', 'Sign in and try again.'],
  FORBIDDEN: [403, 'Not allowed', 'This belongs to somebody else.'],
  BAD_ORIGIN: [403, 'Wrong origin', 'This request came from another site and was not carried out.'],
  NOT_A_TUTOR: [403, 'Not a tutor', 'Fill in a tutor profile first.'],
  OWN_SLOT: [403, 'Your own slot', 'You teach this session, so you cannot book it.'],
  CHAT_DISABLED: [403, 'No chat here', 'Group sessions have no chat.'],
  TUTOR_ONLY_UPLOAD: [
    403,
    'Only the tutor shares files',
    'In a group session only the tutor can share files.',
  ],
  NOT_FOUND: [404, 'Not found', 'There is nothing here, or it is not yours to see.'],
  METHOD_NOT_ALLOWED: [405, 'Method not allowed', 'This address does not answer that method.'],
  EMAIL_TAKEN: [
    409,
    'E-mail address taken',
    'There is an account with this e-mail address. Sign in instead.',
  ],
  SLOT_OVERLAP: [409, 'Slots overlap', 'This slot overlaps another one of yours.'],
  SLOT_BOOKED: [409, 'Slot is booked', 'Somebody holds or has booked a seat here, so it cannot be changed.'],
  SESSION_FULL: [409, 'Session full', 'Every seat is taken. Choose another time.'],
  ALREADY_BOOKED: [409, 'Already booked', 'You have booked this session already.'],
  TIME_CONFLICT: [409, 'Time conflict', 'You have another session at that time.'],
  SLOT_CLOSED: [409, 'Slot closed', 'The tutor no longer offers this time.'],
  HOLD_NOT_LIVING: [409, 'Hold ended', 'This seat is no longer held, so there is nothing to give back.'],
  INVALID_STATE: [409, 'Not possible now', 'The session is not in a state that allows this.'],
  TOO_EARLY: [409, 'Too early', 'The session can be started from 10 minutes before its time.'],
  TOO_MANY_FILES: [409, 'Too many files', 'This session has 100 files, which is the most. Delete one first.'],
  BODY_TOO_LARGE: [413, 'Body too large', 'A request body may have at most 64 KiB.'],
  FILE_TOO_LARGE: [413, 'File too large', 'A file may have at most 32 MB.'],
  FILE_TYPE_NOT_ALLOWED: [
    415,
    'Kind of file not allowed',
    'Share a PDF, a picture, an office document, text, audio or video, under a name that says which.',
  ],
  VALIDATION_FAILED: [422, 'Not valid', 'Some fields need another value.'],
  SLOT_IN_PAST: [422, 'Slot in the past', 'This time has begun or is over.'],
  SLOT_TOO_FAR: [422, 'Slot too far ahead', 'Slots reach at most 4 weeks ahead.'],
  WEEK_ONE_REQUIRED: [
    422,
    'Week 1 comes first',
    'Offer at least one slot in the coming 7 days before adding later weeks.',
  ],
  TIME_DOES_NOT_EXIST: [
    422,
    'Time does not exist',
    'The clocks skip this time on that day. Choose an earlier or later one.',
  ],
  PRICE_TOO_SMALL: [422, 'Price too small', 'This price is below what card payments allow.'],
  RESET_LINK_INVALID: [422, 'Link no longer valid', 'This link was used or has expired. Ask for a new one.'],
  RATE_LIMITED: [429, 'Too many tries', 'Wait a little and try again.'],
  INTERNAL: [
    500,
    'Something went wrong',
    'The fault is ours. Try again; if it stays, tell us the request id.',
  ],
  PAYMENT_UNAVAILABLE: [
    503,
    'Payment is not reachable',
    'The payment service does not answer. Your seat stays held for you: try again in a moment.',
  ],
  STORAGE_UNAVAILABLE: [
    503,
    'File storage is not reachable',
    'The file could not be stored, and nothing was shared. Try again in a moment.',
  ],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

export type ErrorCode = keyof typeof REFUSALS;

export type FieldError = { path: string; message: string };

type Extras = {
  /** A sentence a person can act on, where the standing one says too little. */
  detail?: string;
  errors?: FieldError[];
  /** Overrides the code's usual status, where the contract gives one code two. */
  status?: number;
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** An expected refusal. Anything else that is thrown is a fault, and its text is never shown. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, extras: Extras = {}) {
    const [status, title, detail] = REFUSALS[code];
    super(`${code}: ${extras.detail ?? detail}`, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = extras.status ?? status;
    this.title = title;
    this.detail = extras.detail ?? detail;
    this.errors = extras.errors;
    this.retryAfterSeconds = extras.retryAfterSeconds;
  }
}

/** The standing texts of a code, for OpenAPI and for screens that explain a refusal before it happens. */
export function refusalOf(code: ErrorCode): { status: number; title: string; detail: string } {
  const [status, title, detail] = REFUSALS[code];
  return { status, title, detail };
}
