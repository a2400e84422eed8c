// What ECharts draws of one day: the provinces, the arcs from giver to receiver, and their ends.

import { unsure } from "./periods.js";

const WIDTH = { province: 2.2, city: 1.6, county: 1 };
const SIZE = { province: 10, city: 7.5, county: 6 };
const BANDS = ["province", "city", "county"];
const DOUBTFUL = new Set(["weak", "memory"]);
// The receiving end tells the programme, because hues are kept for the two sides.
const SHAPE = { counterpart_help: "diamond", counterpart_support: "rect", counterpart_cooperation: "rect", designated: "triangle" };

/** The name that a party bore on a day: { long, short } in the reader's language. */
export function nameOn(party, on, english) {
  const borne = party.names.filter(([since]) => since <= on);
  const [, long, short, longEn, shortEn] = borne.at(-1) ?? party.names[0];
  return english && longEn ? { long: longEn, short: shortEn } : { long, short };
}

/** Bends the arcs into one receiver differently, so that no two of them cover one another. */
function bend(arcs, data) {
  const into = new Map();
  for (const arc of arcs) into.set(arc.to, [...(into.get(arc.to) ?? []), arc]);
  const curves = new Map();
  for (const group of into.values()) {
    group.sort((a, b) => data.parties[b.from].at[1] - data.parties[a.from].at[1] || a.id - b.id);
    group.forEach((arc, place) => {
      const westward = data.parties[arc.to].at[0] < data.parties[arc.from].at[0];
      curves.set(arc.id, (westward ? -1 : 1) * (0.22 - 0.11 * place));
    });
  }
  return curves;
}

/** From the giver's blue to the receiver's ochre, whichever way the arc runs. */
function run(from, to, colour) {
  return {
    type: "linear", x: from[0] > to[0] ? 1 : 0, x2: from[0] > to[0] ? 0 : 1, y: from[1] > to[1] ? 0 : 1, y2: from[1] > to[1] ? 1 : 0,
    colorStops: [{ offset: 0, color: colour.east }, { offset: 0.45, color: colour.east }, { offset: 1, color: colour.west }],
  };
}

function lines(arcs, view, colour) {
  const { data, on } = view;
  const curves = bend(arcs, data);
  return arcs.map((arc) => {
    const [from, to] = [data.parties[arc.from].at, data.parties[arc.to].at];
    return {
      arc, coords: [from, to],
      lineStyle: {
        color: run(from, to, colour), curveness: curves.get(arc.id), width: WIDTH[arc.band],
        type: DOUBTFUL.has(arc.certainty) ? [4, 4] : "solid", opacity: unsure(arc, on) ? 0.45 : 0.8,
      },
    };
  });
}

/** The ends of the arcs on one side, each once, at the size of its uppermost arc. */
function ends(arcs, side, view) {
  const found = new Map();
  for (const arc of arcs) {
    const key = arc[side];
    const known = found.get(key);
    if (known) known.arcs.push(arc);
    else found.set(key, { party: view.data.parties[key], arcs: [arc], side });
  }
  const rank = (end) => Math.min(...end.arcs.map((arc) => BANDS.indexOf(arc.band)));
  return [...found.values()].map((end) => ({
    ...end, value: end.party.at, symbolSize: SIZE[BANDS[rank(end)]] * (view.narrow ? 0.75 : 1),
    symbol: (side === "to" && end.arcs.map((arc) => SHAPE[arc.programme]).find(Boolean)) || "circle",
    name: nameOn(end.party, view.on, view.english).short,
  }));
}

