// The signature board on the wall: looks again every few seconds; what has not changed does not move.
const board = document.querySelector("[data-board]");

async function look() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (answer.redirected) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-board]");
  if (fresh && fresh.innerHTML !== board.innerHTML) board.innerHTML = fresh.innerHTML;
}

setInterval(() => look().catch(() => {}), Number(board.dataset.seconds) * 1000);
