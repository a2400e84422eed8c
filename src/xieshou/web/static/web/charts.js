// Charts in the product's colours. A page with a chart loads vendor/echarts.min.js and this module:
//   import { chart } from "…/charts.js";  chart(element, (colour) => option);
// The option is built anew when the theme changes, so take colours from the argument only.

const NAMES = ["text", "text-soft", "line", "line-strong", "surface", "paper", "sunken", "land", "accent", "east", "east-soft",
  "west", "west-soft", "good", "caution", "bad", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"];

/** The tokens as they stand now: colours().east, colours()["text-soft"], colours().sans … */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ...Object.fromEntries(NAMES.map((name) => [name, read(name)])), sans: read("sans") };
}

/** An ECharts theme made of the tokens. */
export function theme(colour = colours()) {
  const axis = {
    axisLine: { lineStyle: { color: colour["line-strong"] } },
    axisTick: { lineStyle: { color: colour["line-strong"] } },
    axisLabel: { color: colour["text-soft"] },
    nameTextStyle: { color: colour["text-soft"] },
    splitLine: { lineStyle: { color: colour.line } },
    splitArea: { show: false },
  };
  return {
    color: [colour.east, colour.west, ...NAMES.filter((name) => name.startsWith("series-")).map((name) => colour[name])],
    backgroundColor: "transparent",
    textStyle: { fontFamily: colour.sans, color: colour.text },
    title: { textStyle: { color: colour.text, fontSize: 14 }, subtextStyle: { color: colour["text-soft"] } },
    legend: { textStyle: { color: colour["text-soft"] }, inactiveColor: colour["line-strong"] },
    // Rich text is drawn on the canvas; an HTML tooltip would need style attributes, which our policy forbids.
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: colour.surface, borderColor: colour["line-strong"],
      textStyle: { color: colour.text },
    },
    categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis,
    visualMap: { textStyle: { color: colour["text-soft"] } },
    timeline: {
      lineStyle: { color: colour["line-strong"] }, itemStyle: { color: colour["text-soft"] },
      label: { color: colour["text-soft"] }, controlStyle: { color: colour.accent, borderColor: colour.accent },
      checkpointStyle: { color: colour.accent, borderColor: colour.accent },
    },
    geo: { itemStyle: { areaColor: colour.land, borderColor: colour["line-strong"] }, label: { color: colour["text-soft"] },
      emphasis: { itemStyle: { areaColor: colour["east-soft"] }, label: { color: colour.text } } },
    map: { itemStyle: { areaColor: colour.land, borderColor: colour["line-strong"] }, label: { color: colour["text-soft"] },
      emphasis: { itemStyle: { areaColor: colour["east-soft"] }, label: { color: colour.text } } },
  };
}

// ECharts brings both languages; the description for screen readers is in them.
const locale = document.documentElement.lang.startsWith("en") ? "EN" : "ZH";
const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Draw a chart in `element` and keep it right: on resize, when the theme changes, without motion where the
 * reader wants none, with a description for screen readers.
 * @param {HTMLElement} element  a block with a height, such as .chart
 * @param {(colour: object) => object} build  makes the ECharts option from the colours
 * @param {(instance: object) => void} [ready]  called after each (re)making, to bind events
 * @returns {{readonly instance: object, redraw: () => void, dispose: () => void}}
 */
export function chart(element, build, ready = () => {}) {
  let instance;
  const draw = () => {
    const colour = colours();
    instance?.dispose();
    instance = window.echarts.init(element, theme(colour), { renderer: "canvas", locale });
    instance.setOption({ aria: { enabled: true }, animation: !still.matches, ...build(colour) });
    ready(instance);
  };
  const resize = new ResizeObserver(() => instance.resize());
  const stop = new AbortController();
  draw();
  resize.observe(element);
  document.addEventListener("xieshou:theme", () => requestAnimationFrame(draw), { signal: stop.signal });
  still.addEventListener("change", draw, { signal: stop.signal });
  return {
    get instance() { return instance; },
    redraw: draw,
    dispose() { stop.abort(); resize.disconnect(); instance.dispose(); },
  };
}

/** The data that a page carries in a json_script block. */
export function data(id) {
  return JSON.parse(document.getElementById(id).textContent);
}
