// How Stripe gives out what the account holds: one object, a page of a list, and what `expand` puts in an id's place.
import type { Call } from '../http-server';
import { noSuch } from './errors';
import type { Ledger } from './ledger';
import { integerOf, listOf, type Params, textOf } from './params';

type WithId = { id: string };

/** The object with this id. @throws StripeRefusal 404 where there is none */
export function found<T extends WithId>(
  kind: string,
  id: string | undefined,
  items: Map<string, T>,
  param = 'id',
): T {
  const item = items.get(id ?? '');
  if (!item) throw noSuch(kind, id ?? '', param);
  return item;
}

/** A page of a list, newest first. */
export function listed<T extends WithId>(
  call: Call,
  params: Params,
  items: Map<string, T>,
  fits: (item: T) => boolean,
) {
  const limit = integerOf(params, 'limit', { min: 1 }) ?? 10;
  const all = [...items.values()].reverse().filter(fits);
  const after = textOf(params, 'starting_after');
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const data = all.slice(start, start + Math.min(limit, 100));
  return { object: 'list', url: call.path, has_more: start + data.length < all.length, data };
}

export function fitsParam(params: Params, name: string, value: unknown): boolean {
  const wanted = textOf(params, name);
  return wanted === undefined || wanted === value;
}

/** Whether a refund or a dispute is one of the payment or charge that a list was asked for. */
export function isOfPayment(params: Params, item: { payment_intent: unknown; charge: unknown }): boolean {
  return fitsParam(params, 'payment_intent', item.payment_intent) && fitsParam(params, 'charge', item.charge);
}

export function fitsTypes(params: Params, type: string): boolean {
  const types = listOf(params, 'types');
  return fitsParam(params, 'type', type) && (types.length === 0 || types.includes(type));
}

/** `expand[]=latest_charge`, also through a list (`data.charge`) and several levels. */
export function expanded(result: object, paths: string[], ledger: Ledger): object {
  if (paths.length === 0) return result;
  const copy: Record<string, unknown> = structuredClone({ ...result });
  for (const path of paths) expandPath(copy, path.split('.'), ledger);
  return copy;
}

function expandPath(target: Record<string, unknown>, [field = '', ...rest]: string[], ledger: Ledger) {
  const value = field === 'refunds' && target.object === 'charge' ? refundsOf(target, ledger) : target[field];
  const object = typeof value === 'string' ? structuredClone(ledger.find(value)) : value;
  if (object === undefined || object === null) return;
  target[field] = object;
  if (rest.length === 0) return;
  for (const inner of Array.isArray(object) ? object : [object]) expandPath(inner, rest, ledger);
}

function refundsOf(charge: Record<string, unknown>, ledger: Ledger) {
  const data = [...ledger.refunds.values()].filter((refund) => refund.charge === charge.id).reverse();
  return { object: 'list', url: `/v1/charges/${charge.id}/refunds`, has_more: false, data };
}
