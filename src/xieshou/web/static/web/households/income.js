// A household's income by year: its parts stacked, costs below the line, and what comes to a head as a line.
import { chart, data } from "../charts.js";

const told = data("income-data");
const element = document.getElementById("income-chart");
const HUES = { wage: "series-6", business: "series-3", business_cost: "series-8", property: "series-4", transfer: "series-5" };

chart(element, (colour) => ({
  grid: { left: 8, right: 8, top: 64, bottom: 8, containLabel: true },
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 10, itemGap: 12 },
  tooltip: { trigger: "axis" },
  xAxis: { type: "category", data: told.years, axisTick: { show: false } },
  yAxis: [
    { type: "value", name: told.words.unit, nameTextStyle: { align: "right" } },
  ],
  series: [
    ...told.parts.map((part) => ({
      name: part.name, type: "bar", stack: "parts", barMaxWidth: 36, data: part.values, itemStyle: { color: colour[HUES[part.key]] },
    })),
    {
      name: told.words.per_head, type: "line", data: told.per_head, symbol: "circle", symbolSize: 9, z: 3,
      lineStyle: { color: colour.accent, width: 2.5 }, itemStyle: { color: colour.accent },
      label: { show: true, position: "top", color: colour.text, formatter: ({ value }) => Math.round(value).toLocaleString() },
    },
  ],
}));
