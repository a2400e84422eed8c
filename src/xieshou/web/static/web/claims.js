// Claims of one indicator over time. A point's shape tells its qualifier, a hollow one is a forecast; only running
// totals of the same parties, programme and unit are joined by a line. Every point opens its claim.
import { chart, colours, data } from "./charts.js";

const told = data("claims-data");
const element = document.getElementById("claims-chart");
const pick = document.getElementById("claims-pick");
const legend = document.getElementById("claims-legend");
const DAY = 24 * 3600 * 1000;
const SHAPES = { "=": "circle", "≈": "diamond", "≥": "triangle", "≤": "path://M0 0 L10 0 L5 9 Z" };
const DASHES = ["solid", "dashed", "dotted"];
const OTHERS = ["series-3", "series-4", "series-6", "series-7", "series-5", "series-8"];
const compact = new Intl.NumberFormat(told.locale, { notation: "compact", maximumFractionDigits: 2 });
const at = (text) => Date.parse(`${text}T00:00:00Z`);
let shown = told.charts[0];

/** Each series with its colour and dash: a side keeps its hue, so its series differ by dash. */
function dressed(colour) {
  const taken = { east: 0, west: 0, other: 0 };
  return shown.series.map((series) => {
    const turn = taken[series.side || "other"]++;
    const hue = series.side ? colour[series.side] : colour[OTHERS[turn % OTHERS.length]];
    return { ...series, hue, dash: DASHES[(series.side ? turn : Math.floor(turn / OTHERS.length)) % DASHES.length] };
  });
}

function spans(series) {
  return series.points.filter((point) => point.from).map((point) => [
    { coord: [at(point.from), point.value] }, { coord: [at(point.day), point.value] },
  ]);
}

function option(colour) {
  const days = shown.series.flatMap(({ points }) => points.flatMap((point) => [point.from, point.day].filter(Boolean).map(at)));
  // Half a year of air on both sides, so that a lone point does not stand on the axis.
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)) - 183 * DAY, days.reduce((a, b) => Math.max(a, b)) + 183 * DAY];
  return {
    grid: { left: 12, right: 24, top: 34, bottom: 8, containLabel: true },
    tooltip: { trigger: "item", formatter: ({ data: { point } = {}, seriesName }) => (point ? described(point, seriesName) : "") },
    xAxis: {
      type: "time", min: first, max: last, minInterval: 365 * DAY, splitLine: { show: false }, axisLabel: { formatter: "{yyyy}", hideOverlap: true },
    },
    yAxis: {
      type: "value", min: 0, name: shown.unit, nameTextStyle: { align: "left" }, axisLabel: { formatter: (value) => compact.format(value) },
    },
    series: dressed(colour).map((series) => ({
      name: series.name, type: "line", cursor: "pointer", symbolSize: 11, symbolKeepAspect: true, labelLayout: { hideOverlap: true },
      lineStyle: { color: series.hue, type: series.dash, width: series.joined ? 1.8 : 0 },
      itemStyle: { color: series.hue }, emphasis: { scale: 1.4 },
      markLine: {
        symbol: "none", silent: true, animation: false, label: { show: false },
        lineStyle: { color: series.hue, type: series.dash, width: 2, opacity: 0.6 }, data: spans(series),
      },
      data: series.points.map((point) => ({
        value: [at(point.day), point.value], point, symbol: SHAPES[point.qualifier],
        itemStyle: point.forecast ? { color: colour.surface, borderColor: series.hue, borderWidth: 2 } : {},
        label: { show: Boolean(point.mark), formatter: point.mark, position: "top", color: colour.text, fontSize: 11 },
      })),
    })),
  };
}

function described(point, name) {
  const extra = [point.forecast ? told.words.forecast : "", point.mark].filter(Boolean).join(" · ");
  return [point.text, name, `${point.when} · ${point.source}`, extra].filter(Boolean).join("\n");
}

/** The legend is text on the page, so that names break and are read aloud. */
function explain() {
  const hues = dressed(colours());
  legend.replaceChildren(...hues.map(({ name, hue, dash, joined }) => {
    const sample = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({ width: 26, height: 10, "aria-hidden": "true" })) sample.setAttribute(key, value);
    const dashes = { solid: "none", dashed: "5 3", dotted: "2 3" }[dash];
    sample.innerHTML = joined ? `<path d="M0 5H26" stroke-width="2"/><circle cx="13" cy="5" r="3.5" stroke="none"/>` : `<circle cx="13" cy="5" r="4" stroke="none"/>`;
    sample.setAttribute("stroke", hue);
    sample.setAttribute("fill", hue);
    sample.setAttribute("stroke-dasharray", dashes);
    const line = document.createElement("li");
    line.append(sample, name);
    return line;
  }));
}

if (element && shown) {
  const drawn = chart(element, option, (instance) => {
    instance.on("click", ({ data: hit }) => { if (hit?.point) location.assign(hit.point.url); });
    explain();
    element.dataset.drawn = shown.id;
  });
  pick.closest("[hidden]")?.toggleAttribute("hidden", told.charts.length < 2);
  pick.addEventListener("change", () => {
    shown = told.charts.find(({ id }) => id === pick.value) ?? shown;
    drawn.redraw();
  });
}
