// Checks a bundle as annotations/trail/bundles.py does: by its signature, by the hash of each file,
// and by making the ZIP anew, of which no byte may differ; then its proof (proof.js).

const FORMAT = "newsroom bundle 1";
const MANIFEST = "manifest.json";
const SIGNATURE = "signature.json";
const OURS = [MANIFEST, SIGNATURE];
const SIGNED = ["algorithm", "key", "public_key", "signature"];
const PLACE = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const FIRST_DAY = 0x0021;
const MODE = 0o644 * 0x10000;

class BadBundle extends Error {}
class CannotCheck extends Error {}

const encoder = new TextEncoder();
const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
const isSame = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CRC = Uint32Array.from({ length: 256 }, (_, start) => {
  let rest = start;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function crc32(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}

// Fields of a header: pairs of a size in bytes and a number.
function header(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, number] of fields) {
    if (size === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += size;
  }
  return bytes;
}

function zipped(files) {
  const names = [...files.keys()].sort((one, other) => {
    const rank = OURS.includes(other) - OURS.includes(one);
    return rank || (one < other ? -1 : 1);
  });
  const bodies = [];
  const places = [];
  let offset = 0;
  for (const name of names) {
    const body = files.get(name);
    const title = encoder.encode(name);
    const said = [
      [2, 20], [2, 0], [2, 0], [2, 0], [2, FIRST_DAY], [4, crc32(body)],
      [4, body.length], [4, body.length], [2, title.length], [2, 0],
    ];
    const local = joined([header([4, LOCAL], ...said), title, body]);
    places.push(header([4, PLACE], [2, 20 + 3 * 256], ...said, [2, 0], [2, 0], [2, 0], [4, MODE], [4, offset]), title);
    bodies.push(local);
    offset += local.length;
  }
  const index = joined(places);
  const end = header(
    [4, END], [2, 0], [2, 0], [2, names.length], [2, names.length], [4, index.length], [4, offset], [2, 0],
  );
  return joined([...bodies, index, end]);
}

function unzipped(data) {
  const broken = () => new BadBundle("This is no ZIP file, or not a whole one.");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const number = (at, size) => {
    if (at < 0 || at + size > data.length) throw broken();
    return size === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
  };
  const end = data.length - 22;
  if (number(end, 4) !== END) throw broken();
  const files = new Map();
  let at = number(end + 16, 4);
  for (let left = number(end + 10, 2); left > 0; left -= 1) {
    if (number(at, 4) !== PLACE) throw broken();
    if (number(at + 10, 2) !== 0) throw new BadBundle("Its files are compressed: this is no bundle as it was made.");
    const [size, length] = [number(at + 24, 4), number(at + 28, 2)];
    const start = number(at + 42, 4);
    if (number(start, 4) !== LOCAL) throw broken();
    const begin = start + 30 + number(start + 26, 2) + number(start + 28, 2);
    if (begin + size > data.length || at + 46 + length > data.length) throw broken();
    const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + length));
    if (files.has(name)) throw new BadBundle("It has two files of one name.");
    files.set(name, data.subarray(begin, begin + size));
    at += 46 + length + number(at + 30, 2) + number(at + 32, 2);
  }
  return files;
}

function readSignature(body) {
  let signed;
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    signed = JSON.parse(text);
  } catch {
    throw new BadBundle(`${SIGNATURE} cannot be read.`);
  }
  const isWhole =
    signed !== null && typeof signed === "object" &&
    JSON.stringify(Object.keys(signed)) === JSON.stringify(SIGNED) &&
    JSON.stringify(signed) === text && signed.algorithm === "Ed25519" &&
    /^[0-9a-f]{64}$/.test(signed.public_key) && /^[0-9a-f]{128}$/.test(signed.signature);
  if (!isWhole) throw new BadBundle(`${SIGNATURE} was changed.`);
  return signed;
}

async function importKey(raw) {
  if (!globalThis.crypto?.subtle) throw new CannotCheck("The page was opened in a way in which browsers refuse cryptography.");
  try {
    return await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError" || error instanceof TypeError) {
      throw new CannotCheck("This browser does not know Ed25519 signatures.");
    }
    throw new BadBundle(`${SIGNATURE} was changed.`);
  }
}

