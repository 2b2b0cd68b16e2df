// Saves modules to the device, updates and removes them (ux 24). Each module has a cache of its own, named after its version.

const FALLBACK = "/offline/";
const list = document.querySelector("[data-saved]");

function prefix(module) {
  return `saved:${module.key}:${module.language}:`;
}

async function kept(module) {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix(module)));
  return names.length ? names[0] : null;
}

async function remove(module, except = null) {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix(module)) && name !== except);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function fetched(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok || response.redirected) throw new Error(address);
  return response;
}

async function save(module) {
  const registration = await navigator.serviceWorker.register("/worker.js", { scope: "/" });
  const name = prefix(module) + module.version;
  await caches.delete(name);
  const cache = await caches.open(name);
  try {
    for (const one of module.pages) await cache.put(one.url, await fetched(one.copy));
    for (const one of [...module.assets, FALLBACK]) await cache.put(one, await fetched(one));
    await cache.put("/saved-on", new Response(list.dataset.today));
    await remove(module, name);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  return registration;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

async function draw(place, module) {
  const texts = list.dataset;
  const name = await kept(module);
  const buttons = place.querySelector(".el-save__buttons");
  const doing = (work) => async () => {
    say(place, texts.working);
    for (const one of buttons.children) one.disabled = true;
    let told = "";
    try {
      await work();
    } catch (error) {
      told = error.name === "QuotaExceededError" ? texts.full : texts.failed;
    }
    await draw(place, module);
    if (told) say(place, told);
    buttons.firstElementChild.focus();
  };
  const label = `${name ? texts.update : texts.save} (${module.size})`;
  const isOld = name && !name.endsWith(module.version);
  const shown = [];
  if (!name || isOld) shown.push(button(label, doing(() => save(module))));
  if (name) shown.push(button(texts.remove, doing(() => remove(module))));
  buttons.replaceChildren(...shown);
  say(place, name ? `${texts.done} ${await savedOn(name)}${isOld ? `. ${texts.old}` : ""}` : "");
  place.hidden = false;
}

async function savedOn(name) {
  const answer = await (await caches.open(name)).match("/saved-on");
  return answer ? answer.text() : "";
}

function say(place, text) {
  place.querySelector("[role=status]").textContent = text;
}

if (list && "serviceWorker" in navigator && "caches" in window) {
  const { language, version, modules } = await (await fetched(list.dataset.saved)).json();
  for (const module of modules) {
    const place = list.querySelector(`[data-module="${module.key}"]`);
    if (place) await draw(place, { ...module, language, version });
  }
}
