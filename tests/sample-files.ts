// Files of every kind that may be shared, and of some that may not, as small as they can be and still be what they are.
import { crc32, deflateRawSync } from 'node:zlib';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** A zip archive of named texts. */
export function zip(entries: Record<string, string>, { compress = false } = {}): Buffer<ArrayBuffer> {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const plain = Buffer.from(text);
    const data = compress ? deflateRawSync(plain) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(compress ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([bytes('PK\x03\x04'), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([bytes('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function openXml(kind: string): Buffer<ArrayBuffer> {
  const type = `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;
  return zip({
    '[Content_Types].xml': `<Types><Override PartName="/main.xml" ContentType="${type}"/></Types>`,
    'main.xml': '<xml/>',
  });
}

function openDocument(kind: string): Buffer<ArrayBuffer> {
  return zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<xml/>' });
}

const ftyp = (brand: string) => bytes([0, 0, 0, 24], `ftyp${brand}`, [0, 0, 2, 0], `isom${brand}`);
const ogg = (codec: string) => bytes('OggS', Array(24).fill(0), codec, Array(64).fill(0));

/** By the ending of a fitting name. */
export const SAMPLES = {
  pdf: bytes('%PDF-1.4\n', [0xe2, 0xe3, 0xcf, 0xd3], '\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpg: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  gif: bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0, 0x3b]),
  webp: bytes(
    'RIFF',
    [26, 0, 0, 0],
    'WEBPVP8L',
    [13, 0, 0, 0, 0x2f, 0, 0, 0, 0x10, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 8],
  ),
  docx: openXml('wordprocessingml.document'),
  xlsx: openXml('spreadsheetml.sheet'),
  pptx: openXml('presentationml.presentation'),
  odt: openDocument('text'),
  ods: openDocument('spreadsheet'),
  odp: openDocument('presentation'),
  txt: Buffer.from('Übung 1: मात्रा\n'),
  md: Buffer.from('# Homework\n\n- [ ] page 12\n'),
  csv: Buffer.from('name,points\nNoor,12\n'),
  mp3: bytes('ID3', [3, 0, 0, 0, 0, 0, 0], [0xff, 0xfb, 0x90, 0x64], Array(200).fill(0)),
  wav: bytes('RIFF', [36, 0, 0, 0], 'WAVEfmt ', [16, 0, 0, 0, 1, 0, 1, 0], Array(24).fill(0)),
  ogg: ogg('\x01vorbis'),
  opus: ogg('OpusHead'),
  m4a: ftyp('M4A '),
  mp4: ftyp('mp42'),
  webm: bytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm', Array(32).fill(0)),
} as const;

/** Never shared, whatever it is called. */
export const FORBIDDEN_SAMPLES = {
  exe: bytes('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff], Array(64).fill(0)),
  elf: bytes([0x7f], 'ELF', [2, 1, 1], Array(64).fill(0)),
  zip: zip({ 'homework.txt': 'page 12' }),
  'zip that calls itself a document': zip({ 'word/document.xml': '<xml/>', 'evil.exe': 'MZ' }),
  'document with macros': zip({
    '[Content_Types].xml':
      '<Types><Override PartName="/x.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
  }),
  svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  'bytes of no kind': bytes([0, 1, 2, 3, 250, 251, 252]),
  'text of another encoding': Buffer.from('\xfcbung', 'latin1'),
  'text with NUL': bytes('a', [0], 'b'),
  rar: bytes('Rar!', [0x1a, 7, 1, 0], Array(32).fill(0)),
  'old Word document': bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Array(600).fill(0)),
} as const;
