// agora-token is CommonJS whose names Node cannot see from outside. Next and vitest bundle it; here Node is alone with it.

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (specifier !== 'agora-token') return found;
  const source = `import all from ${JSON.stringify(found.url)};
    export const { RtcRole, RtcTokenBuilder } = all;`;
  return { url: `data:text/javascript,${encodeURIComponent(source)}`, format: 'module', shortCircuit: true };
}
