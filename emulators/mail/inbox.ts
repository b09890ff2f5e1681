// The mails that came, newest first, as people and tests see them.
import type { Attachment, ParsedMail } from 'mailparser';
import { z } from 'zod';
import { keepState, readState } from '../state-file';

const MAILS_KEPT = 2000;

/** How mailparser gives a content type; its own types leave the names of the parameters open. */
const contentTypeSchema = z.object({ params: z.object({ method: z.string().optional() }) });

export type MailAttachment = {
  filename: string;
  contentType: string;
  size: number;
  /** the text itself for text/* (a calendar, say), base64 for everything else */
  content: string;
  encoding: 'utf8' | 'base64';
  /** of a calendar: what it asks for (`REQUEST`, `CANCEL`), as its content type says */
  method?: string;
};

export type Mail = {
  id: string;
  /** as the header has it: `Slotwise <hello@slotwise.local>` */
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** every address that the mail links to, once each, in order */
  links: string[];
  attachments: MailAttachment[];
  date: string;
  /** by lower-case name, unfolded */
  headers: Record<string, string>;
  /** who it really went from and to, blind copies included */
  envelope: Envelope;
};

export type Envelope = { from: string; to: string[] };
export type MailFilter = { to?: string | null; subject?: string | null };

export type Inbox = ReturnType<typeof openInbox>;

export function openInbox(stateFile: string | undefined) {
  // Our own file: a missing or torn one is an empty inbox.
  let mails = (readState(stateFile) ?? []) as Mail[];
  let lastId = mails.reduce((highest, { id }) => Math.max(highest, Number(id)), 0);
  const file = keepState(stateFile, () => mails);

  return {
    add(parsed: ParsedMail, envelope: Envelope): Mail {
      lastId += 1;
      const mail = mailFrom(String(lastId), parsed, envelope);
      mails = [mail, ...mails].slice(0, MAILS_KEPT);
      file.changed();
      return mail;
    },
    list: (filter: MailFilter = {}) => mails.filter((mail) => fits(mail, filter)),
    get: (id: string) => mails.find((mail) => mail.id === id),
    clear() {
      mails = [];
      file.changed();
    },
    close: file.close,
  };
}

function mailFrom(id: string, parsed: ParsedMail, envelope: Envelope): Mail {
  const html = parsed.html || null;
  const text = parsed.text ?? '';
  const to = parsed.to ? [parsed.to].flat().map((address) => address.text) : envelope.to;
  return {
    id,
    from: parsed.from?.text ?? envelope.from,
    to: to.join(', '),
    subject: parsed.subject ?? '',
    text,
    html,
    links: linksOf(html ?? '', text),
    attachments: parsed.attachments.map(attachmentFrom),
    // When it came, not when it says it was sent: "newest first" must hold for a wrong clock too.
    date: new Date().toISOString(),
    headers: headersOf(parsed.headerLines),
    envelope,
  };
}

function attachmentFrom({ filename, contentType, size, content, headers }: Attachment): MailAttachment {
  const isText = contentType.startsWith('text/');
  const method = methodOf(headers.get('content-type'));
  return {
    filename: filename ?? (contentType === 'text/calendar' ? 'invite.ics' : 'attachment'),
    contentType,
    size,
    content: content.toString(isText ? 'utf8' : 'base64'),
    encoding: isText ? 'utf8' : 'base64',
    ...(method && { method }),
  };
}

function methodOf(type: unknown): string | undefined {
  const parsed = contentTypeSchema.safeParse(type);
  return parsed.success ? parsed.data.params.method : undefined;
}

function headersOf(lines: ParsedMail['headerLines']): Record<string, string> {
  return Object.fromEntries(
    lines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n\s+/g, ' ')
        .trim(),
    ]),
  );
}

function linksOf(html: string, text: string): string[] {
  const hrefs = [...html.matchAll(/href\s*=\s*(?:"([^"]+)"|'([^']+)')/gi)].map(([, a, b]) =>
    decodeEntities(a ?? b ?? ''),
  );
  const plain = [...text.matchAll(/https?:\/\/[^\s<>"'\])]+/g)].map(([url]) => url.replace(/[.,;:!?]+$/, ''));
  return [...new Set([...hrefs, ...plain].filter((url) => /^https?:/i.test(url)))];
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function fits(mail: Mail, { to, subject }: MailFilter): boolean {
  const isTo = !to || mail.envelope.to.some((address) => address.toLowerCase() === to.trim().toLowerCase());
  return isTo && (!subject || mail.subject.includes(subject));
}
