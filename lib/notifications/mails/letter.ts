// A mail before it is set: what it says, once for HTML and plain text alike.

/** What a mail says beside its sentences: a label, and a line or more. The main one stands out. */
export type LetterRow = { label: string; lines: string[]; isMain?: true };

export type Letter = {
  subject: string;
  /** What inboxes show beside the subject. */
  preview: string;
  title: string;
  paragraphs: string[];
  rows: LetterRow[];
  action: { label: string; url: string };
  /** What is good to know, after the rest. */
  notes: string[];
  /** Why this mail came, for its foot. */
  reason: string;
  /** Reminders alone can be turned off; receipts and notices cannot. */
  unsubscribeUrl: string | null;
};

/**
 * Words of people as one line: no line break can begin another header or a line of its own, and nothing turns the
 * direction of the text around it.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same as plain text, for people who read it so and for programs that show no HTML. */
export function letterText(letter: Letter): string {
  const rows = letter.rows.map(({ label, lines }) =>
    lines.length === 1
      ? `${label}: ${lines[0]}`
      : [`${label}:`, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  const foot = [letter.reason, letter.unsubscribeUrl && `No more reminders: ${letter.unsubscribeUrl}`];
  const blocks = [
    letter.title,
    ...letter.paragraphs,
    rows.join('\n'),
    `${letter.action.label}:\n${letter.action.url}`,
    ...letter.notes,
    // Mail programs take what follows two dashes and a space for a signature.
    `-- \n${foot.filter(Boolean).join('\n')}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
