/** A day with one hour picked out of it. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-lg tracking-[-0.03em]">
      <svg aria-hidden viewBox="0 0 24 24" className="size-6">
        <rect x="2" y="2.5" width="20" height="4" rx="1.6" className="fill-ink/25" />
        <rect x="2" y="9" width="20" height="6" rx="1.8" className="fill-accent" />
        <rect x="2" y="17.5" width="20" height="4" rx="1.6" className="fill-ink/25" />
      </svg>
      Slotwise
    </span>
  );
}
