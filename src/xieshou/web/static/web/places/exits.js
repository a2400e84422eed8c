// When counties left the list of poverty counties, on today's outlines: a slider over the years.
import { chart, colours, data } from "../charts.js";

const told = data("exits-data");
const element = document.getElementById("exit-map");
const form = document.getElementById("exit-form");
const slider = document.getElementById("exit-slider");
const said = document.getElementById("exit-said");
const steps = [...document.querySelectorAll(".exit-steps a")];
const LAST = told.years.length;
const LIGHTEST = 0.22;
const counties = told.counties.map(([codes, name, above, year, when, url]) => ({ codes, name, above, year, when, url }));
let drawn = null;
let at = Number(slider.value);
let zoom = 1;
let centre = null;

const channels = (hex) => [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16));

/** The colour of a year: from the surface towards the west's ochre, the later the deeper. */
function tint(year, colour) {
  const share = LAST > 1 ? LIGHTEST + (1 - LIGHTEST) * (told.years.indexOf(year) / (LAST - 1)) : 1;
  const [from, to] = [channels(colour.surface), channels(colour.west)];
  return `rgb(${from.map((value, place) => Math.round(value + (to[place] - value) * share)).join(", ")})`;
}

/** Had the county left by where the slider stands? */
const gone = (county) => county.year !== null && (at === LAST || county.year <= told.years[at]);

function look(county, colour) {
  if (gone(county)) return { areaColor: tint(county.year, colour), borderColor: colour["text-soft"], borderWidth: 0.4 };
  return { areaColor: colour.surface, borderColor: colour["text-soft"], borderWidth: 0.8 };
}

function describe(code, names, outlined) {
  const held = outlined.get(code);
  if (!held) return names.get(code) ?? "";
  return held.map((county) => `${county.name}\n${county.above}\n${county.when ? told.words.left.replace("%s", county.when) : told.words.still}`).join("\n");
}

/** Where each county is drawn: under the first of its codes that the map has. */
function places(codes) {
  const outlined = new Map();
  const missing = [];
  for (const county of counties) {
    const code = county.codes.find((each) => codes.has(each));
    if (!code) missing.push(county.name);
    else if (county.codes[0] === code) outlined.set(code, [county, ...(outlined.get(code) ?? [])]);
    else outlined.set(code, [...(outlined.get(code) ?? []), county]);
  }
  return { outlined, missing };
}

function say() {
  const left = counties.filter(gone).length;
  const words = at === LAST ? told.words.all : told.words.by.replace("%(year)s", told.years[at]);
  said.textContent = words.replace("%(left)s", left).replace("%(still)s", counties.length - left);
  slider.setAttribute("aria-valuetext", said.textContent);
  const colour = colours();
  for (const step of steps) {
    if (Number(step.dataset.at) === at) step.setAttribute("aria-current", "true"); else step.removeAttribute("aria-current");
    const swatch = step.querySelector(".swatch");
    if (swatch) swatch.style.backgroundColor = tint(Number(step.dataset.year), colour);
  }
}

function go(to) {
  at = Math.min(Math.max(to, 0), LAST);
  slider.value = at;
  form.elements.year.value = at === LAST ? "" : told.years[at];
  say();
  drawn?.instance.setOption({ series: [{ id: "exits", data: view.data(colours()) }] });
  const address = new URL(location.href);
  if (form.elements.year.value) address.searchParams.set("year", form.elements.year.value); else address.searchParams.delete("year");
  address.searchParams.delete("page");
  history.replaceState(history.state, "", address);
  form.dispatchEvent(new Event("yearchange"));
}

const view = { outlined: new Map(), names: new Map(), codes: [], data: () => [] };

