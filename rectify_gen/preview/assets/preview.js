// Keeps a page of the preview up to date, and leads from what is printed to its line in the source and back.
"use strict";

const LINES = "a[href^='#L']";
const body = document.body;
const ended = document.getElementById("ended");
let markedLine = "";
let pointedLine = "";
let isRefreshing = false;
let isOutdated = false;

function lineOf(link) {
  // Of links in a drawing of a page, href is no text.
  return link.getAttribute("href").slice(1);
}

function tag(lineId, className) {
  for (const element of document.querySelectorAll(`.${className}`)) {
    element.classList.remove(className);
  }
  const line = document.getElementById(lineId);
  if (line === null) {
    return;
  }
  line.classList.add(className);
  for (const link of document.querySelectorAll(`.sheet a[href="#${lineId}"]`)) {
    link.classList.add(className);
  }
}

function mark(lineId) {
  markedLine = lineId;
  tag(lineId, "marked");
}

function showLine(lineId) {
  mark(lineId);
  document.getElementById(lineId)?.scrollIntoView({ block: "center" });
}

function showPrinted(lineId) {
  // What stands on a line without a text of its own, such as "measures:", is printed by those below.
  const number = Number(lineId.slice(1));
  let nearest = null;
  let nearestNumber = Infinity;
  for (const link of document.querySelectorAll(`.sheet ${LINES}`)) {
    const linkNumber = Number(lineOf(link).slice(1));
    const isShown = link.getClientRects().length > 0;
    if (isShown && linkNumber >= number && linkNumber < nearestNumber) {
      nearest = link;
      nearestNumber = linkNumber;
    }
  }
  mark(lineId);
  if (nearest !== null) {
    tag(lineOf(nearest), "marked");
    nearest.scrollIntoView({ block: "center" });
  }
}

function freshNode(node, figures) {
  // A picture that has not changed stays; where its lines are printed may have.
  const name = node.dataset?.picture;
  const figure = figures.get(name);
  if (figure === undefined) {
    return node;
  }
  // Two pages may look the same.
  figures.delete(name);
  figure.querySelector("svg").replaceWith(node.querySelector("svg"));
  return figure;
}

function replacePart(part, freshPart) {
  // Scrolled panes stay where they are.
  const { scrollTop, scrollLeft } = part;
  const figures = new Map();
  for (const figure of part.querySelectorAll("figure")) {
    figures.set(figure.dataset.picture, figure);
  }
  const children = [];
  for (const node of [...freshPart.childNodes]) {
    children.push(freshNode(node, figures));
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
    mark(markedLine);
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
  const link = event.target.closest(LINES);
  if (link !== null) {
    event.preventDefault();
    showLine(lineOf(link));
    return;
  }
  const line = event.target.closest("#source li[id]");
  // Who selects text wants to copy it.
  if (line !== null && getSelection().isCollapsed) {
    showPrinted(line.id);
  }
});

document.addEventListener("mouseover", (event) => {
  const link = event.target.closest(LINES);
  const lineId = link === null ? "" : lineOf(link);
  if (lineId !== pointedLine) {
    pointedLine = lineId;
    tag(lineId, "pointed");
  }
});

// A page that is loaded again shows what was chosen: the draft or the pages.
for (const choice of document.querySelectorAll("input[name='view']")) {
  choice.checked = choice.checked || sessionStorage.getItem("view") === choice.id;
  choice.addEventListener("change", () => sessionStorage.setItem("view", choice.id));
}

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
