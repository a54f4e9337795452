// What is kept in this browser is sealed with a key that each page brings and that is kept nowhere here: whoever gets at
// the machine without a way in reads nothing. Browsers seal behind HTTPS and on the machine itself; elsewhere, and for a
// visitor whom the page gives no key, nothing is sealed (`canSeal`).
const brought = document.documentElement.dataset.seal;
export const canSeal = Boolean(brought && globalThis.crypto?.subtle);
const key = canSeal ? crypto.subtle.importKey("raw", bytesOf(brought), "AES-GCM", false, ["encrypt", "decrypt"]) : null;
const START = 12;
const SIGNS = START / 3 * 4;

function bytesOf(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

function textOf(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function manner(name, start) {
  return { name: "AES-GCM", iv: start, additionalData: new TextEncoder().encode(name) };
}

// The words as a text that means something only with the key, and under this name alone.
export async function seal(name, words) {
  const start = crypto.getRandomValues(new Uint8Array(START));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(manner(name, start), await key, new TextEncoder().encode(words)));
  return textOf(start) + textOf(sealed);
}

// What was sealed, or null where another key or name sealed it.
export async function unseal(name, text) {
  try {
    const start = bytesOf(text.slice(0, SIGNS));
    const words = await crypto.subtle.decrypt(manner(name, start), await key, bytesOf(text.slice(SIGNS)));
    return new TextDecoder().decode(words);
  } catch {
    return null;
  }
}
