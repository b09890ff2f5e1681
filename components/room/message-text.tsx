import { linksIn } from './links';

/** What somebody wrote: text and nothing else, with its addresses to be followed. */
export function MessageText({ text }: { text: string }) {
  let at = 0;
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {linksIn(text).map((part) => {
        const key = at;
        at += part.text.length;
        return part.href ? (
          <a
            key={key}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="rounded-sm underline decoration-1 underline-offset-2 hover:decoration-2"
          >
            {part.text}
          </a>
        ) : (
          <span key={key}>{part.text}</span>
        );
      })}
    </p>
  );
}