/** Provinces that give or receive, or hold who does, in a tint of their side. */
function tints(arcs, view, colour) {
  const side = new Map();
  for (const arc of arcs) {
    side.set(view.data.parties[arc.from].in, colour["east-soft"]);
    side.set(view.data.parties[arc.to].in, colour["west-soft"]);
  }
  const still = (name, borderColor) => {
    const itemStyle = { borderColor, borderWidth: 1.1, areaColor: "transparent" };
    return { name, itemStyle, emphasis: { itemStyle, label: { show: false } }, tooltip: { show: false }, silent: true };
  };
  return [
    ...view.provinces.map(({ name, code }) => {
      const tint = side.get(code.slice(0, 2));
      return tint ? { name, itemStyle: { areaColor: tint } } : { name };
    }),
    // The South China Sea line comes first.
    ...view.boundaries.map((name, place) => still(name, colour[place ? "line-strong" : "text-soft"])),
  ];
}

/** What changes with the day: arcs, ends, tints. Merged into the whole option. */
export function moving(view, colour) {
  const drawn = view.arcs.filter((arc) => view.data.parties[arc.from].at && view.data.parties[arc.to].at);
  return {
    geo: { regions: tints(drawn, view, colour) },
    series: [
      { id: "arcs", data: lines(drawn, view, colour) },
      { id: "givers", data: ends(drawn, "from", view) },
      { id: "receivers", data: ends(drawn, "to", view) },
    ],
  };
}

/** The option as a whole. */
export function option(view, colour) {
  const change = moving(view, colour);
  const label = {
    show: true, formatter: "{b}", position: "right", distance: 3, fontSize: view.narrow ? 10 : 11.5, color: colour.text,
    textBorderColor: colour.surface, textBorderWidth: 2.5, fontFamily: colour.sans,
  };
  const end = {
    type: "scatter", coordinateSystem: "geo", z: 4, cursor: "pointer", label, labelLayout: { hideOverlap: true },
    emphasis: { scale: 1.3, label: { show: true, fontWeight: 600 } }, animation: false,
  };
  const fixed = {
    arcs: {
      type: "lines", coordinateSystem: "geo", z: 3, symbol: "none", animation: false, cursor: "pointer",
      emphasis: { focus: "self", blurScope: "series", lineStyle: { width: 3.2, opacity: 1 } }, blur: { lineStyle: { opacity: 0.12 } },
    },
    givers: { ...end, itemStyle: { color: colour.east } },
    receivers: { ...end, itemStyle: { color: colour.surface, borderColor: colour.west, borderWidth: 2 } },
  };
  return {
    aria: { enabled: true, label: { description: view.words.map } },
    animation: false,
    tooltip: { trigger: "item", formatter: (hit) => tip(hit, view), padding: [6, 10] },
    geo: {
      // About the cosine of 36° north, the middle of the country; without "contain" the map would stretch to its box.
      map: "country", aspectScale: 0.8, preserveAspect: "contain",
      roam: view.zoom > 1 ? "move" : false, zoom: view.zoom, center: view.centre, left: 4, right: 4, top: 4, bottom: 4,
      itemStyle: { areaColor: colour.land, borderColor: colour["line-strong"], borderWidth: 0.6 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colour.line } },
      ...change.geo,
    },
    series: change.series.map((series) => ({ ...fixed[series.id], ...series })),
  };
}

function tip(hit, view) {
  if (hit.componentType === "geo") {
    const province = view.provinces.find(({ name }) => name === hit.name);
    return province ? view.names[province.code] ?? province.name : "";
  }
  const { words, english } = view;
  const called = (key) => nameOn(view.data.parties[key], view.on, english).long;
  if (hit.seriesType === "lines") {
    const { arc } = hit.data;
    return [
      `${called(arc.from)} → ${called(arc.to)}`,
      `${view.programmes[arc.programme]} · ${view.bands[arc.band]}`,
      arc.when[english ? 1 : 0],
      view.certainties[arc.certainty],
      ...(unsure(arc, view.on) ? [words.unsure] : []),
    ].join("\n");
  }
  const { arcs, side } = hit.data;
  const others = arcs.map((arc) => called(side === "from" ? arc.to : arc.from));
  return [called(arcs[0][side]), ...others.map((name) => (side === "from" ? words.gives : words.receives).replace("%s", name))].join("\n");
}
