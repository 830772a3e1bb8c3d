// After an @ in a field (data-mentions) the colleagues whom it may name: arrows and Enter or Tab
// choose, Esc closes the list.

const BEFORE = /(?:^|[^\w.@+-])@([\w.@+-]*)$/u;
const MOST = 8;
const GAP = 2; // px

const known = new Map(); // address -> promise of the people of a desk
let list = null; // {field, options, at}

function peopleOf(field) {
  const url = field.closest("[data-people-url]")?.dataset.peopleUrl;
  if (!url) return Promise.resolve([]);
  if (!known.has(url)) {
    const asked = fetch(url, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { people: [] }))
      .catch(() => ({ people: [] }));
    known.set(url, asked);
    asked.then(({ people }) => people.length || known.delete(url));
  }
  return known.get(url).then(({ people }) => people);
}

const begunIn = (field) => BEFORE.exec(field.value.slice(0, field.selectionStart))?.[1];

/** Of the people those whose name or user name begins, in one of its words, with what was typed. */
export function matching(people, begun) {
  const start = begun.toLocaleLowerCase();
  const begins = ({ name, person }) =>
    [name, ...person.split(/\s+/u)].some((word) => word.toLocaleLowerCase().startsWith(start));
  return people.filter(begins).slice(0, MOST);
}

function close() {
  if (!list) return;
  list.element.remove();
  list.field.removeAttribute("aria-activedescendant");
  list.field.removeAttribute("aria-controls");
  list = null;
}

function mark(at) {
  list.at = (at + list.people.length) % list.people.length;
  [...list.element.children].forEach((option, index) => {
    option.setAttribute("aria-selected", String(index === list.at));
  });
  const current = list.element.children[list.at];
  current.scrollIntoView({ block: "nearest" });
  list.field.setAttribute("aria-activedescendant", current.id);
}

function choose(at) {
  const { field, people } = list;
  const end = field.selectionStart;
  const from = end - begunIn(field).length;
  field.setRangeText(`${people[at].name} `, from, end, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function optionOf({ name, person }, index) {
  const option = document.createElement("li");
  option.id = `mention-option-${index}`;
  option.setAttribute("role", "option");
  option.append(person === name ? `@${name}` : `${person} @${name}`);
  option.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(index);
  });
  return option;
}

/** Below the field, or above it where there is no room. */
function place(element, field) {
  const room = innerHeight - field.getBoundingClientRect().bottom;
  const isAbove = room < element.offsetHeight + GAP;
  const top = isAbove ? -element.offsetHeight - GAP : field.offsetHeight + GAP;
  element.style.insetBlockStart = `${field.offsetTop + top}px`;
}

function show(field, people) {
  close();
  if (people.length === 0) return;
  const element = document.createElement("ul");
  element.id = "mention-options";
  element.className = "suggestions";
  element.setAttribute("role", "listbox");
  element.setAttribute("aria-label", field.labels[0]?.textContent.trim() ?? "");
  element.append(...people.map(optionOf));
  field.after(element);
  place(element, field);
  field.setAttribute("aria-controls", element.id);
  list = { field, people, element, at: 0 };
  mark(0);
}

async function typed({ target: field }) {
  if (!field.matches?.("textarea[data-mentions]")) return;
  if (begunIn(field) === undefined) {
    close();
    return;
  }
  const people = await peopleOf(field);
  const begun = begunIn(field);
  if (begun === undefined || document.activeElement !== field) close();
  else show(field, matching(people, begun));
}

const KEYS = {
  ArrowDown: () => mark(list.at + 1),
  ArrowUp: () => mark(list.at - 1),
  Enter: () => choose(list.at),
  Tab: () => choose(list.at),
  Escape: close,
};

function pressed(event) {
  const { ctrlKey, metaKey, isComposing, key, target } = event;
  if (!list || target !== list.field || isComposing || ctrlKey || metaKey) return;
  if (!KEYS[key]) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  KEYS[key]();
}

export function startMentions() {
  document.addEventListener("input", typed);
  document.addEventListener("keydown", pressed, { capture: true });
  document.addEventListener("focusout", ({ target }) => {
    if (target === list?.field) close();
  });
}
