// The verification desk by keyboard. Everything here has its link or button on the page; nothing is lost by leaving.
const form = document.querySelector("[data-desk-form]");
const keys = document.querySelector("[data-keys]");
let changed = false;

function follow(selector) {
  document.querySelector(selector)?.click();
}

function typing(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

if (keys) keys.hidden = false;

if (form) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") {
    form?.querySelector("[data-act=sua]")?.click();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  if (event.key === "j") follow("[data-following]");
  else if (event.key === "k") follow("[data-previous]");
  else if (event.key === "a" && !changed) form?.querySelector("[data-act=dong-y]")?.click();
  else if (event.key === "e") form?.querySelector("input:not([type=hidden]), select")?.focus();
  else if (event.key === "v") document.getElementById("mc")?.focus();
  else return;
  event.preventDefault();
});
