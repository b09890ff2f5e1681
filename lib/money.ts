const formatters = new Map<string, Intl.NumberFormat>();

/** `$30.00`; nothing to pay reads "Free". */
export function moneyOf(cents: number, currency: string): string {
  return cents === 0 ? 'Free' : amountOf(cents, currency);
}

/** `$30.00`, and `$0.00`. */
export function amountOf(cents: number, currency: string): string {
  let formatter = formatters.get(currency);
  if (!formatter) {
    formatter = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
    formatters.set(currency, formatter);
  }
  return formatter.format(cents / 100);
}

/** How long banks take to show a refund on a statement, in days. */
export const STATEMENT_DAYS = { least: 5, most: 10 } as const;
