// The import law of docs/architecture.md as a function from source files to what breaks it.
// boundaries.test.ts runs it over the checkout, and over tiny made-up files to show that it can fail.

import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** Path from the project's root, with `/`, to source text. */
export type SourceFiles = ReadonlyMap<string, string>;

type Import = { to: string; typeOnly: boolean };
type Module = { path: string; imports: Import[]; readsEnvironment: boolean; isBarrel: boolean };

/** Each may import what stands left of it, never what stands right. */
const DOMAINS = ['accounts', 'tutors', 'slots', 'payments', 'booking', 'sessions', 'room'];
const DOMAIN_FILES = ['rules', 'schema', 'endpoints', 'queries', 'commands'];
/** Beyond the vocabulary, each with its reason. */
const EXTRA_DOMAIN_FILES = [
  'accounts/passwords', // hashing: slow, and neither a read nor a write
  'accounts/unsubscribe', // signs and reads a link; a command would need a database
  'slots/seats', // statements inside the transactions of booking as well
  'booking/claims', // the steps that holding and settling share inside a transaction
  'booking/settlement', // what becomes of a hold once its payment is known
  'booking/unbook', // the steps that end bookings inside the transactions of whoever ends them
  'booking/money-back', // refunds and disputes that happened at Stripe without us
  'sessions/earnings', // reads of money by session; queries.ts is about the sessions themselves
  'sessions/lifecycle', // commands of the session as it takes place; commands.ts is about changing one's mind
  'sessions/sweeps', // commands of the clock
  'room/files', // commands of files; commands.ts is about messages
  'room/content', // says by a library's reading of the bytes what a file is
];
/** Folders of lib that are no domains. */
const OTHER_FOLDERS = ['auth', 'generated', 'jobs', 'notifications', 'server', 'services'];
/** They turn what a domain says into an answer, or start the server; no domain knows them. */
const EDGES = ['lib/action', 'lib/boot', 'lib/http', 'lib/openapi', 'lib/start'];
/** Files that a browser may get: they import nothing that reads or writes. */
const PURE_FILES = ['rules', 'schema', 'endpoints'];
const PURE_PACKAGES = ['zod', 'zod-openapi'];
const SHIPPED = /^(app|components|lib)\/|^(proxy|instrumentation|instrumentation-client)\.ts$/;
const NOT_SHIPPED = /^(emulators|tests|bench|e2e|prisma)\//;
const ENVIRONMENT_READERS = [
  'lib/env.ts',
  'lib/start.ts', // sets NODE_ENV before anything reads it, and knows the port
  'instrumentation.ts', // NEXT_RUNTIME, which the bundler replaces where it stands
];

/** @returns one line per breach, each beginning with the file that has to change */
export function findBreaches(files: SourceFiles): string[] {
  const modules = [...files].map(([path, source]) => readModule(path, source, files));
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const shipped = modules.filter(({ path }) => SHIPPED.test(path) && !isTest(path) && !isGenerated(path));
  return [
    ...shipped.flatMap((module) => module.imports.flatMap((target) => breachesOfImport(module.path, target))),
    ...shipped.flatMap((module) => breachesOfPurity(module, byPath)),
    ...shipped.flatMap(breachesOfFile),
    ...findCycles(shipped),
  ];
}

