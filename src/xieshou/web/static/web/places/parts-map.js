// The units inside a place on today's outlines: who has a partner of its own on the day.
import { chart, data } from "../charts.js";

const told = data("parts-map-data");
const element = document.getElementById("parts-map");
const FILL = 0.55;

/** A token at part strength, as rgba(). */
function faded(hex, strength) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${strength})`;
}

function look(state, colour) {
  const hatched = (line, back) => ({
    areaColor: back,
    decal: { symbol: "rect", color: line, dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -Math.PI / 4 },
  });
  switch (state) {
    case "helped": return { areaColor: faded(colour.west, FILL) };
    case "gives": return { areaColor: faded(colour.east, FILL) };
    case "none": return hatched(colour.line, colour.surface);
    default: return { areaColor: colour.land };
  }
}

function describe(code, drawn) {
  const unit = told.units[code];
  if (!unit) return code ? `${drawn.get(code) ?? code}\n${told.words.absent}` : "";
  const state = told.words[unit.state];
  return unit.partners ? `${unit.name}\n${state}\n${unit.partners}` : `${unit.name}\n${state}`;
}

/** How much narrower than high a degree is drawn: the cosine of the middle latitude, so that shapes stay true. */
function squeeze(outlines) {
  const heights = outlines.features.flatMap(({ geometry }) => geometry.coordinates.flat(Infinity).filter((_, at) => at % 2));
  const middle = (heights.reduce((a, b) => Math.min(a, b), 90) + heights.reduce((a, b) => Math.max(a, b), -90)) / 2;
  return Math.cos(middle * Math.PI / 180);
}

async function draw() {
  const answer = await fetch(told.url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const outlines = await answer.json();
  const drawn = new Map(outlines.features.map(({ properties }) => [properties.code, properties.name]));
  window.echarts.registerMap("parts", outlines);
  chart(element, (colour) => ({
    tooltip: { trigger: "item", formatter: ({ name }) => describe(name, drawn) },
    series: [{
      type: "map", map: "parts", nameProperty: "code", selectedMode: false, roam: false,
      left: 8, right: 8, top: 8, bottom: 8, preserveAspect: "contain", aspectScale: squeeze(outlines),
      itemStyle: { borderColor: colour["text-soft"], borderWidth: 0.6, areaColor: colour.land },
      emphasis: { itemStyle: { borderColor: colour.text, borderWidth: 1.6, areaColor: undefined }, label: { color: colour.text } },
      label: { show: true, color: colour.text, fontSize: element.clientWidth < 420 ? 10 : 12, formatter: ({ name }) => told.units[name]?.short ?? "" },
      labelLayout: { hideOverlap: true },
      data: [...drawn.keys()].filter(Boolean).map((code) => ({
        name: code, value: told.units[code] ? 1 : 0, itemStyle: look(told.units[code]?.state, colour),
      })),
    }],
  }), (instance) => {
    instance.on("click", ({ name }) => {
      const url = told.units[name]?.url;
      if (url) location.assign(url);
    });
  });
  const missing = Object.entries(told.units).filter(([code]) => !drawn.has(code)).map(([, unit]) => unit.name);
  const note = document.getElementById("parts-map-missing");
  if (missing.length && note) note.textContent = `${note.dataset.words}${missing.join(" · ")}`;
  element.dataset.drawn = "yes";
}

draw().catch(() => { element.textContent = element.dataset.failed; element.classList.add("muted"); });
