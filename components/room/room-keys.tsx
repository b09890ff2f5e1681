/** The keys that do what the controls do, for those who have a keyboard. */
export function RoomKeys({ canShare, hasChat }: { canShare: boolean; hasChat: boolean }) {
  const keys = [
    ['M', 'Mute or unmute'],
    ['V', 'Camera on or off'],
    ...(canShare ? [['S', 'Share the screen, or stop']] : []),
    ['C', hasChat ? 'Chat and files' : 'Files'],
    ['D', 'Camera, microphone and these keys'],
  ] as const;
  return (
    <section aria-labelledby="room-keys" className="grid gap-2 border-t pt-4 pointer-coarse:hidden">
      <h3 id="room-keys" className="font-semibold text-sm">
        Keys
      </h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="grid h-6 min-w-6 place-items-center rounded-sm border bg-sunken px-1.5 font-medium font-sans text-xs">
                {key}
              </kbd>
            </dt>
            <dd className="text-ink-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
