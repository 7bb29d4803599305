// Keeps a page of the preview up to date, and shows lines of the source that are clicked on.
"use strict";

const body = document.body;
const ended = document.getElementById("ended");
let markedLine = "";
let isRefreshing = false;
let isOutdated = false;

function mark(lineId, isShown) {
  for (const line of document.querySelectorAll("#source li.marked")) {
    line.classList.remove("marked");
  }
  markedLine = lineId;
  const line = document.getElementById(lineId);
  if (line === null) {
    return;
  }
  line.classList.add("marked");
  if (isShown) {
    line.scrollIntoView({ block: "center" });
  }
}

function replacePart(part, freshPart) {
  // Scrolled panes stay where they are, and so do pictures that have not changed.
  const { scrollTop, scrollLeft } = part;
  const pictures = new Map();
  for (const picture of part.querySelectorAll("img")) {
    pictures.set(picture.getAttribute("src"), picture);
  }
  const children = [];
  for (const node of freshPart.childNodes) {
    const address = node.nodeName === "IMG" ? node.getAttribute("src") : "";
    children.push(pictures.get(address) ?? node);
  }
  part.replaceChildren(...children);
  part.className = freshPart.className;
  part.scrollTop = scrollTop;
  part.scrollLeft = scrollLeft;
}

async function refreshOnce() {
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok) {
    // The notice is gone; the list is not.
    location.assign(body.dataset.list);
    return;
  }
  const text = await response.text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const pageScroll = window.scrollY;
  for (const part of document.querySelectorAll("[data-live]")) {
    const freshPart = fresh.getElementById(part.id);
    if (freshPart === null) {
      // The list has become the page of its only notice, or the other way round.
      location.reload();
      return;
    }
    replacePart(part, freshPart);
  }
  body.dataset.version = fresh.body.dataset.version;
  document.title = fresh.title;
  if (markedLine) {
    mark(markedLine, false);
  }
  window.scrollTo(0, pageScroll);
}

async function refresh() {
  isOutdated = true;
  if (isRefreshing) {
    return;
  }
  isRefreshing = true;
  try {
    while (isOutdated) {
      isOutdated = false;
      await refreshOnce();
    }
  } catch {
    // The server is gone; the event stream says so too.
    ended.hidden = false;
  } finally {
    isRefreshing = false;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#L']");
  if (link === null) {
    return;
  }
  event.preventDefault();
  mark(link.hash.slice(1), true);
});

const events = new EventSource(body.dataset.events);
events.addEventListener("open", () => {
  ended.hidden = true;
});
events.addEventListener("error", () => {
  ended.hidden = false;
});
events.addEventListener("message", (event) => {
  if (event.data !== body.dataset.version) {
    refresh();
  }
});
// A page that is left must not keep its connection: browsers open six to one address.
window.addEventListener("pagehide", () => events.close());
