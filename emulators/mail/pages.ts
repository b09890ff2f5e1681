// The web page to read mail on: plain HTML, no script, light and dark.
import { escapeHtml } from '../html';
import type { Reply } from '../http-server';
import type { Mail, MailAttachment, MailFilter } from './inbox';

// A mail may say what it likes: it has no script, no forms and no origin; its links open elsewhere.
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; script-src 'none'; object-src 'none'";

export function listPage(mails: Mail[], filter: MailFilter): Reply {
  const rows = mails.map(
    (mail) => `<li><a href="/mails/${mail.id}">
      <span class="subject">${escapeHtml(mail.subject || '(no subject)')}</span>
      <span class="to">${escapeHtml(mail.envelope.to.join(', '))}</span>
      <time datetime="${mail.date}">${readableDate(mail.date)}</time></a></li>`,
  );
  const nothing =
    filter.to || filter.subject
      ? '<p class="empty">No mail fits this search. <a href="/">Show all</a></p>'
      : '<p class="empty">No mail yet. What the app sends appears here; reload to look again.</p>';
  return page(
    'Inbox',
    `<header><h1>Inbox</h1><p>Every mail that this Slotwise sends. None of it leaves this machine.</p></header>
     <form class="search" role="search">
       <label>To <input name="to" type="email" value="${escapeHtml(filter.to ?? '')}"></label>
       <label>Subject <input name="subject" value="${escapeHtml(filter.subject ?? '')}"></label>
       <button>Search</button>
     </form>
     ${rows.length > 0 ? `<ul class="mails">${rows.join('')}</ul>` : nothing}
     <form method="post" action="/clear"><button class="quiet">Delete all mail</button></form>`,
  );
}

export function mailPage(mail: Mail): Reply {
  const attachments = mail.attachments.map(
    ({ filename, contentType, size }, index) =>
      `<li><a download href="/mails/${mail.id}/attachments/${index}">${escapeHtml(filename)}</a>
       <span>${escapeHtml(contentType)}, ${size} bytes</span></li>`,
  );
  const html = `<iframe title="The mail as it looks" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  const text = `<pre>${escapeHtml(mail.text)}</pre>`;
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`);
  return page(
    mail.subject || '(no subject)',
    `<nav><a href="/">Back to the inbox</a></nav>
     <header><h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
       <dl>
         <dt>From</dt><dd>${escapeHtml(mail.from)}</dd>
         <dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
         <dt>Date</dt><dd><time datetime="${mail.date}">${readableDate(mail.date)}</time></dd>
       </dl></header>
     ${attachments.length > 0 ? `<section><h2>Attachments</h2><ul>${attachments.join('')}</ul></section>` : ''}
     ${mail.html ? `<section><h2>Mail</h2>${html}</section>` : ''}
     <section><h2>Plain text</h2>${text}</section>
     <details><summary>Headers</summary><pre>${escapeHtml(headers.join('\n'))}</pre></details>`,
  );
}

/** The mail's own markup, for the frame on its page. */
export function mailHtml(mail: Mail): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': MAIL_POLICY };
  return {
    status: 200,
    headers,
    body: `<base target="_blank">${mail.html ?? `<pre>${escapeHtml(mail.text)}</pre>`}`,
  };
}

export function attachmentReply({ filename, contentType, content, encoding }: MailAttachment): Reply {
  const headers = {
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body: Buffer.from(content, encoding) };
}

export function notFoundPage(): Reply {
  return { ...page('Not found', '<h1>Not found</h1><p><a href="/">Back to the inbox</a></p>'), status: 404 };
}

function readableDate(date: string): string {
  return new Date(date).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

function page(title: string, body: string): Reply {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>${escapeHtml(title)} · local mail</title>
    <link rel="icon" href="data:,"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

const STYLE = `
  :root { --ink: light-dark(#1d2430, #e7eaf0); --soft: light-dark(#566072, #a3adbd); --line: light-dark(#dde1e8, #353c49);
    --card: light-dark(#ffffff, #1d222b); --page: light-dark(#f5f6f8, #14181f); --link: light-dark(#2447b5, #9db5ff); }
  body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 56rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
  header p, .to, time, section span { color: var(--soft); } a { color: var(--link); }
  .search { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1.25rem 0; }
  .search label { display: grid; gap: .25rem; flex: 1 1 14rem; }
  input, button { font: inherit; color: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem;
    background: var(--card); } button { cursor: pointer; } .quiet { margin-top: 1.5rem; color: var(--soft); }
  .mails { list-style: none; padding: 0; margin: 0; border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; }
  .mails li + li { border-top: 1px solid var(--line); }
  .mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 1rem; background: var(--card);
    color: inherit; text-decoration: none; } .mails a:hover .subject { text-decoration: underline; }
  .subject { font-weight: 600; overflow-wrap: anywhere; } .to { grid-row: 2; overflow-wrap: anywhere; }
  .mails time { grid-row: 1 / span 2; grid-column: 2; align-self: center; font-size: .875rem; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: -3px; }
  .empty { padding: 2rem 1rem; border: 1px dashed var(--line); border-radius: .75rem; text-align: center; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1rem 0; } dt { color: var(--soft); } dd { margin: 0;
    overflow-wrap: anywhere; } nav { margin-bottom: 1rem; }
  iframe, pre { box-sizing: border-box; width: 100%; border: 1px solid var(--line); border-radius: .75rem; }
  iframe { height: 70vh; background: #fff; color-scheme: light; }
  pre { padding: 1rem; margin: 0; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
  details { margin-top: 1.5rem; } summary { cursor: pointer; margin-bottom: .5rem; }`;
