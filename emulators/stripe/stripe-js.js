// Stripe.js, played in the browser. It defines `window.Stripe` before `loadStripe` looks for it, so that the real
// @stripe/stripe-js and @stripe/react-stripe-js run unchanged on top of it. Card payments by the Payment Element and
// 3-D Secure, nothing else. It needs no inline script or style and no eval, so it runs under a strict CSP.
(() => {
  const API = new URL(document.currentScript.src).origin;

  // ---- What is typed into the card fields ----------------------------------------------------------------------

  const FIELDS = {
    number: {
      label: 'Card number',
      placeholder: '1234 1234 1234 1234',
      autocomplete: 'cc-number',
      format: formatNumber,
      problemOf: numberProblem,
    },
    expiry: {
      label: 'Expiration date',
      placeholder: 'MM / YY',
      autocomplete: 'cc-exp',
      format: formatExpiry,
      problemOf: expiryProblem,
    },
    cvc: {
      label: 'Security code',
      placeholder: 'CVC',
      autocomplete: 'cc-csc',
      format: (text) => digitsOf(text).slice(0, 4),
      problemOf: cvcProblem,
    },
  };

  function digitsOf(text) {
    return text.replace(/\D/g, '');
  }

  function isAmex(number) {
    return /^3[47]/.test(number);
  }

  function formatNumber(text) {
    const digits = digitsOf(text);
    if (isAmex(digits)) {
      return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)].filter(Boolean).join(' ');
    }
    return (digits.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
  }

  function formatExpiry(text) {
    // A date pasted or filled in with its whole year.
    const [, month, year] = /^\s*(\d{1,2})\s*\/\s*20(\d\d)\s*$/.exec(text) ?? [];
    if (month) return `${month.padStart(2, '0')} / ${year}`;
    const typed = digitsOf(text);
    // No month begins with 2 to 9, so that is February to September.
    const digits = (/^[2-9]/.test(typed) ? `0${typed}` : typed).slice(0, 4);
    return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
  }

  function passesLuhn(number) {
    const sum = [...number].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return sum % 10 === 0;
  }

  function numberProblem({ number }) {
    const digits = digitsOf(number);
    if (digits.length < (isAmex(digits) ? 15 : 16))
      return ['incomplete_number', 'Your card number is incomplete.'];
    return passesLuhn(digits) ? null : ['invalid_number', 'Your card number is invalid.'];
  }

  function expiryProblem({ expiry }) {
    const digits = digitsOf(expiry);
    if (digits.length < 4) return ['incomplete_expiry', "Your card's expiration date is incomplete."];
    const { month, year } = expiryOf(expiry);
    const now = new Date();
    if (month < 1 || month > 12) return ['invalid_expiry_month', "Your card's expiration date is invalid."];
    if (year < now.getFullYear()) {
      return ['invalid_expiry_year_past', "Your card's expiration year is in the past."];
    }
    const hasPassed = year === now.getFullYear() && month < now.getMonth() + 1;
    return hasPassed ? ['invalid_expiry_month_past', "Your card's expiration date is in the past."] : null;
  }

  function cvcProblem({ number, cvc }) {
    const length = isAmex(digitsOf(number)) ? 4 : 3;
    return cvc.length < length ? ['incomplete_cvc', "Your card's security code is incomplete."] : null;
  }

  function expiryOf(expiry) {
    const digits = digitsOf(expiry);
    return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
  }

  // ---- How it looks --------------------------------------------------------------------------------------------

  const THEMES = {
    stripe: {
      colorPrimary: '#0570de',
      colorBackground: '#ffffff',
      colorText: '#30313d',
      colorDanger: '#b3093c',
    },
    flat: {
      colorPrimary: '#0570de',
      colorBackground: '#f1f1f1',
      colorText: '#1a1b25',
      colorDanger: '#a10a37',
    },
    night: {
      colorPrimary: '#85d996',
      colorBackground: '#30313d',
      colorText: '#ffffff',
      colorDanger: '#ff9aa8',
    },
  };
  const DEFAULT_VARIABLES = {
    borderRadius: '5px',
    fontFamily: 'system-ui, sans-serif',
    fontSizeBase: '16px',
    fontSizeSm: '0.93rem',
    fontWeightMedium: '500',
    gridRowSpacing: '0.75rem',
    gridColumnSpacing: '0.75rem',
  };

  // Names such as `.Input` are Stripe's, so that the `rules` of an appearance fit.
  const STYLE = `
    :host { display: block; min-height: 11rem; font: var(--fontSizeBase)/1.4 var(--fontFamily); color: var(--colorText); }
    .Fields { display: grid; grid-template-columns: 1fr 1fr; gap: var(--gridRowSpacing) var(--gridColumnSpacing); }
    .Field:first-child, .Note { grid-column: 1 / -1; }
    .Label { display: block; margin-bottom: 0.25rem; font-size: var(--fontSizeSm); font-weight: var(--fontWeightMedium); }
    .Input { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit;
      color: var(--colorText); background: var(--colorBackground); border-radius: var(--borderRadius);
      border: 1px solid color-mix(in srgb, var(--colorText) 50%, var(--colorBackground)); }
    .Input::placeholder { color: color-mix(in srgb, var(--colorText) 68%, var(--colorBackground)); opacity: 1; }
    .Input:focus { outline: 2px solid var(--colorPrimary); outline-offset: 1px; border-color: var(--colorPrimary); }
    .Input--invalid { border-color: var(--colorDanger); }
    .Error { margin: 0.25rem 0 0; font-size: var(--fontSizeSm); color: var(--colorDanger); }
    .Error:empty { display: none; }
    .Note { margin: 0; font-size: 0.8125rem; }
    dialog { max-width: 24rem; padding: 1.5rem; border: 1px solid color-mix(in srgb, var(--colorText) 25%, transparent);
      border-radius: calc(var(--borderRadius) * 2); color: var(--colorText); background: var(--colorBackground);
      font: var(--fontSizeBase)/1.5 var(--fontFamily); }
    dialog::backdrop { background: rgb(0 0 0 / 0.55); }
    h2 { margin: 0 0 0.5rem; font-size: 1.2rem; } dialog p { margin: 0 0 1.25rem; }
    .Actions { display: grid; gap: 0.5rem; }
    button { min-height: 2.75rem; padding: 0.5rem 1rem; font: inherit; font-weight: 600; cursor: pointer; color: var(--colorText);
      background: transparent; border: 1px solid currentColor; border-radius: var(--borderRadius); }
    button:focus-visible { outline: 3px solid var(--colorPrimary); outline-offset: 2px; }
    button:disabled { cursor: progress; opacity: 0.6; }`;

  function styleSheet(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }

  /** A shadow tree: the page's styles do not reach in, as they do not reach into Stripe's frame. */
  function createShadow(host, appearance) {
    const shadow = host.attachShadow({ mode: 'open' });
    dress(host, appearance);
    return shadow;
  }

  function dress(host, appearance = {}) {
    const theme = THEMES[appearance.theme] ?? THEMES.stripe;
    const variables = { ...DEFAULT_VARIABLES, ...theme, ...appearance.variables };
    for (const [name, value] of Object.entries(variables)) host.style.setProperty(`--${name}`, value);
    host.shadowRoot.adoptedStyleSheets = [styleSheet(STYLE), styleSheet(rulesText(appearance.rules))];
  }

  function rulesText(rules = {}) {
    return Object.entries(rules)
      .map(([selector, properties]) => {
        const lines = Object.entries(properties).map(([name, value]) => `${dashed(name)}: ${value};`);
        return `${selector} { ${lines.join(' ')} }`;
      })
      .join('\n');
  }

  function dashed(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  }

  function create(tag, properties = {}, children = []) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // ---- Elements ------------------------------------------------------------------------------------------------

  class Emitter {
    #handlers = new Map();

    on(event, handler) {
      this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
      return this;
    }

    once(event, handler) {
      const once = (detail) => {
        this.off(event, once);
        handler(detail);
      };
      return this.on(event, once);
    }

    off(event, handler) {
      const remaining = (this.#handlers.get(event) ?? []).filter((other) => handler && other !== handler);
      this.#handlers.set(event, remaining);
      return this;
    }

    emit(event, detail) {
      for (const handler of this.#handlers.get(event) ?? []) handler(detail);
    }
  }

  let elementCount = 0;

  class PaymentElement extends Emitter {
    _elements;
    #host = null;
    #inputs = {};
    #errors = {};

    constructor(elements) {
      super();
      this._elements = elements;
    }

    mount(target) {
      const node = typeof target === 'string' ? document.querySelector(target) : target;
      if (!node) throw integrationError('The selector you specified applies to no DOM elements on the page.');
      this.unmount();
      const host = create('div', { className: '__StripeStandIn' });
      this.#host = host;
      createShadow(host, this._elements._options.appearance);
      host.setAttribute('aria-busy', 'true');
      node.replaceChildren(host);
      queueMicrotask(() => this.emit('loaderstart', { elementType: 'payment' }));
      this._elements._load().then((error) => {
        // Unmounted, or mounted anew, in the meantime.
        if (this.#host !== host) return;
        host.removeAttribute('aria-busy');
        if (error) return this.emit('loaderror', { elementType: 'payment', error });
        this.#render();
        this.emit('ready', { elementType: 'payment' });
      });
    }

    #render() {
      elementCount += 1;
      const fields = Object.entries(FIELDS).map(([name, field]) => this.#renderField(name, field));
      const note = create('p', {
        className: 'Note',
        textContent:
          'Local Stripe stand-in. Test cards: 4242 4242 4242 4242 pays, 4000 0025 0000 3155 asks for 3-D Secure, ' +
          '4000 0000 0000 9995 is declined. Any future date, any code.',
      });
      this.#host.shadowRoot.replaceChildren(create('div', { className: 'Fields' }, [...fields, note]));
    }

    #renderField(name, { label, placeholder, autocomplete, format }) {
      const id = `stripe-stand-in-${elementCount}-${name}`;
      const error = create('p', { className: 'Error', id: `${id}-error` });
      const input = create('input', {
        ...{
          id,
          placeholder,
          autocomplete,
          className: 'Input',
          type: 'text',
          inputMode: 'numeric',
          spellcheck: false,
        },
      });
      error.setAttribute('role', 'alert');
      input.setAttribute('aria-required', 'true');
      input.addEventListener('input', (event) => {
        reformat(input, format, event.inputType);
        this.#clearProblem(name);
        this.#changed();
      });
      input.addEventListener('focus', () => this.emit('focus', { elementType: 'payment' }));
      input.addEventListener('blur', () => {
        if (input.value) this.#showProblem(name);
        this.emit('blur', { elementType: 'payment' });
      });
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this.emit('escape', { elementType: 'payment' });
        // A shadow tree's inputs belong to no form; Enter is to submit it all the same.
        if (event.key === 'Enter') this.#host.closest('form')?.requestSubmit();
      });
      this.#inputs[name] = input;
      this.#errors[name] = error;
      const caption = create('label', { className: 'Label', htmlFor: id, textContent: label });
      return create('div', { className: 'Field' }, [caption, input, error]);
    }

    #changed() {
      const values = this._values();
      const complete = Object.values(FIELDS).every(({ problemOf }) => !problemOf(values));
      const empty = Object.values(values).every((value) => value === '');
      this.emit('change', {
        elementType: 'payment',
        complete,
        empty,
        collapsed: false,
        value: { type: 'card' },
      });
    }

    #showProblem(name) {
      const [code, message] = FIELDS[name].problemOf(this._values()) ?? [];
      const input = this.#inputs[name];
      if (!code) {
        this.#clearProblem(name);
        return null;
      }
      input.classList.add('Input--invalid');
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', this.#errors[name].id);
      this.#errors[name].textContent = message;
      return { type: 'validation_error', code, message };
    }

    #clearProblem(name) {
      const input = this.#inputs[name];
      input.classList.remove('Input--invalid');
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
      this.#errors[name].textContent = '';
    }

    /** The first problem, shown beside its field; null where the card can be sent. */
    _validate() {
      const problems = Object.keys(this.#inputs).map((name) => [name, this.#showProblem(name)]);
      const [name, problem] = problems.find(([, error]) => error) ?? [];
      if (name) this.#inputs[name].focus();
      return problem ?? null;
    }

    _values() {
      return Object.fromEntries(Object.keys(FIELDS).map((name) => [name, this.#inputs[name]?.value ?? '']));
    }

    _setBusy(busy) {
      for (const input of Object.values(this.#inputs)) input.readOnly = busy;
    }

    _dress() {
      if (this.#host) dress(this.#host, this._elements._options.appearance);
    }

    update() {
      return this;
    }

    collapse() {
      return this;
    }

    focus() {
      this.#inputs.number?.focus();
    }

    blur() {
      this.#host?.shadowRoot.activeElement?.blur();
    }

    clear() {
      for (const name of Object.keys(this.#inputs)) {
        this.#inputs[name].value = '';
        this.#clearProblem(name);
      }
      this.#changed();
    }

    unmount() {
      this.#host?.remove();
      this.#host = null;
      this.#inputs = {};
      this.#errors = {};
    }

    destroy() {
      this.unmount();
      this._elements._forget();
    }
  }

  /** Formats what was typed and leaves the caret behind the same digit. */
  function reformat(input, format, inputType) {
    const caret = input.selectionStart ?? input.value.length;
    const isAtEnd = caret === input.value.length;
    const digitsBefore = digitsOf(input.value.slice(0, caret)).length;
    const formatted = format(input.value);
    input.value = formatted;
    // The caret moves of itself to the end; it is put back only where one was in the middle.
    if (isAtEnd && !inputType?.startsWith('delete')) return;
    let position = 0;
    for (let seen = 0; position < formatted.length && seen < digitsBefore; position += 1) {
      if (/\d/.test(formatted[position])) seen += 1;
    }
    input.setSelectionRange(position, position);
  }

  class Elements extends Emitter {
    _options;
    #key;
    #payment = null;

    constructor(key, options = {}) {
      super();
      this.#key = key;
      this._options = { ...options };
    }

    create(type) {
      if (type !== 'payment')
        throw integrationError(`The local stand-in plays the payment element, not "${type}".`);
      if (this.#payment) throw integrationError('Can only create one Element of type payment.');
      this.#payment = new PaymentElement(this);
      return this.#payment;
    }

    getElement(type) {
      const name = typeof type === 'string' ? type : type?.__elementType;
      return name === 'payment' ? this.#payment : null;
    }

    async update(options) {
      Object.assign(this._options, options);
      this.#payment?._dress();
      this.emit('update-end');
    }

    async fetchUpdates() {
      const error = await this._load();
      return error ? { error } : {};
    }

    async submit() {
      if (!this.#payment) return { error: incompleteError() };
      const error = this.#payment._validate();
      return error ? { error } : { selectedPaymentMethod: 'card' };
    }

    /** Looks whether there is something to pay, as Elements do when they load; answers the error. */
    async _load() {
      const { clientSecret } = this._options;
      if (!clientSecret) return null;
      const intent = await retrieve(this.#key, clientSecret);
      if (intent.error) return intent.error;
      if (!['succeeded', 'canceled'].includes(intent.status)) return null;
      const message =
        'The PaymentIntent is in a terminal state and cannot be used to initialize Elements. ' +
        `(It has a status of ${intent.status}.)`;
      return { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message };
    }

    _forget() {
      this.#payment = null;
    }
  }

  function incompleteError() {
    return {
      type: 'validation_error',
      code: 'incomplete_number',
      message: 'Your card number is incomplete.',
    };
  }

  function integrationError(message) {
    return Object.assign(new Error(message), { name: 'IntegrationError' });
  }

  // ---- Talking to the API ----------------------------------------------------------------------------------------

  const NO_CONNECTION = {
    type: 'api_connection_error',
    message:
      'We are experiencing issues connecting to our payments provider. You have not been charged. ' +
      'Please check your internet connection and try again. If the problem persists please contact us.',
  };

  /** The object that was asked for, or `{ error }`. */
  async function call(key, method, path, fields) {
    const form = new URLSearchParams(
      Object.entries(fields).filter(([, value]) => value != null && value !== ''),
    );
    const url = method === 'GET' ? `${API}${path}?${form}` : `${API}${path}`;
    const headers = { authorization: `Bearer ${key}` };
    try {
      const response = await fetch(url, { method, headers, ...(method === 'POST' && { body: form }) });
      return await response.json();
    } catch {
      return { error: NO_CONNECTION };
    }
  }

  function idOf(clientSecret) {
    const [id, secret] = String(clientSecret).split('_secret_');
    if (!id.startsWith('pi_') || !secret) {
      throw integrationError(`"${clientSecret}" is not the client_secret of a PaymentIntent.`);
    }
    return id;
  }

  function retrieve(key, clientSecret) {
    return call(key, 'GET', `/v1/payment_intents/${idOf(clientSecret)}`, { client_secret: clientSecret });
  }

  function cardFields(prefix, { number, expiry, cvc }, billing = {}) {
    const { month, year } = expiryOf(expiry);
    return {
      [`${prefix}[type]`]: 'card',
      [`${prefix}[card][number]`]: digitsOf(number),
      [`${prefix}[card][exp_month]`]: month,
      [`${prefix}[card][exp_year]`]: year,
      [`${prefix}[card][cvc]`]: cvc,
      [`${prefix}[billing_details][name]`]: billing.name,
      [`${prefix}[billing_details][email]`]: billing.email,
      [`${prefix}[billing_details][phone]`]: billing.phone,
    };
  }

  // ---- 3-D Secure --------------------------------------------------------------------------------------------------

  /** Asks as the customer's bank would; resolves with the PaymentIntent, or `{ error }` where it was not passed. */
  async function authenticate(key, intent, appearance) {
    const outcome = await askInDialog(intent, appearance);
    const path = `/v1/payment_intents/${intent.id}/authenticate`;
    const result = await call(key, 'POST', path, { client_secret: intent.client_secret, outcome });
    const isRefused = !result.error && result.status === 'requires_payment_method';
    return isRefused ? { error: { ...result.last_payment_error, payment_intent: result } } : result;
  }

  function askInDialog(intent, appearance) {
    return new Promise((resolve) => {
      const before = document.activeElement;
      const host = create('div');
      const amount = (intent.amount / 100).toFixed(2);
      const complete = create('button', { type: 'button', textContent: 'Complete authentication' });
      const fail = create('button', { type: 'button', textContent: 'Fail authentication' });
      const title = create('h2', { id: 'title', textContent: '3-D Secure' });
      const text = create('p', {
        id: 'text',
        textContent: `Your bank asks whether it is you who pays ${amount} ${intent.currency.toUpperCase()}. (Local Stripe stand-in.)`,
      });
      const dialog = create('dialog', {}, [
        title,
        text,
        create('div', { className: 'Actions' }, [complete, fail]),
      ]);
      dialog.setAttribute('aria-labelledby', 'title');
      dialog.setAttribute('aria-describedby', 'text');
      createShadow(host, appearance).append(dialog);
      document.body.append(host);

      const end = (outcome) => {
        dialog.close();
        host.remove();
        before?.focus?.();
        resolve(outcome);
      };
      complete.addEventListener('click', () => end('complete'));
      fail.addEventListener('click', () => end('fail'));
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        end('fail');
      });
      // A native modal keeps the focus inside of itself, but lets it go to the browser's own bar: Tab goes round here.
      dialog.addEventListener('keydown', (event) => {
        if (event.key !== 'Tab') return;
        event.preventDefault();
        (host.shadowRoot.activeElement === complete ? fail : complete).focus();
      });
      dialog.showModal();
      complete.focus();
    });
  }

  // ---- Stripe ------------------------------------------------------------------------------------------------------

  function createStripe(key) {
    if (typeof key !== 'string' || !key.startsWith('pk_')) {
      throw integrationError('Please call Stripe() with your publishable key. You used a different string.');
    }

    async function confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const secret = clientSecret ?? elements?._options.clientSecret;
      const { return_url: returnUrl } = confirmParams;
      if (redirect !== 'if_required' && !returnUrl) {
        throw integrationError('stripe.confirmPayment(): expected option `confirmParams.return_url`.');
      }
      const element = elements?.getElement('payment');
      const checked = element ? await elements.submit() : {};
      if (checked.error) return { error: checked.error };
      const billing = confirmParams.payment_method_data?.billing_details;
      element?._setBusy(true);
      const result = await confirm(secret, elements?._options.appearance, {
        return_url: returnUrl,
        receipt_email: confirmParams.receipt_email,
        ...(element
          ? cardFields('payment_method_data', element._values(), billing)
          : { payment_method: confirmParams.payment_method }),
      });
      element?._setBusy(false);
      if (result.error) return { error: result.error };
      if (redirect === 'if_required') return { paymentIntent: result };
      leaveFor(returnUrl, result);
      // The page is on its way out: whoever waits shall not go on.
      return new Promise(() => {});
    }

    async function confirm(clientSecret, appearance, fields) {
      const path = `/v1/payment_intents/${idOf(clientSecret)}/confirm`;
      const common = { client_secret: clientSecret, use_stripe_sdk: 'true' };
      const intent = await call(key, 'POST', path, { ...fields, ...common });
      return intent.status === 'requires_action' ? authenticate(key, intent, appearance) : intent;
    }

    async function handleNextAction({ clientSecret }) {
      const intent = await retrieve(key, clientSecret);
      return asResult(intent.status === 'requires_action' ? await authenticate(key, intent) : intent);
    }

    async function createPaymentMethod({ elements }) {
      const checked = await elements.submit();
      if (checked.error) return checked;
      const fields = cardFields('', elements.getElement('payment')._values());
      const named = Object.entries(fields).map(([name, value]) => [name.replace(/^\[(\w+)\]/, '$1'), value]);
      const paymentMethod = await call(key, 'POST', '/v1/payment_methods', Object.fromEntries(named));
      return paymentMethod.error ? { error: paymentMethod.error } : { paymentMethod };
    }

    return {
      elements: (options) => new Elements(key, options),
      confirmPayment,
      handleNextAction,
      handleCardAction: (clientSecret) => handleNextAction({ clientSecret }),
      retrievePaymentIntent: async (clientSecret) => asResult(await retrieve(key, clientSecret)),
      createPaymentMethod,
      confirmCardPayment: async (clientSecret, { payment_method: method } = {}) => {
        if (method !== undefined && typeof method !== 'string') throw notPlayed('card Elements');
        return asResult(await confirm(clientSecret, undefined, { payment_method: method }));
      },
      createToken: async () => {
        throw notPlayed('createToken');
      },
      createConfirmationToken: async () => {
        throw notPlayed('createConfirmationToken');
      },
      confirmSetup: async () => {
        throw notPlayed('confirmSetup');
      },
      registerAppInfo() {},
      _registerWrapper() {},
    };
  }

  function asResult(intent) {
    return intent.error ? { error: intent.error } : { paymentIntent: intent };
  }

  function leaveFor(returnUrl, intent) {
    const url = new URL(returnUrl, location.href);
    url.searchParams.set('payment_intent', intent.id);
    url.searchParams.set('payment_intent_client_secret', intent.client_secret);
    url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
    location.assign(url);
  }

  function notPlayed(name) {
    return integrationError(`The local Stripe stand-in does not play ${name}.`);
  }

  // The release train is the one of the API's version; @stripe/stripe-js compares it with its own and warns.
  window.Stripe = Object.assign(createStripe, { version: '__RELEASE_TRAIN__' });
})();
