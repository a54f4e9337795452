// Where words not yet sent are kept, sealed; where nothing can be sealed they live as long as their tab.
import { canSeal, seal, unseal } from "./sealing.js";

const DAYS = 14;
const shelf = canSeal ? localStorage : sessionStorage;
const latest = new Map(); // sealing takes its time: what was kept or dropped meanwhile counts

function names() {
  return Object.keys(shelf).filter((name) => name.startsWith("draft:"));
}

function begin(name) {
  const turn = (latest.get(name) ?? 0) + 1;
  latest.set(name, turn);
  return () => latest.get(name) === turn;
}

export async function keep(name, words) {
  const isLatest = begin(name);
  const entry = { at: Date.now(), ...(canSeal ? { sealed: await seal(name, words) } : { words }) };
  if (isLatest()) shelf.setItem(name, JSON.stringify(entry));
}

export function drop(name) {
  begin(name);
  shelf.removeItem(name);
}

export function dropAll() {
  [...names(), ...latest.keys()].forEach(drop);
}

// The words kept under this name, or null: where there are none, they were sealed with another key (and go), or others came meanwhile.
export async function find(name) {
  const kept = JSON.parse(shelf.getItem(name));
  if (!kept) return null;
  const isLatest = begin(name);
  const words = kept.sealed ? await unseal(name, kept.sealed) : kept.words;
  if (!isLatest()) return null;
  if (!words) drop(name);
  return words;
}

// Nothing outlives its days, whether its form is seen again or not.
export function clearOut() {
  names().filter((name) => !(Date.now() - JSON.parse(shelf.getItem(name)).at < DAYS * 86_400_000)).forEach(drop);
}