async function check(data) {
  const files = unzipped(data);
  const missing = OURS.find((name) => !files.has(name));
  if (missing) throw new BadBundle(`${missing} is missing: this is no bundle, or not a whole one.`);
  const signed = readSignature(files.get(SIGNATURE));
  const raw = unhex(signed.public_key);
  const key = await importKey(raw);
  if ((await sha256(raw)).slice(0, 16) !== signed.key) throw new BadBundle(`${SIGNATURE} was changed.`);
  const body = joined([encoder.encode(`${FORMAT}\n`), files.get(MANIFEST)]);
  if (!(await crypto.subtle.verify("Ed25519", key, unhex(signed.signature), body))) {
    throw new BadBundle(`The signature does not fit ${MANIFEST}.`);
  }
  const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST)));
  if (manifest.format !== FORMAT) throw new BadBundle("This is no bundle of this version.");
  await compare(manifest.members, files);
  if (!isSame(zipped(files), data)) throw new BadBundle("The ZIP file itself was changed, outside of its files.");
  return { manifest, signed, proved: await prove(files) };
}

async function compare(listed, files) {
  const names = new Set(listed.map((one) => one.name));
  for (const name of names) {
    if (!files.has(name)) throw new BadBundle(`${name} is missing.`);
  }
  for (const name of files.keys()) {
    if (!names.has(name) && !OURS.includes(name)) {
      throw new BadBundle(`${name} was put in: the manifest does not name it.`);
    }
  }
  for (const one of listed) {
    const body = files.get(one.name);
    if (body.length !== one.size || (await sha256(body)) !== one.sha256) {
      throw new BadBundle(`${one.name} was changed.`);
    }
  }
}

// --- what the page shows -----------------------------------------------------------------------

const known = JSON.parse(document.getElementById("keys").textContent);
const [file, typed, result] = ["file", "key", "result"].map((id) => document.getElementById(id));

function element(name, words = "", children = []) {
  const made = document.createElement(name);
  made.textContent = words;
  made.append(...children);
  return made;
}

function show(kind, title, ...rest) {
  const section = element("section", "", [element("h2", title), ...rest]);
  section.className = kind;
  result.replaceChildren(section);
}

function isNewsrooms(signed) {
  const wanted = typed.value.trim().toLowerCase();
  if (wanted) return wanted === signed.public_key;
  const names = Object.keys(known);
  return names.length ? known[signed.key] === signed.public_key : null;
}

// A time as people write it, in the zone of the manifest; what is no time stays.
function day(time) {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*(Z|\+00:00)$/.exec(time ?? "");
  return parts ? `${parts[1]}, ${parts[2]} UTC` : time;
}

function details({ manifest, signed, proved }) {
  const said = [
    ["Claim", manifest.statement], ["Verdict", manifest.verdict], ["Newsroom", manifest.desk.name],
    ["Page", manifest.page], ["Approved", day(manifest.approved_at)], ["Proof", proved],
    ["Key", signed.key], ["Public key", signed.public_key],
  ];
  const rows = said.flatMap(([name, value]) => [element("dt", name), element("dd", value ?? "–")]);
  const head = element("tr", "", [element("th", "File"), element("th", "SHA-256"), element("th", "Bytes")]);
  const body = manifest.members.map((one) =>
    element("tr", "", [element("td", one.name), element("td", one.sha256), element("td", String(one.size))]));
  return [element("dl", "", rows), element("table", "", [head, ...body])];
}

function told(found) {
  const { key } = found.signed;
  const verdict = isNewsrooms(found.signed);
  if (verdict === false) {
    show("bad", "It is signed by another key", element("p", `Nothing was changed since the key ${key} signed it, but that is not the key of the newsroom.`));
  } else if (verdict === null) {
    show("fair", "Nothing was changed since it was signed", element("p", `Whether the newsroom signed it, only its key tells: compare the public key below with the one on the newsroom’s own site, or enter that above.`), ...details(found));
  } else {
    show("good", "This bundle is genuine", element("p", "The newsroom signed it, and nothing in it was changed since."), ...details(found));
  }
}

async function run() {
  const [chosen] = file.files;
  if (!chosen) return;
  show("fair", "Checking…");
  try {
    told(await check(new Uint8Array(await chosen.arrayBuffer())));
  } catch (error) {
    if (error instanceof CannotCheck) {
      show("fair", "It cannot be checked here", element("p", `${error.message} Open this page in a newer browser (Chrome or Edge 137, Firefox 129, Safari 17), or run: manage.py verify_bundle FILE`));
    } else if (error instanceof BadBundle) {
      show("bad", "Do not trust this bundle", element("p", error.message));
    } else {
      show("bad", "Do not trust this bundle", element("p", "It cannot be read."));
    }
  }
}

const names = Object.keys(known);
document.getElementById("known").textContent = names.length ? `Keys of the newsroom when this page was fetched: ${names.join(", ")}` : "";
file.addEventListener("change", run);
typed.addEventListener("input", run);
