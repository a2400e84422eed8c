// How many households have each kind of fault; a bar opens them.
import { chart, data } from "../charts.js";

const told = data("quality-data");
const element = document.getElementById("quality-chart");
element.style.height = `${told.bars.length * 34 + 24}px`;

chart(element, (colour) => ({
  grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
  tooltip: { trigger: "item", formatter: ({ dataIndex }) => `${told.bars[dataIndex].name}\n${told.bars[dataIndex].count} ${told.bars[dataIndex].unit}` },
  xAxis: { type: "value", minInterval: 1, axisLabel: { hideOverlap: true } },
  yAxis: {
    type: "category", inverse: true, data: told.bars.map((bar) => bar.name), axisTick: { show: false },
    axisLabel: { width: element.clientWidth < 600 ? 130 : 260, overflow: "truncate", interval: 0 },
  },
  series: [{
    type: "bar", barMaxWidth: 18, cursor: "pointer",
    data: told.bars.map((bar) => ({ value: bar.count, itemStyle: { color: bar.grave ? colour.bad : colour["series-5"] } })),
    label: { show: true, position: "right", color: colour.text },
  }],
}), (instance) => {
  instance.on("click", ({ dataIndex }) => location.assign(told.bars[dataIndex].url));
});
