// A question on the page and the fields that are posted of it.

function controls(question) {
  return [...question.querySelectorAll("[name^=answer-]")].filter((control) => !control.matches(":disabled"));
}

function isChoice(control) {
  return control.type === "radio" || control.type === "checkbox";
}

/** What the form would post of the question, as pairs, and whether it is marked to come back. */
export function fieldsOf(question) {
  const given = controls(question).filter((control) => !isChoice(control) || control.checked);
  const pairs = given.map((control) => [control.name, control.value]);
  return [...pairs, ["flagged", question.hasAttribute("data-flagged") ? "1" : "0"]];
}

export function isAnswered(question) {
  return fieldsOf(question).some(([name, value]) => name !== "flagged" && value.trim());
}

function fillOrdering(list, order) {
  const place = (item) => order.indexOf(item.querySelector("input").value);
  list.append(...[...list.children].sort((one, other) => place(one) - place(other)));
}

/** Show the fields: what was answered here and has not arrived yet. */
export function fill(question, fields) {
  const given = (name) => fields.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  for (const control of controls(question)) {
    if (isChoice(control)) control.checked = given(control.name).includes(control.value);
    else if (control.type !== "hidden") control.value = given(control.name)[0] ?? "";
  }
  for (const list of question.querySelectorAll("[data-ordering]")) {
    fillOrdering(list, given(list.querySelector("input").name));
  }
  question.toggleAttribute("data-flagged", given("flagged")[0] === "1");
  question.querySelectorAll("textarea").forEach(countWords);
}

/** Say how many words a written answer has. */
export function countWords(field) {
  const words = field.value.split(/\s+/).filter(Boolean).length;
  field.parentElement.querySelector("[data-word-count]").textContent = words;
}

function labelOf(question, control) {
  return question.querySelector(`label[for="${CSS.escape(control.id)}"]`).textContent.trim();
}

/** The answer in words, one per line, for the summary. */
export function givenIn(question) {
  return [...question.querySelectorAll("[name^=answer-]")]
    .filter((control) => (isChoice(control) ? control.checked : control.value.trim()))
    .map((control) => {
      if (isChoice(control)) return labelOf(question, control);
      if (control.type === "hidden") return control.closest("li").querySelector("span").textContent;
      if (control.type === "select-one")
        return `${labelOf(question, control)} — ${control.selectedOptions[0].textContent}`;
      return control.value;
    });
}

/** The first sentence that the question asks. */
export function promptOf(question) {
  return question.querySelector(".govuk-form-group h2").textContent.trim();
}

/** Do what a pressed "up" or "down" button says; whether anything moved. */
export function move(button) {
  const item = button.closest("li");
  const isUp = button.value.endsWith(":up");
  const other = isUp ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return false;
  if (isUp) other.before(item);
  else other.after(item);
  button.focus();
  return true;
}
