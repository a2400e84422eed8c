// The overview: a map that follows a slider. The list beside it is the server's, asked for by htmx as the day moves.

import { chart, colours, data as pageData } from "./charts.js";
import { moving, option } from "./overview/picture.js";
import { covers, dayOfMonth, inWords, lastDay, monthOfDay } from "./overview/periods.js";

const config = pageData("overview-config");
const english = document.documentElement.lang.startsWith("en");
const form = document.getElementById("asked");
const slider = document.getElementById("month");
const shownDay = document.getElementById("day-text");
const playButton = document.getElementById("play");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 760px)");
const turns = [...document.querySelectorAll(".time-turns a")];
const PAGE = 12;
const QUARTER = 3;
const LAST = Number(slider.max);

let on = config.on;
let written = config.chosen ? config.on : "";
let arcs = { parties: {}, pairings: [] };
let drawn = null;
const view = {
  ...config, english, zoom: 1, centre: null, provinces: [], boundaries: [],
  get on() { return on; }, get data() { return arcs; }, get narrow() { return narrow.matches; },
  get arcs() { return wanted().filter((arc) => covers(arc, on)); },
};

/** The pairings that pass the form's filters, whatever the day. */
function wanted() {
  const asked = new FormData(form);
  const bands = asked.getAll("band");
  return arcs.pairings.filter((arc) =>
    (!asked.get("programme") || asked.get("programme") === arc.programme)
    && (!asked.get("round") || asked.get("round") === arc.round)
    && (!bands.length || bands.includes(arc.band)));
}

/** Show the day: in words, on the slider, on the marks, on the map. */
function show() {
  const text = on === dayOfMonth(monthOfDay(on)) ? on.slice(0, 7) : on;
  shownDay.textContent = inWords(text, english);
  const count = config.words.pairs.replace("%s", view.arcs.length);
  document.getElementById("day-count").textContent = count;
  slider.setAttribute("aria-valuetext", `${shownDay.textContent} ${count}`);
  for (const turn of turns) {
    const here = turn.dataset.on ? lastDay(turn.dataset.on) === on : !written;
    if (here) turn.setAttribute("aria-current", "true"); else turn.removeAttribute("aria-current");
  }
  for (const stage of document.querySelectorAll(".stages > li")) stage.classList.toggle("now", covers(stage.dataset, on));
  if (drawn) drawn.instance.setOption(moving(view, colours()));
}

let frame = 0;
function redraw() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(show);
}

/** The height of the graph over the slider: how many pairs were in force in each month. */
function graph() {
  const counts = Array.from({ length: LAST + 1 }, () => 0);
  const held = wanted();
  counts.forEach((_, month) => { counts[month] = held.filter((arc) => covers(arc, dayOfMonth(month))).length; });
  const most = Math.max(1, ...counts);
  const steps = counts.map((count, month) => `V${(100 - (count / most) * 92).toFixed(1)}H${Math.min(month + 1, LAST)}`);
  document.querySelector(".time-graph path").setAttribute("d", `M0,100${steps.join("")}V100Z`);
}

let pending = 0;
/** Keep the address, the top bar and the areas' links at the day, so that a link can be shared. */
function remember() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "band"));
    const bands = new FormData(form).getAll("band");
    if (bands.length !== form.querySelectorAll("[name=band]").length) bands.forEach((band) => asked.append("band", band));
    const address = new URL(location.href);
    if (address.searchParams.has("scope")) asked.set("scope", address.searchParams.get("scope"));
    address.search = asked;
    history.replaceState(history.state, "", address);
    const typed = document.querySelector(".lens input[name=on]");
    if (typed) typed.value = written || config.today;
    for (const link of document.querySelectorAll(".areas a")) {
      const target = new URL(link.href);
      if (target.pathname.startsWith("/admin/")) continue;
      if (written) target.searchParams.set("on", written); else target.searchParams.delete("on");
      link.href = target;
    }
  }, 200);
}

/** Go to a month of the time line; its end is today. */
function go(month) {
  const to = Math.min(Math.max(month, 0), LAST);
  slider.value = to;
  written = to === LAST ? "" : dayOfMonth(to).slice(0, 7);
  on = written ? dayOfMonth(to) : config.today;
  form.elements.on.value = written;
  redraw();
  if (!timer) remember();
  form.dispatchEvent(new Event("daychange"));
}