function prepare(country, outlines) {
  const inside = ({ properties }) => !told.within || !properties.code || properties.code.startsWith(told.within);
  const provinces = country.features.filter(inside).filter(({ properties }) => properties.code || !told.within);
  const all = new Map(outlines.features.map((feature) => [feature.properties.code, feature]));
  all.delete("");
  const { outlined, missing } = places(all);
  const wanted = [...outlined.keys()].map((code) => all.get(code)).filter(inside);
  // A province that is itself on the list would stand twice under one name.
  const areas = provinces.filter(({ properties }) => !outlined.has(properties.code));
  const lines = areas.filter(({ properties }) => !properties.code);
  const map = { type: "FeatureCollection", features: [...areas.filter((each) => !lines.includes(each)), ...wanted, ...lines] };
  window.echarts.registerMap("exits", {
    ...map, features: map.features.map((feature) => ({ ...feature, properties: { ...feature.properties, code: feature.properties.code || feature.properties.name } })),
  });
  view.names = new Map(areas.map(({ properties }) => [properties.code, properties.name]));
  view.outlined = outlined;
  view.data = (colour) => [
    ...areas.filter(({ properties }) => properties.code).map(({ properties }) => ({
      name: properties.code, itemStyle: { areaColor: colour.land, borderColor: colour["line-strong"], borderWidth: 0.8 },
    })),
    ...[...outlined].map(([code, held]) => ({ name: code, value: held[0].year, itemStyle: look(held[0], colour) })),
    // The South China Sea line comes first.
    ...lines.map(({ properties }, place) => {
      const itemStyle = { borderColor: colour[place ? "line-strong" : "text-soft"], borderWidth: 1.1, areaColor: "transparent" };
      return { name: properties.name, itemStyle, emphasis: { itemStyle }, tooltip: { show: false } };
    }),
  ];
  const note = document.getElementById("exit-missing");
  if (missing.length) note.textContent = `${note.dataset.words}${missing.join(" · ")}`;
  return map;
}

/** How much narrower than high a degree is drawn: the cosine of the middle latitude. */
function squeeze(map) {
  const heights = map.features.filter(({ properties }) => properties.code).flatMap(({ geometry }) => geometry.coordinates.flat(Infinity).filter((_, place) => place % 2));
  const middle = (heights.reduce((a, b) => Math.min(a, b), 90) + heights.reduce((a, b) => Math.max(a, b), -90)) / 2;
  return Math.cos(middle * Math.PI / 180);
}

const clicked = ({ name }) => {
  const url = view.outlined.get(name)?.[0].url;
  if (url) location.assign(url);
};

function zoomable() {
  const bar = document.querySelector(".map-zoom");
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const by = Number(event.target.closest("button")?.dataset.zoom ?? NaN);
    if (Number.isNaN(by)) return;
    zoom = by ? Math.min(Math.max(zoom * by, 1), 24) : 1;
    if (zoom === 1) centre = null;
    drawn.instance.setOption({ series: [{ id: "exits", zoom, center: centre, roam: zoom > 1 ? "move" : false }] });
  });
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function start() {
  document.querySelector(".exit-track").hidden = false;
  say();
  const [country, outlines] = await Promise.all([fetched(told.country), fetched(told.outlines)]);
  const map = prepare(country, outlines);
  const aspectScale = told.within ? squeeze(map) : 0.8;
  drawn = chart(element, (colour) => {
    say();
    return {
      aria: { enabled: true, label: { description: element.getAttribute("aria-label") } },
      animation: false,
      tooltip: { trigger: "item", formatter: ({ name }) => describe(name, view.names, view.outlined) },
      series: [{
        id: "exits", type: "map", map: "exits", nameProperty: "code", selectedMode: false, zoom, center: centre, roam: zoom > 1 ? "move" : false,
        left: 4, right: 4, top: 4, bottom: 4, preserveAspect: "contain", aspectScale,
        label: { show: false }, emphasis: { label: { show: false }, itemStyle: { areaColor: undefined, borderColor: colour.text, borderWidth: 1.6 } },
        data: view.data(colour),
      }],
    };
  }, (instance) => {
    instance.on("click", clicked);
    instance.on("georoam", () => { centre = instance.getOption().series[0].center; });
  });
  zoomable();
  element.dataset.drawn = "yes";
}

slider.addEventListener("input", () => go(Number(slider.value)));
for (const step of steps) {
  step.addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(step.dataset.at));
  });
}
start().catch((problem) => {
  element.textContent = element.dataset.failed;
  element.classList.add("muted");
  throw problem;
});
