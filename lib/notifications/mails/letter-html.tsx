// How mails look: one column, one accent, no images. Colours stand in each element, because many mail programs drop
// style sheets; those that keep them and follow a dark desk get the dark colours from the sheet.
import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  render,
  Section,
  Text,
} from '@react-email/components';
import type { CSSProperties } from 'react';
import type { Letter, LetterRow } from './letter';

/** The tokens of app/globals.css as sRGB: mail programs know no oklch. */
const LIGHT = {
  canvas: '#f7faf8',
  surface: '#ffffff',
  line: '#d8dfdb',
  ink: '#13221d',
  muted: '#4c5a55',
  accent: '#046549',
  onAccent: '#f8fdfb',
};
const DARK = {
  canvas: '#0e1513',
  surface: '#151e1b',
  line: '#2b3733',
  ink: '#edf1ef',
  muted: '#a6b3ad',
  accent: '#6edaaa',
  onAccent: '#001c12',
};

const DARK_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .canvas, .canvas > table > tbody > tr > td { background-color: ${DARK.canvas} !important; }
  .surface { background-color: ${DARK.surface} !important; border-color: ${DARK.line} !important; }
  .line { border-color: ${DARK.line} !important; }
  .ink { color: ${DARK.ink} !important; }
  .muted { color: ${DARK.muted} !important; }
  .accent { color: ${DARK.accent} !important; }
  .button { background-color: ${DARK.accent} !important; }
  .button, .button span { color: ${DARK.onAccent} !important; }
}
@media (max-width: 480px) {
  .surface { padding: 24px 20px !important; }
  .canvas > table > tbody > tr > td { padding: 20px 12px !important; }
}`;

const text: CSSProperties = {
  margin: '0 0 14px',
  fontSize: '16px',
  lineHeight: '25px',
  color: LIGHT.ink,
  overflowWrap: 'anywhere',
};
const small: CSSProperties = {
  ...text,
  margin: '0 0 8px',
  fontSize: '14px',
  lineHeight: '21px',
  color: LIGHT.muted,
};

/** Sets a letter as HTML; whatever people wrote is escaped. */
export function letterHtml(letter: Letter): Promise<string> {
  return render(<LetterPage letter={letter} />);
}

function LetterPage({ letter }: { letter: Letter }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
        <style>{DARK_SHEET}</style>
      </Head>
      <Body
        className="canvas"
        style={{
          margin: 0,
          padding: '32px 16px',
          backgroundColor: LIGHT.canvas,
          fontFamily:
            "'Instrument Sans', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
        }}
      >
        <Preview>{letter.preview}</Preview>
        <Container style={{ maxWidth: '560px' }}>
          <Text
            className="accent"
            style={{ ...text, margin: '0 0 16px', fontWeight: 600, color: LIGHT.accent }}
          >
            Slotwise
          </Text>
          <Section
            className="surface"
            style={{
              padding: '32px',
              backgroundColor: LIGHT.surface,
              border: `1px solid ${LIGHT.line}`,
              borderRadius: '12px',
            }}
          >
            <Heading
              as="h1"
              className="ink"
              style={{
                ...text,
                margin: '0 0 16px',
                fontSize: '24px',
                lineHeight: '30px',
                fontWeight: 600,
                letterSpacing: '-0.02em',
              }}
            >
              {letter.title}
            </Heading>
            <Lines lines={letter.paragraphs} className="ink" style={text} />
            {letter.rows.length > 0 && <Rows rows={letter.rows} />}
            <Button
              href={letter.action.url}
              className="button"
              style={{
                margin: '10px 0 0',
                padding: '13px 20px',
                borderRadius: '7px',
                backgroundColor: LIGHT.accent,
                color: LIGHT.onAccent,
                fontSize: '15px',
                lineHeight: '20px',
                fontWeight: 600,
              }}
            >
              {letter.action.label}
            </Button>
            {letter.notes.length > 0 && <Notes notes={letter.notes} />}
          </Section>
          <Foot letter={letter} />
        </Container>
      </Body>
    </Html>
  );
}

function Lines({ lines, className, style }: { lines: string[]; className: string; style: CSSProperties }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: set once and never again, and two files may have one name
    <Text key={index} className={className} style={style}>
      {line}
    </Text>
  ));
}

function Rows({ rows }: { rows: LetterRow[] }) {
  return (
    <Section style={{ margin: '6px 0 14px' }}>
      {rows.map(({ label, lines, isMain }) => (
        <Section
          key={label}
          className="line"
          style={{ borderTop: `1px solid ${LIGHT.line}`, padding: '10px 0' }}
        >
          <Text className="muted" style={{ ...small, margin: 0 }}>
            {label}
          </Text>
          <Lines
            lines={lines}
            className="ink"
            style={{ ...text, margin: 0, fontVariantNumeric: 'tabular-nums', fontWeight: isMain ? 600 : 400 }}
          />
        </Section>
      ))}
    </Section>
  );
}

function Notes({ notes }: { notes: string[] }) {
  return (
    <>
      <Hr className="line" style={{ margin: '24px 0 16px', borderColor: LIGHT.line }} />
      <Lines lines={notes} className="muted" style={small} />
    </>
  );
}

function Foot({ letter }: { letter: Letter }) {
  return (
    <Section style={{ padding: '16px 0 0' }}>
      <Text className="muted" style={{ ...small, margin: 0 }}>
        {letter.reason}
        {letter.unsubscribeUrl && (
          <>
            {' '}
            <Link
              href={letter.unsubscribeUrl}
              className="muted"
              style={{ color: LIGHT.muted, textDecoration: 'underline' }}
            >
              Stop reminders
            </Link>
          </>
        )}
      </Text>
    </Section>
  );
}
