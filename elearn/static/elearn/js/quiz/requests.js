// Requests to the site, with every way in which they fail told apart.

const PATIENCE = 10_000;
const OUTSIDE_ASCII = /(%[89A-F][0-9A-F])+/g;

/** The site does not answer, or answers that it cannot just now: try again later. */
export class Unreachable extends Error {}
export class SignedOut extends Error {}

// Cyrillic letters as they are take a third of their percent codes: a save stays below one kilobyte.
function encoded(text) {
  return encodeURIComponent(text).replace(OUTSIDE_ASCII, decodeURIComponent);
}

function body(fields) {
  return fields.map((pair) => pair.map(encoded).join("=")).join("&");
}

async function request(address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Unreachable();
  }
  if (response.status === 401) throw new SignedOut();
  if (response.status >= 500 || response.status === 429) throw new Unreachable(String(response.status));
  return response;
}

function tokenFields() {
  return document.querySelectorAll("input[name=csrfmiddlewaretoken]");
}

/** A form token from `html` for all forms of this page: signing in makes older ones invalid. */
export function renewToken(html) {
  const token = html.querySelector("input[name=csrfmiddlewaretoken]");
  for (const field of tokenFields()) field.value = token.value;
}

/** Post the fields; `{status, data}` with the JSON, null where the answer is none. */
export async function post(address, fields) {
  const response = await request(address, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": tokenFields()[0].value },
    body: body(fields),
    keepalive: true, // goes on when the page is left
  });
  const data = await response.json().catch(() => null);
  // What answers for the site here is something else, such as the sign-in page of a hotel.
  if (response.ok && !data) throw new Unreachable();
  return { status: response.status, data };
}

/** Get a page or a piece of one: `{status, address, html}`. */
export async function get(address) {
  const response = await request(address, {});
  try {
    const html = new DOMParser().parseFromString(await response.text(), "text/html");
    return { status: response.status, address: response.url, html };
  } catch {
    throw new Unreachable();
  }
}
