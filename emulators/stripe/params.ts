// Stripe's form bodies: `metadata[order]=1`, `expand[]=latest_charge`, `card[number]=…`, read into nested values,
// and the checks that Stripe makes on them.
import { invalidParam, missingParam, StripeRefusal } from './errors';

export type Params = { [name: string]: ParamValue };
export type ParamValue = string | ParamValue[] | Params;

const DANGEROUS_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

export function parseForm(text: string): Params {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(text)) assign(params, pathOf(name), value);
  return params;
}

/** `a[b][]` → ['a', 'b', ''] */
function pathOf(name: string): string[] {
  const [head = ''] = name.split('[', 1);
  return [head, ...[...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)];
}

function assign(target: Params, path: string[], value: string) {
  const [name = '', next, ...rest] = path;
  if (DANGEROUS_NAMES.has(name)) return;
  if (next === undefined) {
    target[name] = value;
  } else if (isListIndex(next) && rest.length === 0) {
    const list = target[name];
    if (Array.isArray(list)) list.push(value);
    else target[name] = [value];
  } else {
    const inner = target[name];
    const nested = isGroup(inner) ? inner : {};
    target[name] = nested;
    assign(nested, [next, ...rest], value);
  }
}

function isListIndex(part: string): boolean {
  return part === '' || /^\d+$/.test(part);
}

function isGroup(value: ParamValue | undefined): value is Params {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Refuses a parameter that this call does not have. Stripe checks nested names too; here only the outer ones are. */
export function allowOnly(params: Params, names: readonly string[]) {
  const unknown = Object.keys(params).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw invalidParam(unknown, `Received unknown parameter: ${unknown}`, 'parameter_unknown');
}

export function textOf(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function requiredText(params: Params, name: string): string {
  const value = textOf(params, name);
  if (value === undefined) throw missingParam(name);
  return value;
}

export function groupOf(params: Params, name: string): Params | undefined {
  const value = params[name];
  return isGroup(value) ? value : undefined;
}

export function listOf(params: Params, name: string): string[] {
  const value = params[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function flagOf(params: Params, name: string): boolean {
  return textOf(params, name) === 'true';
}

/** A whole number of at least `min`, or undefined where it was not sent. */
export function integerOf(params: Params, name: string, { min = 0 } = {}): number | undefined {
  const value = textOf(params, name);
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) {
    throw invalidParam(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }
  const number = Number(value);
  if (number < min) {
    throw invalidParam(
      name,
      `This value must be greater than or equal to ${min}.`,
      'parameter_invalid_integer',
    );
  }
  return number;
}

/** Metadata after a change: an empty value takes a key away, an empty `metadata` all of them. */
export function mergedMetadata(old: Record<string, string>, params: Params): Record<string, string> {
  if (params.metadata === '') return {};
  const merged = new Map(Object.entries(old));
  for (const [key, value] of Object.entries(groupOf(params, 'metadata') ?? {})) {
    if (key.length > 40) throw invalidParam('metadata', `Metadata keys can have up to 40 characters: ${key}`);
    if (typeof value !== 'string') throw invalidParam(`metadata[${key}]`, 'Metadata values must be strings');
    if (value.length > 500) {
      throw invalidParam(
        `metadata[${key}]`,
        'Metadata values can have up to 500 characters, but you passed in more.',
      );
    }
    if (value === '') merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size > 50) throw invalidParam('metadata', 'You can only have up to 50 metadata keys.');
  return Object.fromEntries(merged);
}

/** The smallest charge that Stripe makes, by currency; where it names none, 1 is the floor. */
const MINIMUM_AMOUNTS: Record<string, number> = {
  ...{ usd: 50, aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50 },
  ...{ gbp: 30, hkd: 400, huf: 17500, inr: 50, jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50, pln: 200 },
  ...{ ron: 200, sek: 300, sgd: 50, thb: 1000 },
};
const MAXIMUM_AMOUNT = 99_999_999;

export const CURRENCIES = (
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf ' +
  'clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils ' +
  'inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk ' +
  'mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp ' +
  'sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
).split(' ');

export function currencyOf(params: Params): string {
  const currency = requiredText(params, 'currency').toLowerCase();
  if (CURRENCIES.includes(currency)) return currency;
  throw invalidParam(
    'currency',
    `Invalid currency: ${currency}. Stripe currently supports these currencies: ${CURRENCIES.join(', ')}`,
  );
}

/** An amount that may be charged. */
export function chargeableAmount(amount: number, currency: string): number {
  const minimum = MINIMUM_AMOUNTS[currency] ?? 1;
  if (amount < minimum)
    throw amountRefusal('amount_too_small', `Amount must be at least ${minimum} ${currency}`);
  if (amount > MAXIMUM_AMOUNT) {
    throw amountRefusal('amount_too_large', `Amount must be no more than ${MAXIMUM_AMOUNT} ${currency}`);
  }
  return amount;
}

function amountRefusal(code: string, message: string): StripeRefusal {
  return new StripeRefusal(
    400,
    { type: 'invalid_request_error', code, param: 'amount', message },
    { begun: false },
  );
}
