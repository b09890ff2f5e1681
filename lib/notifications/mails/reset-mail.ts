import { type Letter, letterText, oneLine } from './letter';

/** The mail with the link to set a new password. */
export async function resetMail({
  name,
  link,
}: {
  name: string;
  link: string;
}): Promise<{ subject: string; text: string; html: string }> {
  const letter: Letter = {
    subject: 'Set a new password for Slotwise',
    preview: 'The link works once, within one hour.',
    title: 'Set a new password',
    paragraphs: [
      `Hello ${oneLine(name)},`,
      'someone, probably you, asked to reset the password of your Slotwise account. The link works once, within one hour.',
    ],
    rows: [],
    action: { label: 'Set a new password', url: link },
    notes: ['If it was not you, ignore this e-mail. Your password stays as it is.'],
    reason: 'You are getting this e-mail because someone entered your address on Slotwise.',
    unsubscribeUrl: null,
  };
  // Loaded with the first mail: what sets HTML is large.
  const { letterHtml } = await import('./letter-html');
  return { subject: letter.subject, text: letterText(letter), html: await letterHtml(letter) };
}
