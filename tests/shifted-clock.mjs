// Preloaded into every process of a stack whose clock is put forward: `Date` is ahead by SLOTWISE_CLOCK_AHEAD_MS.
// Timers run as ever, and Postgres keeps the machine's time: what depends on either is not for such a stack.

const aheadMs = Number(process.env.SLOTWISE_CLOCK_AHEAD_MS ?? 0);
const MachineDate = Date;

class ShiftedDate extends MachineDate {
  constructor(...parts) {
    if (parts.length === 0) super(MachineDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return MachineDate.now() + aheadMs;
  }

  // Its own and not inherited: Next wraps Date and takes along only what it owns.
  static UTC = MachineDate.UTC;
  static parse = MachineDate.parse;
}

// What was made before, by Node itself, is a Date all the same.
Object.defineProperty(ShiftedDate, Symbol.hasInstance, { value: (object) => object instanceof MachineDate });
globalThis.Date = new Proxy(ShiftedDate, {
  apply: () => new ShiftedDate().toString(),
});