let timer = 0;
function play(run) {
  clearInterval(timer);
  timer = 0;
  playButton.setAttribute("aria-pressed", String(run));
  playButton.textContent = run ? config.words.pause : config.words.play;
  if (!run) {
    remember();
    return;
  }
  if (Number(slider.value) >= LAST) go(0);
  const marks = turns.map((turn) => (turn.dataset.on ? monthOfDay(lastDay(turn.dataset.on)) : LAST));
  // Who wants no motion is led from mark to mark.
  const next = () => (calm.matches ? marks.find((mark) => mark > Number(slider.value)) ?? LAST : Number(slider.value) + QUARTER);
  timer = setInterval(() => {
    go(next());
    if (Number(slider.value) >= LAST) play(false);
  }, calm.matches ? 2500 : 300);
}

slider.addEventListener("input", () => { play(false); go(Number(slider.value)); });
slider.addEventListener("keydown", (event) => {
  const step = { PageUp: PAGE, PageDown: -PAGE }[event.key];
  if (!step) return;
  event.preventDefault();
  play(false);
  go(Number(slider.value) + step);
});
playButton.addEventListener("click", () => play(!timer));
for (const turn of turns) {
  turn.addEventListener("click", (event) => {
    event.preventDefault();
    play(false);
    go(turn.dataset.on ? monthOfDay(lastDay(turn.dataset.on)) : LAST);
  });
}
form.addEventListener("change", () => { graph(); redraw(); remember(); });

/** Light the arc of a row, and the row of an arc. */
function light(id) {
  for (const row of document.querySelectorAll("#day tr[data-pairing]")) row.classList.toggle("is-hit", row.dataset.pairing === String(id));
}
function pointAt(event, type) {
  const row = event.target.closest?.("#day tr[data-pairing]");
  if (!row || !drawn) return;
  const shown = drawn.instance.getOption().series[0].data;
  const dataIndex = shown.findIndex(({ arc }) => String(arc.id) === row.dataset.pairing);
  if (dataIndex >= 0) drawn.instance.dispatchAction({ type, seriesId: "arcs", dataIndex });
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => pointAt(event, "highlight"));
for (const kind of ["mouseout", "focusout"]) document.addEventListener(kind, (event) => pointAt(event, "downplay"));

function bind(instance) {
  instance.on("click", ({ componentType, seriesType, data, name }) => {
    const code = componentType === "geo" && view.provinces.find((province) => province.name === name)?.code;
    const address = seriesType === "lines" ? data.arc.url : data?.party ? data.party.url : code && config.place.replace("000000", code);
    if (address) location.assign(address);
  });
  instance.on("mouseover", ({ seriesType, data }) => { if (seriesType === "lines") light(data.arc.id); });
  instance.on("mouseout", () => light(null));
  instance.on("georoam", () => { view.centre = instance.getOption().geo[0].center; });
}

/** The middle of the receivers on the map. */
function middle() {
  const points = view.arcs.map((arc) => arcs.parties[arc.to].at).filter(Boolean);
  return points.length ? [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length) : null;
}

function zoomable() {
  const bar = document.querySelector(".map-zoom");
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const by = Number(event.target.closest("button")?.dataset.zoom ?? NaN);
    if (Number.isNaN(by)) return;
    view.zoom = by ? Math.min(Math.max(view.zoom * by, 1), 12) : 1;
    // At first towards the receivers, among whom it is crowded; then wherever the reader moved the map.
    view.centre = view.zoom === 1 ? null : view.centre ?? middle();
    drawn.instance.setOption({ geo: { zoom: view.zoom, center: view.centre, roam: view.zoom > 1 ? "move" : false } });
  });
}

async function start() {
  playButton.hidden = false;
  document.querySelector(".time-track").hidden = false;
  arcs = await (await fetch(config.arcs)).json();
  graph();
  show();
  const place = document.getElementById("map");
  if (!place || !config.map) return;
  const map = await (await fetch(config.map)).json();
  view.provinces = map.features.filter(({ properties }) => properties.code).map(({ properties }) => properties);
  view.boundaries = [...new Set(map.features.filter(({ properties }) => !properties.code).map(({ properties }) => properties.name))];
  // Not named china: ECharts would add an inset of its own to a map of that name, which draws it whole.
  window.echarts.registerMap("country", map);
  place.setAttribute("role", "img");
  drawn = chart(place, (colour) => option(view, colour), bind);
  zoomable();
}

start().catch((problem) => {
  const place = document.getElementById("map");
  if (place) place.textContent = config.words.failed;
  throw problem;
});