function breachesOfImport(from: string, { to, typeOnly }: Import): string[] {
  const breaches: string[] = [];
  const refuse = (reason: string) => breaches.push(`${from} imports ${to}: ${reason}`);
  if (NOT_SHIPPED.test(to)) refuse('what is shipped imports nothing of the workshop');
  if (from.startsWith('components/')) {
    if (to.startsWith('app/')) refuse('components know no screen');
    if (isData(to) && !(typeOnly && /\/queries\.ts$/.test(to))) {
      refuse('components take props; no database, no services');
    }
  }
  if (from.startsWith('lib/')) {
    if (/^(app|components)\//.test(to)) refuse('lib knows no screen');
    if (to.startsWith('lib/')) breaches.push(...breachesInsideLib(from, { to, typeOnly }));
  }
  return breaches;
}

function breachesInsideLib(from: string, { to, typeOnly }: Import): string[] {
  const source = placeOf(from);
  const target = placeOf(to);
  const refuse = (reason: string) => [`${from} imports ${to}: ${reason}`];
  if (target.kind === 'leaf' || target.kind === 'generated') return [];
  if (source.kind === 'leaf') return refuse('a leaf imports leaves only');
  if (source.kind === 'domain') {
    if (target.kind === 'domain') {
      return target.rank > source.rank
        ? refuse(`${DOMAINS.join(' ← ')}, and nothing imports rightwards`)
        : [];
    }
    if (target.kind !== 'notifications')
      return refuse('a domain knows no request, no auth session and no task');
  }
  if (source.kind === 'notifications') {
    if (target.kind === 'domain' && !typeOnly)
      return refuse('notifications know the types of the domains only');
    if (target.kind === 'jobs' || target.kind === 'edge' || target.kind === 'auth') {
      return refuse('notifications know the types of the domains only');
    }
  }
  if (source.kind === 'auth' && target.kind !== 'auth') {
    const isAccounts = target.kind === 'domain' && target.rank === 0;
    if (!isAccounts) return refuse('auth knows accounts and leaves');
  }
  return [];
}

type Place =
  | { kind: 'domain'; rank: number }
  | { kind: 'leaf' | 'generated' | 'edge' | 'auth' | 'notifications' | 'jobs' };

function placeOf(path: string): Place {
  const [, folder = ''] = path.split('/');
  const stem = path.replace(/\.tsx?$/, '');
  const rank = DOMAINS.indexOf(folder);
  if (rank >= 0) return { kind: 'domain', rank };
  if (folder === 'generated' || folder === 'auth' || folder === 'notifications') return { kind: folder };
  if (stem === 'lib/jobs/queue') return { kind: 'leaf' };
  if (folder === 'jobs') return { kind: 'jobs' };
  return { kind: EDGES.includes(stem) ? 'edge' : 'leaf' };
}

/** Follows the values, not the types, that a pure file draws in. */
function breachesOfPurity(module: Module, byPath: ReadonlyMap<string, Module>): string[] {
  const { folder, stem } = domainFile(module.path);
  if (!folder || !PURE_FILES.includes(stem)) return [];
  const breaches: string[] = [];
  const seen = new Set<string>();
  const visit = (current: Module, way: string[]) => {
    for (const { to, typeOnly } of current.imports) {
      if (typeOnly || seen.has(to)) continue;
      seen.add(to);
      const next = byPath.get(to);
      const isPackage = !/^(app|components|lib)\//.test(to);
      if (
        (isPackage && !PURE_PACKAGES.some((name) => to === name || to.startsWith(`${name}/`))) ||
        isData(to)
      ) {
        breaches.push(`${[module.path, ...way, to].join(' → ')}: ${stem}.ts does no input or output`);
      } else if (next) {
        visit(next, [...way, to]);
      }
    }
  };
  visit(module, []);
  return breaches;
}

/** What reads or writes outside of the process, or the types of vendors. */
function isData(path: string): boolean {
  return (
    /^lib\/(db|env|log|rate-limit)\.ts$/.test(path) ||
    /^lib\/(services|auth|jobs)\//.test(path) ||
    (/^lib\/generated\//.test(path) && !/\/enums\.ts$/.test(path)) ||
    /^lib\/[^/]+\/(queries|commands)\.ts$/.test(path)
  );
}

function breachesOfFile(module: Module): string[] {
  const breaches: string[] = [];
  if (module.readsEnvironment && !ENVIRONMENT_READERS.includes(module.path)) {
    breaches.push(`${module.path} reads process.env: lib/env.ts is its sole reader`);
  }
  if (module.isBarrel) breaches.push(`${module.path} only re-exports: import from where things are`);
  const { folder, stem } = domainFile(module.path);
  const [root, second, third] = module.path.split('/');
  if (root === 'lib' && third && second && !folder && !OTHER_FOLDERS.includes(second)) {
    breaches.push(`${module.path} is in a folder of lib that the architecture does not know`);
  }
  if (folder && !DOMAIN_FILES.includes(stem) && !EXTRA_DOMAIN_FILES.includes(`${folder}/${stem}`)) {
    breaches.push(`${module.path}: a domain has ${DOMAIN_FILES.join(', ')} and their tests`);
  }
  return breaches;
}

function domainFile(path: string): { folder?: string; stem: string } {
  const match = /^lib\/([^/]+)\/(.+)\.tsx?$/.exec(path);
  const [, folder = '', stem = ''] = match ?? [];
  return DOMAINS.includes(folder) ? { folder, stem } : { stem };
}

/** One line per cycle, by depth-first search; each file is entered once. */
function findCycles(modules: Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const state = new Map<string, 'open' | 'done'>();
  const breaches: string[] = [];
  const visit = (path: string, way: string[]) => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      breaches.push(`${[...way.slice(way.indexOf(path)), path].join(' → ')}: a cycle`);
      return;
    }
    state.set(path, 'open');
    for (const { to } of byPath.get(path)?.imports ?? []) if (byPath.has(to)) visit(to, [...way, path]);
    state.set(path, 'done');
  };
  for (const { path } of modules) visit(path, []);
  return breaches;
}

function readModule(path: string, source: string, files: SourceFiles): Module {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  let readsEnvironment = false;
  const add = (specifier: string, typeOnly: boolean) => {
    imports.push({ to: resolve(path, specifier, files), typeOnly });
  };
  new Visitor({
    ImportDeclaration(node) {
      const allTypes =
        node.specifiers.length > 0 &&
        node.specifiers.every((entry) => entry.type === 'ImportSpecifier' && entry.importKind === 'type');
      add(node.source.value, node.importKind === 'type' || allTypes);
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type');
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(String(node.source.value), false);
    },
    TSImportType(node) {
      if (node.source.type === 'Literal') add(String(node.source.value), true);
    },
    MemberExpression(node) {
      const isProcess = node.object.type === 'Identifier' && node.object.name === 'process';
      if (isProcess && nameOf(node.property) === 'env') readsEnvironment = true;
    },
    VariableDeclarator(node) {
      const isProcess = node.init?.type === 'Identifier' && node.init.name === 'process';
      if (isProcess && node.id.type === 'ObjectPattern') readsEnvironment = true;
    },
  }).visit(program);
  const reExports = program.body.filter(
    (statement) =>
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && !statement.declaration),
  );
  const others = program.body.filter((statement) => statement.type !== 'ImportDeclaration');
  return {
    path,
    imports,
    readsEnvironment,
    isBarrel: others.length > 0 && reExports.length === others.length,
  };
}

function nameOf(property: { type: string; name?: unknown; value?: unknown }): unknown {
  return property.type === 'Identifier' ? property.name : property.value;
}

/** The file that a specifier means, or the specifier itself where it names a package. */
function resolve(from: string, specifier: string, files: SourceFiles): string {
  const path = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? posix.join(posix.dirname(from), specifier)
      : undefined;
  if (path === undefined) return specifier;
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`, `${path}/index.ts`];
  // The generated client is not among the files; its folder still says what it is.
  return candidates.find((candidate) => files.has(candidate)) ?? (/\.\w+$/.test(path) ? path : `${path}.ts`);
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function isGenerated(path: string): boolean {
  return path.startsWith('lib/generated/');
}
