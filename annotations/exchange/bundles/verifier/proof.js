
// --- the proof, as annotations/trail/proofs.py checks it ----------------------------------------

const PROOF = "audit/proof.json";
const PROOF_FORMAT = "newsroom proof 1";
const HEAD = "newsroom audit head 1\n";
const HIDDEN = "redacted";
const NUMBERS = ["number", "tree", "size", "floor"];
const TEXTS = ["root", "at", "previous", "key", "signature"];
const OPEN = ["id", "at", "table", "object_id", "action", "actor", "request", "desk", "article", "claim"];
const CLOSED = ["reason", "old", "new", "salt"];
const PEM = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
const ED25519 = "302a300506032b6570032100"; // What stands before the 32 bytes of such a key.

const digest = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(parts)));
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const hasExactly = (value, names) => isObject(value) && JSON.stringify(Object.keys(value).sort()) === JSON.stringify([...names].sort());
const counted = (number, one, ...more) => [number, number === 1 ? one : `${one}s`, ...more].join(" ");
const node = (left, right) => digest(Uint8Array.of(1), left, right);

// RFC 8785.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

function bytesOf(text, sentence) {
  if (typeof text !== "string" || text.length % 2 || !/^[0-9a-f]*$/i.test(text)) throw new BadBundle(sentence);
  return unhex(text);
}

// The public keys of the trail that the bundle holds, by their names.
async function trailKeys(files) {
  const keys = new Map();
  for (const [name, body] of files) {
    if (!name.startsWith("audit/") || !name.endsWith(".pub")) continue;
    const found = PEM.exec(new TextDecoder().decode(body));
    const der = found ? hex(Uint8Array.from(atob(found[1].replace(/\s/g, "")), (one) => one.charCodeAt(0))) : "";
    if (!found) throw new BadBundle(`${name} holds no public key that can be read.`);
    if (der.length !== ED25519.length + 64 || !der.startsWith(ED25519)) throw new BadBundle(`${name} holds no Ed25519 key.`);
    keys.set(name.slice("audit/".length, -".pub".length), await importKey(unhex(der.slice(ED25519.length))));
  }
  return keys;
}

async function readHead(said, keys) {
  const isHead = hasExactly(said, [...NUMBERS, ...TEXTS]) && NUMBERS.every((name) => Number.isInteger(said[name])) &&
    TEXTS.every((name) => typeof said[name] === "string");
  if (!isHead) throw new BadBundle("This is no head.");
  const key = keys.get(said.key);
  if (!key) throw new BadBundle(`Head ${said.number} is signed by the unknown key ${said.key}.`);
  const wrong = `The signature of head ${said.number} does not fit it.`;
  const { signature, ...body } = said;
  const signed = encoder.encode(HEAD + canonical(body));
  if (!(await crypto.subtle.verify("Ed25519", key, bytesOf(signature, wrong), signed))) throw new BadBundle(wrong);
  return said;
}

function readLine(said) {
  const isLine = isObject(said) && (said.field_salts ?? null) === null
    ? hasExactly({ field_salts: null, ...said }, [...OPEN, ...CLOSED, "field_salts"])
    : hasExactly(said, [...OPEN, ...CLOSED, "field_salts"]) && isObject(said.field_salts);
  const areSides = isLine && [said.old, said.new].every((side) => side === null || isObject(side));
  if (!areSides || typeof said.at !== "string") throw new BadBundle("A line of this bundle is no line.");
  return said;
}

async function saltOf(line, field) {
  const wrong = `The salt of ${field} of line ${line.id} is no salt.`;
  if (line.salt === null) return bytesOf(line.field_salts[field], wrong);
  const hash = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(line.salt, wrong), hash, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(field)));
}

// The hash that a leaf has for a field, in hex: of its value, or given in its place.
async function hashed(line, field, value) {
  if (line.salt !== null || Object.hasOwn(line.field_salts ?? {}, field)) {
    return hex(await digest(await saltOf(line, field), encoder.encode(canonical(value))));
  }
  const mark = `${HIDDEN}:`;
  const isMarked = field === "reason" && typeof value === "string" && value.startsWith(mark);
  const bare = field === "reason" ? value : undefined;
  const given = isMarked ? value.slice(mark.length) : isObject(value) ? value[HIDDEN] : bare;
  if (typeof given !== "string" || given.length !== 64) {
    throw new BadBundle(`${field} of line ${line.id} has neither a salt nor a hash.`);
  }
  return given;
}

async function leafOf(line) {
  const told = Object.fromEntries(OPEN.map((name) => [name, line[name]]));
  told.reason = await hashed(line, "reason", line.reason);
  for (const side of ["old", "new"]) {
    const values = line[side] && Object.entries(line[side]);
    const pairs = values && (await Promise.all(
      values.map(async ([name, value]) => [name, await hashed(line, `${side}:${name}`, value)])));
    told[side] = pairs && Object.fromEntries(pairs);
  }
  return digest(Uint8Array.of(0), encoder.encode(canonical(told)));
}

// On which side the others stand on the way up (RFC 9162); null for a place outside of the tree.
function sidesOf(index, size) {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null;
  const sides = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    let half = 1;
    while (half * 2 < end - start) half *= 2;
    const isLeft = index < start + half;
    sides.unshift(isLeft ? "right" : "left");
    if (isLeft) end = start + half;
    else start += half;
  }
  return sides;
}

async function proveLine(said, heads) {
  const line = readLine(said.line);
  const head = heads.get(said.tree);
  const broken = "The bundle is broken.";
  if (!head || !Array.isArray(said.path)) throw new BadBundle(broken);
  const sides = sidesOf(said.index, head.size);
  let root = await leafOf(line);
  const path = said.path.map((one) => bytesOf(one, broken));
  for (const [at, other] of path.entries()) root = sides?.[at] === "left" ? await node(other, root) : await node(root, other);
  if (sides?.length !== path.length || hex(root) !== head.root) {
    throw new BadBundle(`Line ${line.id} is not in the trail as it stands here.`);
  }
}

// How many lines lead to heads that were signed, in words.
async function prove(files) {
  if (!files.has(PROOF)) throw new BadBundle(`${PROOF} is missing.`);
  let proof;
  try {
    proof = JSON.parse(new TextDecoder().decode(files.get(PROOF)));
  } catch {
    throw new BadBundle("The bundle is broken.");
  }
  if (!isObject(proof) || !Array.isArray(proof.lines)) throw new BadBundle("This is no proof of this version.");
  if (!proof.lines.length) return "No lines of the audit trail: the verdict came here by an import";
  const keys = await trailKeys(files);
  const unknown = (proof.heads ?? []).map((one) => one?.key).filter((key) => !keys.has(key)).sort();
  const lines = counted(proof.lines.length, "line", "of the audit trail");
  if (unknown.length) return `${lines}, by the key ${unknown[0]}, which the bundle does not hold`;
  if (proof.format !== PROOF_FORMAT) throw new BadBundle("This is no proof of this version.");
  if (!Array.isArray(proof.heads) || JSON.stringify(proof.since) !== "[]") throw new BadBundle("The bundle is broken.");
  const heads = new Map();
  for (const one of proof.heads) heads.set(one.tree, await readHead(one, keys));
  for (const one of proof.lines) await proveLine(one, heads);
  return `${lines}, proved by ${counted(heads.size, "signed head")}`;
}
