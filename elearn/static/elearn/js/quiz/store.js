// Letters: what has not reached the site yet, kept in the browser until it has.

const DATABASE = "elearn-quiz";
const LETTERS = "letters";
const FLAG = "elearn-unsent"; // lets other pages know, without opening the database, that something waits

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(LETTERS, { keyPath: "key" });
  return new LastingStore(await settled(opening));
}

class LastingStore {
  isLasting = true;

  constructor(database) {
    this.database = database;
  }

  all() {
    return settled(this.database.transaction(LETTERS).objectStore(LETTERS).getAll());
  }

  // One transaction, because another tab may change the same letter; on the disk before it is said to be kept.
  update(key, change) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(LETTERS, "readwrite", { durability: "strict" });
      const letters = transaction.objectStore(LETTERS);
      let changed;
      letters.get(key).onsuccess = (event) => {
        changed = change(event.target.result);
        if (changed) letters.put(changed);
        else letters.delete(key);
      };
      transaction.oncomplete = () => resolve(changed);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

// For browsers that keep nothing, as some private windows do: better than no retry at all.
class PassingStore {
  isLasting = false;
  letters = new Map();

  async all() {
    return [...this.letters.values()];
  }

  async update(key, change) {
    const changed = change(this.letters.get(key));
    if (changed) this.letters.set(key, changed);
    else this.letters.delete(key);
    return changed;
  }
}

function setFlag(letters) {
  try {
    if (letters.length) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // Storage is switched off: the letters wait for the next quiz page.
  }
}

const opened = open().catch(() => new PassingStore());

/** Whether letters outlive the page. */
export async function isLasting() {
  return (await opened).isLasting;
}

/** All letters, in order of their keys. */
export async function allLetters() {
  return (await opened).all();
}

/** Replace the letter by what `change` makes of it; undefined removes it. */
export async function update(key, change) {
  const store = await opened;
  const changed = await store.update(key, change);
  setFlag(await store.all());
  return changed;
}
