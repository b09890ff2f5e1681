// Adds to package-lock.json the binaries for other platforms that npm left out. npm writes only what its registry
// could show it at the time; where a mirror lacks the builds for macOS, say, `npm ci` then refuses the very lock that
// `npm install` wrote. Run it after changing packages on such a machine: node .ci/complete-lock.mjs

import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = [];

for (const [place, { version, dev, devOptional, optionalDependencies = {} }] of Object.entries(
  lock.packages,
)) {
  for (const [name, wanted] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    // Only exact versions can be written without asking the registry.
    if (!platform || !/^\d+\.\d+\.\d+[\w.-]*$/.test(wanted) || isLocked(place, name, wanted)) continue;
    const target = lock.packages[`node_modules/${name}`]
      ? `${place}/node_modules/${name}`
      : `node_modules/${name}`;
    lock.packages[target] = {
      version: wanted,
      ...platform,
      ...(dev && { dev }),
      ...(devOptional && { devOptional }),
      optional: true,
    };
    added.push(`${name}@${wanted} (for ${place.split('node_modules/').pop()}@${version})`);
  }
}

const sorted = Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added:\n  ${added.join('\n  ')}` : 'Nothing is missing.');

/** Whether npm, looking upwards from `place`, meets `name` in the wanted version. */
function isLocked(place, name, wanted) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`];
    if (found) return found.version === wanted;
    if (!folder) return false;
  }
}

/** Such packages name the machine they are for in their own name. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!cpu || !(os || cpu === 'wasm32')) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { cpu: [cpu], ...(libc && os === 'linux' && { libc: [libc] }), ...(os && { os: [os] }) };
}
