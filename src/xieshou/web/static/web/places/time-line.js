// Who helped whom: one lane for each partner, a bar for each pairing, a line where a round began and at the day chosen.
import { chart, data } from "../charts.js";

const told = data("time-line-data");
const element = document.getElementById("time-line");
const day = (text) => Date.parse(`${text}T00:00:00Z`);
const LANE = 30;
const AROUND = 74;
element.style.height = `${told.lanes.length * LANE + AROUND}px`;

function bar(colour) {
  return (params, api) => {
    const [from, row] = api.coord([api.value(1), api.value(0)]);
    const [to] = api.coord([api.value(2), api.value(0)]);
    const about = told.bars[params.dataIndex];
    const area = params.coordSys;
    const width = Math.max(to - from, 2);
    const height = LANE * 0.56;
    const shape = window.echarts.graphic.clipRectByRect(
      { x: from, y: row - height / 2, width, height },
      { x: area.x, y: area.y, width: area.width, height: area.height },
    );
    if (!shape) return undefined;
    const years = `${about.start.slice(0, 4)}–${about.open ? told.words.now : about.end.slice(0, 4)}`;
    return {
      type: "rect", shape,
      style: {
        fill: about.given ? colour.west : colour.east, stroke: colour.surface, lineWidth: 1.5,
      },
      textConfig: { position: "inside" },
      textContent: width > 76 ? { style: { text: years, fill: colour.surface, fontSize: 12 } } : undefined,
      cursor: "pointer",
    };
  };
}

function lines(colour, narrow) {
  const rounds = told.rounds.map((round) => ({
    xAxis: day(round.day), name: round.name,
    label: { show: !narrow, position: "start", formatter: round.day.slice(0, 4), color: colour["text-soft"] },
    lineStyle: { color: colour["text-soft"], type: "dashed", width: 1 },
  }));
  const chosen = { xAxis: day(told.on), label: { show: false }, lineStyle: { color: colour.accent, type: "solid", width: 2 } };
  return [...rounds, chosen];
}

chart(element, (colour) => {
  const narrow = element.clientWidth < 600;
  return {
    grid: { left: 12, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex, componentType, name }) => {
        if (componentType === "markLine") return name || `${told.words.on} ${told.on}`;
        const about = told.bars[dataIndex];
        return about ? `${about.name}\n${about.when}\n${about.round}\n${about.certainty}` : "";
      },
    },
    xAxis: { type: "time", min: day(told.first), max: day(told.last), splitLine: { show: false }, axisLabel: { hideOverlap: true, formatter: "{yyyy}" }, minInterval: 365 * 24 * 3600 * 1000 },
    yAxis: {
      type: "category", inverse: true, data: told.lanes.map((lane, index) => String(index)),
      axisTick: { show: false }, splitArea: { show: false }, axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: colour.line } },
      axisLabel: {
        formatter: (index) => told.lanes[index]?.name ?? "", interval: 0, width: narrow ? 84 : 170, overflow: "truncate",
        color: (index) => (told.lanes[index]?.given ? colour.west : colour.east),
      },
    },
    series: [
      {
        type: "custom", renderItem: bar(colour), encode: { x: [1, 2], y: 0 }, z: 2,
        data: told.bars.map((about) => [about.lane, day(about.start), day(about.end)]),
      },
      { type: "line", data: [], markLine: { symbol: "none", data: lines(colour, narrow), animation: false }, z: 3 },
    ],
  };
}, (instance) => {
  instance.on("click", { seriesType: "custom" }, ({ dataIndex }) => location.assign(told.bars[dataIndex].url));
});
