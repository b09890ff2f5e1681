// The words of e-mails, as plain text and HTML alike.
import type { Mail } from '../services/mail';

type Words = Omit<Mail, 'to'>;

export function resetMail({ name, link }: { name: string; link: string }): Words {
  const paragraphs = [
    `Hello ${name},`,
    'somebody, probably you, asked to set a new password for your Slotwise account. This link is good for one hour and for one use:',
    link,
    'If it was not you, ignore this mail: your password stays as it is.',
  ];
  return {
    subject: 'Set a new password for Slotwise',
    text: paragraphs.join('\n\n'),
    html: page(
      paragraphs.map((text) =>
        text === link ? `<a href="${escapeHtml(link)}">Set a new password</a>` : escapeHtml(text),
      ),
    ),
  };
}

function page(paragraphs: string[]): string {
  const body = paragraphs.map((html) => `<p style="margin:0 0 16px">${html}</p>`).join('');
  return `<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;margin:32px;max-width:560px">${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
