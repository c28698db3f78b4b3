// The score sheet with JavaScript: what was typed is saved in batches after two quiet seconds; Enter goes down.
// Without it the same form is sent whole by its button. Nothing here computes points: the server answers with rows.

const QUIET = 2000;
const AGAIN = 15000;
const form = document.querySelector("form[data-autosave]");
const status = form.querySelector("[data-status]");
const rows = new Map([...form.querySelectorAll("[data-leaf]")].map((row) => [row.dataset.leaf, row]));
const saved = new Map([...rows].map(([code, row]) => [code, typedIn(row)]));
const faulty = new Set();
const waiting = new Map(); // fields to renew once the cursor has left their row
let timer = 0;
let sending = false;
let stopped = false;

function controls(row) {
  return [...row.querySelectorAll("input[name], select[name], textarea[name]")];
}

function isSent(control) {
  return control.type !== "checkbox" || control.checked;
}

function typedIn(row) {
  return controls(row)
    .filter((control) => isSent(control) && control.type !== "hidden")
    .map((control) => `${control.name}=${control.value}`)
    .join("\n");
}

function changed() {
  return [...rows].filter(([code, row]) => typedIn(row) !== saved.get(code));
}

function say(sentence, kind, extra) {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = sentence;
  status.replaceChildren(line, ...(extra ? [extra] : []));
}

function schedule(after = QUIET) {
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, after);
}

function body(batch) {
  const data = new URLSearchParams();
  for (const name of ["csrfmiddlewaretoken", "don-vi"]) data.append(name, form.elements[name].value);
  for (const [, row] of batch) {
    for (const control of controls(row).filter(isSent)) data.append(control.name, control.value);
  }
  return data;
}

async function save(mayRenew = true) {
  if (sending || stopped) return;
  const batch = changed();
  if (!batch.length) return;
  const sent = new Map(batch.map(([code, row]) => [code, typedIn(row)]));
  sending = true;
  say("Đang lưu…", "small soft");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: body(batch),
      headers: { "X-Autosave": "1" },
      credentials: "same-origin",
      redirect: "error",
    });
    const content = await answer.json();
    sending = false;
    if (answer.ok) return take(content, sent);
    if (answer.status === 409) return offerVersions(content);
    if (answer.status === 401) return offerSignIn(content);
    if (answer.status === 403 && !content.code && mayRenew && (await renewToken())) return save(false);
    say(`${content.sentence} Nội dung vừa gõ vẫn còn trong trang.`, "not-saved");
  } catch {
    sending = false;
    say("Chưa lưu được vì mất kết nối với máy chủ. Nội dung vẫn còn trong trang; sẽ tự thử lại.", "not-saved");
    schedule(AGAIN);
  }
}

function take(content, sent) {
  for (const [code, text] of sent) saved.set(code, text);
  for (const [code, html] of Object.entries(content.rows)) renew(rows.get(code), html, sent.get(code));
  for (const code of sent.keys()) faulty.delete(code);
  for (const code of content.faulty) faulty.add(code);
  for (const [anchor, html] of Object.entries(content.groups)) {
    form.querySelector(`[data-group="${CSS.escape(anchor)}"]`).innerHTML = html;
  }
  form.querySelector("[data-total]").innerHTML = content.total;
  form.querySelector("[data-total-more]").innerHTML = content.more;
  if (faulty.size) say(`Đã lưu ${content.saved_at}, trừ ${[...faulty].join(", ")}: cần sửa.`, "not-saved");
  else say(`Đã lưu ${content.saved_at}`, "saved");
  if (changed().length) schedule();
}

function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.querySelector("[data-leaf]");
}

// A row keeps the boxes that somebody may be typing in; its figures, state and version come from the server.
function renew(row, html, sent) {
  const fresh = parsed(html);
  row.className = fresh.className;
  const mark = `${row.dataset.leaf}:goc`;
  controls(row).find((control) => control.name === mark).value = controls(fresh).find((c) => c.name === mark).value;
  for (const part of row.querySelectorAll("[data-part]")) {
    part.innerHTML = fresh.querySelector(`[data-part="${part.dataset.part}"]`).innerHTML;
  }
  if (fresh.querySelector("[data-part-open]").open) row.querySelector("[data-part-open]").open = true;
  const fields = fresh.querySelector("[data-fields]");
  if (!row.contains(document.activeElement) && typedIn(row) === sent) return renewFields(row, fields);
  waiting.set(row, { fields, sent });
  renewErrors(row, fields);
}

// While somebody types in a row its boxes stay; only what is said of them changes.
function renewErrors(row, fields) {
  for (const old of row.querySelectorAll("[data-fields] .field__error")) old.remove();
  for (const field of row.querySelectorAll("[data-fields] .field--error")) field.classList.remove("field--error");
  for (const control of controls(row).filter((box) => box.hasAttribute("aria-invalid"))) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const errors = [...fields.querySelectorAll(".field__error")].map((error) => error.cloneNode(true));
  for (const error of errors) error.removeAttribute("id");
  row.querySelector("[data-errors]").replaceChildren(...errors);
}

function renewFields(row, fields) {
  row.querySelector("[data-fields]").replaceWith(fields);
  row.querySelector("[data-errors]").replaceChildren();
  saved.set(row.dataset.leaf, typedIn(row));
}

function offerVersions(content) {
  stopped = true;
  const button = document.createElement("button");
  button.type = "submit";
  button.className = "button button--small";
  button.textContent = "Xem hai bản và chọn";
  say(`${content.sentence} (${content.leaves.join(", ")})`, "not-saved", button);
}

function offerSignIn(content) {
  const link = document.createElement("a");
  link.href = content.sign_in;
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "button button--small";
  link.textContent = "Đăng nhập ở thẻ mới";
  say(content.sentence, "not-saved", link);
}

// Signing in again in another tab makes this page's token old; the page itself gives a new one.
async function renewToken() {
  const answer = await fetch(form.action, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("form[data-autosave] input[name=csrfmiddlewaretoken]");
  const unit = page.querySelector("form[data-autosave] input[name=don-vi]");
  if (!token || !unit || unit.value !== form.elements["don-vi"].value) return false;
  form.elements.csrfmiddlewaretoken.value = token.value;
  return true;
}

function down(from, step) {
  const boxes = [...form.querySelectorAll(".claim input:not([type=hidden]), .claim select")];
  const next = boxes[boxes.indexOf(from) + step];
  if (!next) return;
  next.closest("details").open = true;
  next.focus();
  if (next.select) next.select();
}

form.addEventListener("input", () => schedule());
form.addEventListener("change", () => schedule());
form.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || event.isComposing || !box.matches(".claim input, .claim select")) return;
  event.preventDefault();
  down(box, event.shiftKey ? -1 : 1);
});
form.addEventListener("focusout", (event) => {
  const row = event.target.closest("[data-leaf]");
  if (!row || !waiting.has(row) || row.contains(event.relatedTarget)) return;
  const { fields, sent } = waiting.get(row);
  waiting.delete(row);
  if (typedIn(row) === sent) renewFields(row, fields);
});
form.addEventListener("submit", () => {
  stopped = true;
  clearTimeout(timer);
});
addEventListener("focus", () => schedule(0));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("beforeunload", (event) => {
  if (!stopped && (changed().length || faulty.size)) event.preventDefault();
});
form.querySelector("[data-keys]").hidden = false;
